/** What of a question a page may keep, and what it may be about. */

import { decode } from '../core/read/decode.ts';
import type { Tables } from '../core/read/programs.ts';
import type { Subject } from '../core/read/reading.ts';
import { signalOfWords } from '../core/tables/signal-words.ts';

/** Words around a number that say what it is: they may stand in an address. */
const KNOWN_WORD =
  /^(?:an?|the|exit(?:ed|s)?|codes?|status(?:es)?|value|signals?|return(?:ed|s)?|raw|wait|errno|error|errorlevel|windows|killed|terminated|ended|finished|process|program|with|by|of|is|was|and|docker|kubernetes|kubectl|pod|container|systemd|python|slurm|core|dumped|退出码?|退出代码|退出状态码?|返回[码值]|状态码?|信号|错误码?|代码|进程|被|为|是|的|终止|杀死|结束)$/i;

/** Words that begin with a letter and stand for themselves, and a number that stands for itself. */
const WORD = /(?<![\w+./:-])[a-z][\w+.-]*/gi;
const NUMBER = /(?<![\w+./-])-?\d{1,10}(?![\w/])/;

/** A number, and a word that is more than a way to say that it is one: a program may be named. */
export function mayNameProgram(text: string): boolean {
  return (
    NUMBER.test(text) &&
    (text.match(WORD) ?? []).some((word) => !KNOWN_WORD.test(word) && !/^SIG[A-Z]+/.test(word))
  );
}

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

/** A subject in words of the vocabulary: as written where that is one, else what it was read as. */
function nameOf({ written, value, program, readings: [lead] }: Subject): string {
  if (value !== undefined) return program === undefined ? written : `${program} ${written}`;
  const { signal, exitStatus } = lead;
  if (lead.kind === 'reason') return lead.reason;
  // "command not found" in a line: what else stands there is the reader's.
  if (signalOfWords(written.toLowerCase()) || !/[\s\u3400-\u9fff]/.test(written)) return written;
  return signal ?? (exitStatus === undefined ? '' : String(exitStatus));
}
