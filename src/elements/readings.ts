/** What numbers, signals and reasons of a question mean: loaded when something is asked that is no paste. */

import { decode } from '../core/read/decode.ts';
import { INPUT_LIMIT } from '../core/read/grammar.ts';
import { ORIGINS, type Decoding, type Origin, type Reading } from '../core/read/reading.ts';
import type { Cause } from '../core/report/causes.ts';
import { causeOfSignal, causeOfStatus } from '../core/report/cause/by-number.ts';
import type { Dictionary } from './decoder-words.ts';
import { mayNameProgram, NUMBERS } from './known-words.ts';
import { recognised } from './question.ts';
import { ReadingCards } from './reading-cards.ts';

export interface Shown {
  readonly nodes: readonly Node[];
  /** Nothing in it was understood. */
  readonly refused: boolean;
  /** The question may stand in the title of the page. */
  readonly titled: boolean;
  /** The likeliest reading is another one for somebody who saw it elsewhere. */
  readonly dependsOnOrigin: boolean;
}

export class Readings {
  readonly #book: Dictionary;
  readonly #cards: ReadingCards;

  constructor(host: HTMLElement, book: Dictionary) {
    this.#book = book;
    this.#cards = new ReadingCards(host, book);
  }

  /** What is to be said of a question may be in a file that is not there yet. */
  async prepare(query: string, seen: Origin | ''): Promise<void> {
    const decoding = this.#decode(query, seen);
    if (decoding.kind === 'readings')
      await this.#book.complete(
        decoding.subjects.flatMap(({ readings }) => readings.map(({ target }) => target)),
      );
  }

  /** `cause`: why, as far as the reader of pastes knows; numbers show their own. */
  show(query: string, seen: Origin | '', cause: Cause | undefined): Shown {
    const decoding = this.#decode(query, seen);
    const foreign = this.#book.programs !== undefined && mayNameProgram(query);
    const read = decoding.kind === 'readings';
    const own = read && NUMBERS.test(query) ? causeOf(decoding.subjects[0].readings[0]) : undefined;
    return {
      nodes: this.#cards.show(decoding, query, { cause: cause ?? own, foreign }),
      refused: !read,
      titled: read && query.length <= INPUT_LIMIT,
      dependsOnOrigin: read && this.#dependsOnOrigin(query, decoding),
    };
  }

  /** What of a question an address may carry; empty for what is too long to be one. */
  query(text: string): string {
    const { programs = [] } = this.#book;
    const query = recognised(text, { programs });
    return query.length <= INPUT_LIMIT ? query : '';
  }

  #decode(query: string, seen: Origin | ''): Decoding {
    const { programs } = this.#book;
    return decode(query, { ...(seen && { seen }), ...(programs && { tables: { programs } }) });
  }

  #dependsOnOrigin(query: string, { subjects: [first] }: Extract<Decoding, { kind: 'readings' }>): boolean {
    const said = ({ kind, signal, exitStatus }: (typeof first.readings)[0]): string =>
      `${kind} ${signal} ${exitStatus}`;
    const leads = ORIGINS.map((origin) => this.#decode(query, origin)).flatMap((each) =>
      each.kind === 'readings' ? [said(each.subjects[0].readings[0])] : [],
    );
    return new Set(leads).size > 1;
  }
}

/** Why something ended whose number alone is known; undefined where that says nothing. */
function causeOf({ kind, exitStatus, signal }: Reading): Cause | undefined {
  if (kind !== 'exit-status' && kind !== 'signal' && kind !== 'negative') return undefined;
  const cause = signal === undefined ? causeOfStatus(exitStatus) : causeOfSignal(signal);
  return cause === 'unknown' ? undefined : cause;
}
