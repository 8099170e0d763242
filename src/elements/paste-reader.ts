/** Asks for the reading of pastes: a worker, so that no text whatever stops the page, or the page itself without one. */

import address from 'chunk:./paste-reading.ts';
import type { ProgramTable } from '../core/read/programs.ts';
import type { Report } from '../core/report/index.ts';
import type { Answer, PasteReading, Question, Reply } from './paste-reading.ts';

/** A reading that gives no sign for this long is ended. Ten megabytes give one every half second on a slow phone. */
const SILENCE_MS = 10_000;
/** A file that takes this long to come does not come. */
const LOADING_MS = 60_000;

/** `replaced`: another text is asked about. `ended`: whoever waited for it ended it. `failed`: a file is missing. */
export type Asked = Answer | 'replaced' | 'ended' | 'too-long' | 'failed';

interface Waiting {
  readonly id: number;
  readonly text: string;
  readonly soFar: (report: Report) => void;
  readonly done: (asked: Asked) => void;
}

export class PasteReader {
  #worker: Worker | undefined;
  /** On the page, where no worker runs. */
  #here: Promise<PasteReading> | undefined;
  #programs: readonly ProgramTable[] | undefined;
  #waiting: Waiting | undefined;
  #count = 0;
  #silence = 0;
  /** The worker has said something: its file is there. */
  #heard = false;

  know(programs: readonly ProgramTable[]) {
    this.#programs = programs;
    this.#send({ programs });
    void this.#here?.then((here) => here.know(programs));
  }

  /** What is read in a text, in place of the text before; `soFar` gets what is found meanwhile when that takes long. */
  ask(text: string, soFar: (report: Report) => void): Promise<Asked> {
    this.#finish('replaced');
    const { promise, resolve } = Promise.withResolvers<Asked>();
    this.#waiting = { id: ++this.#count, text, soFar, done: resolve };
    if (!this.#worker && !this.#here) this.#start();
    this.#begin();
    return promise;
  }

  /** Ends what is being read, at once whatever it does. */
  end() {
    if (!this.#waiting) return;
    this.#restart();
    this.#finish('ended');
  }

  /** For good. */
  disconnect() {
    this.#finish('replaced');
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start() {
    try {
      this.#worker = new Worker(address, { type: 'module' });
    } catch {
      this.#readHere();
      return;
    }
    const worker = this.#worker;
    this.#heard = false;
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      if (this.#worker !== worker) return;
      this.#heard = true;
      if (this.#waiting) this.#listen();
      this.#hear(data);
    });
    // A browser without workers of modules, a policy of the host, a file that is gone.
    worker.addEventListener('error', () => {
      if (this.#worker !== worker) return;
      if (this.#heard) this.#restart();
      else {
        worker.terminate();
        this.#worker = undefined;
        this.#readHere();
      }
      this.#begin();
    });
    if (this.#programs) this.#send({ programs: this.#programs });
  }

  #restart() {
    if (!this.#worker) return;
    this.#worker.terminate();
    this.#start();
  }

  #readHere() {
    this.#here = import('./paste-reading.ts').then((module) => {
      const here = new module.PasteReading();
      if (this.#programs) here.know(this.#programs);
      return here;
    });
  }

  #send(question: Question) {
    this.#worker?.postMessage(question);
  }

  #begin() {
    const waiting = this.#waiting;
    if (!waiting) return;
    const { id, text } = waiting;
    if (this.#worker) {
      this.#listen();
      this.#send({ id, text });
      return;
    }
    void this.#here
      ?.then((here) =>
        here.read(
          text,
          (soFar) => this.#hear({ id, soFar }),
          () => this.#waiting !== waiting,
        ),
      )
      .then(
        (answer) => answer && this.#hear({ id, answer }),
        (error: unknown) => {
          if (this.#waiting === waiting) this.#finish('failed');
          // The page offers to load everything anew where a file could not be loaded.
          throw error;
        },
      );
  }

  #listen() {
    clearTimeout(this.#silence);
    this.#silence = window.setTimeout(
      () => {
        this.#restart();
        this.#finish('too-long');
      },
      this.#heard ? SILENCE_MS : LOADING_MS,
    );
  }

  #hear(reply: Reply) {
    const waiting = this.#waiting;
    if (reply.id !== waiting?.id) return;
    if ('answer' in reply) this.#finish(reply.answer);
    else if ('failed' in reply) this.#finish('failed');
    else waiting.soFar(reply.soFar);
  }

  #finish(asked: Asked) {
    clearTimeout(this.#silence);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.done(asked);
  }
}
