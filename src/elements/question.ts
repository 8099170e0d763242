/** What of a question a page may keep. */

import { decode } from '../core/read/decode.ts';
import type { Tables } from '../core/read/programs.ts';
import type { Subject } from '../core/read/reading.ts';
import { signalOfWords } from '../core/tables/signal-words.ts';
import { KNOWN_WORD } from './known-words.ts';

/**
 * What of a question may stand in an address: all of it where every word is known, else its numbers and names alone, and
 * nothing where nothing was recognised. A program of the tables is one of the names.
 */
export function recognised(text: string, tables: Tables = {}): string {
  const decoding = decode(text, { tables });
  if (decoding.kind === 'refusal') return '';
  const named = decoding.subjects.map((subject) => nameOf(subject));
  const rest = decoding.subjects.reduce(
    (left, { written }, index) => (named[index] === written ? left.replace(written, ' ') : left),
    text,
  );
  const known = rest
    .split(/[\s,;:=()'"[\]，。：（）]+/)
    .every((word) => word === '' || KNOWN_WORD.test(word) || /^SIG[A-Z]+$/.test(word));
  return known ? text : named.join(' ');
}

/**
 * The address of a question to the search: in its query where every word of it is known, and else behind `#`, which no
 * browser sends. `page` is the address of the page that answers; an empty question has that alone.
 */
export function questionAddress(page: string, question: string): URL {
  const address = new URL(page, location.href);
  address.search = '';
  address.hash = '';
  if (question !== '' && recognised(question) === question) address.searchParams.set('q', question);
  else if (question !== '') address.hash = `q=${encodeURIComponent(question)}`;
  return address;
}

/** The question that an address holds, wherever; empty where it holds none. */
export function questionIn({ search, hash }: Pick<URL, 'search' | 'hash'>): string {
  return new URLSearchParams(search).get('q') ?? new URLSearchParams(hash.slice(1)).get('q') ?? '';
}

/** A subject in words of the vocabulary: as written where that is one, else what it was read as. */
function nameOf({ written, value, program, readings: [lead] }: Subject): string {
  if (value !== undefined) return program === undefined ? written : `${program} ${written}`;
  const { signal, exitStatus } = lead;
  if (lead.kind === 'reason') return lead.reason;
  // "command not found" in a line: what else stands there is the reader's.
  if (signalOfWords(written.toLowerCase()) || !/[\s\u3400-\u9fff]/.test(written)) return written;
  return signal ?? (exitStatus === undefined ? '' : String(exitStatus));
}
