/**
 * The reading of pastes, one after another. The same file runs in a worker, where it answers messages, and on the page
 * of a browser that gives it none.
 */

import type { ProgramTable } from '../core/read/programs.ts';
import type { Cause } from '../core/report/causes.ts';
import { isReport, readInSteps, readReport } from '../core/report/index.ts';
import type { Report } from '../core/report/index.ts';
import { causeOfLine } from '../core/report/line.ts';
import { mayBeOwn, withPrograms } from '../core/report/programs.ts';

/** What is read in a text. */
export interface Answer {
  /** Absent for a text that is no more than numbers and names. */
  readonly report?: Report;
  /** Why, as far as a text says it that is no more than that. */
  readonly cause?: Cause | undefined;
  /** Tables of programs, which are not there yet, could say more about it. */
  readonly asksForPrograms: boolean;
}

/** From the page: a text to read instead of the one before, or the tables of programs. */
export type Question =
  { readonly id: number; readonly text: string } | { readonly programs: readonly ProgramTable[] };

/** To the page: an answer, or what was found so far, which also says that the reading goes on. */
export type Reply = { readonly id: number } & ({ readonly answer: Answer } | { readonly soFar: Report });

/** A reading that takes longer than this tells what it has found so far, and again each time; in milliseconds. */
const FIRST_ANSWER_MS = 35;
const NEXT_ANSWER_MS = 500;
/** Then it lets others do something after each of these. */
const SLICE_MS = 10;

/** How much of a text that is no report may say why, in characters. */
const LINE_READ = 400;

/** Numbers and names one after another, a number first, as a shared link carries them: each has readings of its own. */
const NUMBERS =
  /^(?:[-+]?\d{1,20}|0x[\da-f]{1,16})(?:[\s,;]+(?:[-+]?\d{1,20}|0x[\da-f]{1,16}|[A-Z][A-Za-z]{1,40})){0,15}$/;

export class PasteReading {
  #programs: readonly ProgramTable[] | undefined;
  /** The last text and what was read in it: it is asked about again when the programs are there. */
  #last: { readonly text: string; readonly report: Report | undefined } | undefined;

  know(programs: readonly ProgramTable[]) {
    this.#programs = programs;
  }

  /** Undefined when `ended` says that nobody waits for it any more. Texts are read without the space around them. */
  async read(
    typed: string,
    soFar: (report: Report) => void,
    ended: () => boolean,
  ): Promise<Answer | undefined> {
    const text = typed.trim();
    if (this.#last?.text !== text) {
      const report =
        !NUMBERS.test(text) && isReport(text) ? await this.#report(text, soFar, ended) : undefined;
      if (ended()) return undefined;
      // One line in which nothing ended may still be codes and reasons, as a shared link carries them.
      const counts = report && (report.findings.length > 0 || text.includes('\n'));
      this.#last = { text, report: counts ? report : undefined };
    }
    const { report } = this.#last;
    if (!report) return { cause: causeOfLine(text.slice(0, LINE_READ)), asksForPrograms: false };
    if (!this.#programs) return { report, asksForPrograms: report.findings.some(mayBeOwn) };
    return { report: withPrograms(report, text, this.#programs), asksForPrograms: false };
  }

  async #report(
    text: string,
    soFar: (report: Report) => void,
    ended: () => boolean,
  ): Promise<Report | undefined> {
    const steps = readInSteps(text);
    let until = performance.now() + FIRST_ANSWER_MS;
    let next = until;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      const now = performance.now();
      if (now < until) continue;
      if (now >= next) {
        soFar(step.value());
        next = now + NEXT_ANSWER_MS;
      }
      await new Promise((go) => setTimeout(go));
      if (ended()) return undefined;
      until = performance.now() + SLICE_MS;
    }
  }
}

/** The first reading builds tables, and engines compile what runs often: before anybody waits for it. */
const IDLE_MS = 100;
const WARMING = 'it exited with code 1 after a while\n'.repeat(300);

/** In a worker: the last question counts. */
function answerMessages(reply: (message: Reply) => void) {
  const reading = new PasteReading();
  let last = 0;
  addEventListener('message', ({ data }: MessageEvent<Question>) => {
    if ('programs' in data) {
      reading.know(data.programs);
      return;
    }
    const { id, text } = data;
    last = id;
    void reading
      .read(
        text,
        (soFar) => reply({ id, soFar }),
        () => last !== id,
      )
      .then((answer) => answer && reply({ id, answer }));
  });
  // Unless somebody asked while this file was loading.
  setTimeout(() => {
    if (last === 0) readReport(WARMING);
  }, IDLE_MS);
}

if (typeof document === 'undefined') answerMessages((message) => postMessage(message));
