/**
 * The reading of pastes, one after another. The same file runs in a worker, where it answers messages, and on the page
 * of a browser that gives it none. What it needs for a text beyond the base of all rules it loads when that text comes.
 */

import type { ProgramTable } from '../core/read/programs.ts';
import type { Cause } from '../core/report/causes.ts';
import { mayBeOwn } from '../core/report/own-number.ts';
import { isOneLine } from '../core/report/one-line.ts';
import { pasteInSteps, readPaste } from '../core/report/paste.ts';
import type { Paste } from '../core/report/paste.ts';
import { finish, NOTHING_YET, readInSteps } from '../core/report/reader.ts';
import type { Report, Rules } from '../core/report/reader.ts';
import { shard as base } from '../core/report/shards/base.ts';
import { LOOKED_THROUGH, PARTS, partsFor } from '../core/report/shards/index.ts';
import { rulesOf } from '../core/report/shards/shard.ts';
import { NUMBERS } from './known-words.ts';
import { signalIn } from '../core/report/signal-in.ts';
import { reasonByName } from '../core/tables/reasons.ts';

/** What is read in a text. */
export interface Answer {
  /** Absent for a text that is no more than numbers and names. */
  readonly report?: Report;
  /** What a shared link may carry of a report: codes and reasons, never names or text. */
  readonly query?: string;
  /** Why, as far as a text says it that is no more than that. */
  readonly cause?: Cause | undefined;
  /** Tables of programs, which are not there yet, could say more about it. */
  readonly asksForPrograms: boolean;
}

/** From the page: a text to read instead of the one before, or the tables of programs. */
export type Question =
  { readonly id: number; readonly text: string } | { readonly programs: readonly ProgramTable[] };

/** To the page: an answer, what was found so far, which also says that the reading goes on, or that a file is missing. */
export type Reply = { readonly id: number } & (
  { readonly answer: Answer } | { readonly soFar: Report } | { readonly failed: true }
);

/** A reading that takes longer than this tells what it has found so far, and again each time; in milliseconds. */
const FIRST_ANSWER_MS = 35;
const NEXT_ANSWER_MS = 500;
/** Then it lets others do something after each of these. */
const SLICE_MS = 10;

/** How much of a text that is no report may say why, in characters. */
const LINE_READ = 400;

export class PasteReading {
  /** The rules of each set of parts that a text asked for so far. */
  readonly #rules = new Map<string, Promise<Rules>>();
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
      // What it needs in any case comes while its lines are counted.
      if (text.length > LOOKED_THROUGH) void this.#rulesFor(text);
      const paste = await paced(pasteInSteps(text), ended, () => soFar(NOTHING_YET));
      if (!paste) return undefined;
      const rules = await this.#rulesFor(paste.text);
      const report =
        !NUMBERS.test(text) && (!isOneLine(text) || (await theLine()).isReport(text, rules))
          ? await this.#report(paste, rules, soFar, ended)
          : undefined;
      if (ended()) return undefined;
      // One line in which nothing ended may still be codes and reasons, as a shared link carries them.
      const counts = report && (report.findings.length > 0 || text.includes('\n'));
      this.#last = { text, report: counts ? report : undefined };
    }
    const { report } = this.#last;
    if (!report) {
      const line = text.slice(0, LINE_READ);
      const rules = await this.#rulesFor(readPaste(line).text);
      return { cause: (await theLine()).causeOfLine(line, rules), asksForPrograms: false };
    }
    const own = report.findings.some(mayBeOwn);
    if (!own || !this.#programs) return { report, query: codesOf(report), asksForPrograms: own };
    const { withPrograms } = await import('../core/report/programs.ts');
    const known = withPrograms(report, text, this.#programs);
    return { report: known, query: codesOf(known), asksForPrograms: false };
  }

  #rulesFor(text: string): Promise<Rules> {
    const parts = partsFor(text);
    const key = parts.join(' ');
    const known = this.#rules.get(key) ?? rulesOfParts(parts);
    this.#rules.set(key, known);
    // The next text asks again.
    known.catch(() => this.#rules.delete(key));
    return known;
  }

  #report(
    paste: Paste,
    rules: Rules,
    soFar: (report: Report) => void,
    ended: () => boolean,
  ): Promise<Report | undefined> {
    return paced(readInSteps(paste, rules), ended, (step) => soFar(step()));
  }
}

async function rulesOfParts(parts: ReturnType<typeof partsFor>): Promise<Rules> {
  const loaded = await Promise.all(parts.map((name) => PARTS[name].load()));
  return rulesOf([base, ...loaded.map(({ shard }) => shard)]);
}

/** The result of steps, between which others do something now and then; undefined when nobody waits for it any more. */
async function paced<Step, Result>(
  steps: Generator<Step, Result>,
  ended: () => boolean,
  tell?: (step: Step) => void,
): Promise<Result | undefined> {
  let until = performance.now() + FIRST_ANSWER_MS;
  let next = until;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    const now = performance.now();
    if (now < until) continue;
    if (now >= next) {
      tell?.(step.value);
      next = now + NEXT_ANSWER_MS;
    }
    await new Promise((go) => setTimeout(go));
    if (ended()) return undefined;
    until = performance.now() + SLICE_MS;
  }
}

/** What reads single lines needs all that decodes numbers and names. */
const theLine = () => import('../core/report/line.ts');

function codesOf({ findings }: Report): string {
  const told = findings.flatMap(({ windows, code, program, reason = '' }) => [
    program?.code === undefined ? (windows ?? code) : `${program.slug} ${code}`,
    // What a tool calls a reason may be anybody's words.
    (reasonByName(reason) ?? signalIn(reason)) ? reason : undefined,
  ]);
  return [...new Set(told.filter((part) => part !== undefined && part !== '').map(String))]
    .slice(0, CODES_SHARED)
    .join(' ');
}

const CODES_SHARED = 8;

/** The first reading builds tables, and engines compile what runs often: before anybody waits for it. */
const IDLE_MS = 100;
const WARMING = 'it exited with code 1 after a while\n'.repeat(300);

/** In a worker: the last question counts. That it is there is an answer to question 0, which nobody asks. */
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
      .then(
        (answer) => answer && reply({ id, answer }),
        () => reply({ id, failed: true }),
      );
  });
  reply({ id: 0, answer: { asksForPrograms: false } });
  // Unless somebody asked while this file was loading.
  setTimeout(() => {
    if (last === 0) finish(readInSteps(readPaste(WARMING), rulesOf([base])));
  }, IDLE_MS);
}

if (typeof document === 'undefined') answerMessages((message) => postMessage(message));
