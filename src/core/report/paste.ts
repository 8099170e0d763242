/** A paste as lines, freed from what terminals, logs and chats put around them. */

import { PASTE_LIMIT } from './limit.ts';

/** A longer line is read in pieces of at most this many characters, so that no rule meets a line without end. */
const LINE_LIMIT = 2000;

export interface Line {
  /** 1-based, of the paste; pieces of one long line share it. */
  readonly number: number;
  /** Half width, without colours and quote marks; the indentation stays. */
  readonly text: string;
}

export interface Paste {
  /** Up to the limit, cleaned of everything but quote marks. */
  readonly text: string;
  /** How many lines and pieces of long lines there are. */
  readonly size: number;
  /** How many lines the text has. */
  readonly length: number;
  /** There was more than is read. */
  readonly truncated: boolean;
  /** The line or piece with this index, 0 to `size - 1`. */
  readonly line: (index: number) => Line;
  /** Where the line or piece begins; the length of the text for `size`. */
  readonly startOf: (index: number) => number;
  /** The index of the line or piece that the character at `offset` stands on. */
  readonly indexAt: (offset: number) => number;
  /** The index of the first piece of the line with this 0-based number; `size` beyond the last. */
  readonly indexOfLine: (number: number) => number;
  /** The lines and pieces in which a match of `pattern` (flag g) begins; undefined where the search may pause. */
  readonly matching: (pattern: RegExp) => Generator<Place | undefined>;
  /** Whether `pattern` (flag g) matches anywhere; a match is at most as long as `OVERLAP`. */
  readonly holds: (pattern: RegExp) => Generator<undefined, boolean>;
}

/** A line or piece that was searched for, and its index. */
export interface Place extends Line {
  readonly index: number;
}

/** How many characters are cleaned or searched between two pauses, and how many lines are counted. */
const STEP = 50_000;
const LINES_A_STEP = 4096;
/** A match may go on for this many characters behind the step in which it begins. */
const OVERLAP = 1000;

/** ESC [ … m, and ESC ] … BEL: as itself and as syslog, Python, JSON and caret notation write it. */
const COLOUR =
  /(?:\x1b|#033|\\x1[bB]|\\u001[bB]|\\033|\\e|\^\[|[\u241b\ufffd])\[[\d;?]{0,20}[A-Za-z]|\x1b\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)/g;
/** What terminals and chats put between characters; tabs and line ends stay. */
const INVISIBLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]/g;
/** What HTML puts around and into text, in a page's source or in a copy of it. */
const TAG =
  /<\/?(?:a|b|br|code|div|em|font|i|kbd|li|mark|p|pre|samp|span|strong|td|th|tr|tt|u)(?: [^<>\n]{0,300})?\/?>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&amp;': '&',
};
/** What a chat, a raw log of a CI service or BuildKit (`#9 4.217 `, five characters) puts before each line. */
const QUOTE =
  /^(?:\s{0,8}[>|\u2502\u2503\u2551]\s?){0,4}(?:\d{4}-\d\d-\d\dT[\d:.]{8,18}Z |(?:#\d{1,4} )?(?:\d\.\d{3}|\d\d\.\d\d|\d{3}\.[1-9]) )?/;

/** Characters that stand for one of ASCII where output is translated, retyped or laid out by a chat. */
const FOLDED: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [' ', '\u3000\u00a0\u202f'],
    ['-', '\u2010\u2011\u2012\u2013\u2212'],
    ['"', '\u201c\u201d\u201e\u00ab\u00bb'],
    ["'", '\u2018\u2019'],
  ].flatMap(([to = '', from = '']) => [...from].map((char) => [char, to])),
);

/** The whole of it, cleaned piece by piece: at a line's end, at a space in a line without one. */
function* cleaned(typed: string): Generator<undefined, string> {
  const hasTags = typed.includes('</');
  const parts: string[] = [];
  let changed = false;
  for (let from = 0; from < typed.length;) {
    const step = typed.slice(from, from + STEP);
    const line = from + STEP >= typed.length ? step.length : step.lastIndexOf('\n') + 1;
    const piece = step.slice(0, line || step.lastIndexOf(' ') + 1 || step.length);
    const part = clean(piece, hasTags);
    changed ||= part !== piece;
    parts.push(part);
    from += piece.length;
    yield;
  }
  return changed ? parts.join('') : typed;
}

/** Text without colours and with half-width punctuation; line ends stay where they are. Linear. */
function clean(typed: string, hasTags: boolean): string {
  let text = typed;
  if (/[\x1b\u241b\ufffd]|#033|\\x1b|\\u001b|\\033|\\e\[|\^\[\[/i.test(text)) text = text.replace(COLOUR, '');
  if (hasTags) text = text.replace(TAG, '');
  if (/&(?:quot|amp|#3[49]|lt|gt|nbsp|apos);/.test(text))
    text = text.replace(/&(?:quot|amp|#3[49]|lt|gt|nbsp|apos);/g, (entity) => ENTITIES[entity] ?? entity);
  if (!/[^\t\n\r -~]/.test(text)) return text;
  // Full-width forms are U+FF01-FF5E, 0xFEE0 above their ASCII twins, https://www.unicode.org/charts/PDF/UFF00.pdf.
  return text
    .replace(INVISIBLE, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(
      /[\u3000\u00a0\u202f\u2010-\u2013\u2212\u2018-\u201e\u00ab\u00bb]/g,
      (char) => FOLDED[char] ?? char,
    );
}

/** The paste up to `PASTE_LIMIT` characters. Any text is accepted. */
export function readPaste(typed: string): Paste {
  const steps = pasteInSteps(typed);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** As `readPaste`, and yields where it may pause. */
export function* pasteInSteps(typed: string): Generator<undefined, Paste> {
  const truncated = typed.length > PASTE_LIMIT;
  const text = yield* cleaned(truncated ? typed.slice(0, PASTE_LIMIT) : typed);
  /** Where each line or piece begins: four bytes each, because ten megabytes of line ends are ten million lines. */
  let starts = new Int32Array(1024);
  let size = 0;
  /** The indexes of pieces that go on with the line of the piece before, ascending: few, each is long. */
  const further: number[] = [];
  const add = (at: number): void => {
    if (size === starts.length) {
      const longer = new Int32Array(size * 2);
      longer.set(starts);
      starts = longer;
    }
    starts[size++] = at;
  };
  let number = 0;
  for (let from = 0, end = 0; end < text.length || number === 0; from = end + 1) {
    // Empty lines are many where there are many lines.
    end = text[from] === '\n' ? from : text.indexOf('\n', from);
    if (end < 0) end = text.length;
    if (++number % LINES_A_STEP === 0) yield;
    add(from);
    for (let at = from; end - at > LINE_LIMIT;) {
      const half = LINE_LIMIT / 2;
      const gap = text.slice(at + half, at + LINE_LIMIT).lastIndexOf(' ');
      at += gap < 0 ? LINE_LIMIT : half + gap;
      if (further.push(size) % LINES_A_STEP === 0) yield;
      add(at);
    }
  }
  const startOf = (index: number): number => (index < size ? (starts[index] ?? text.length) : text.length);
  const numberOf = (index: number): number => index + 1 - countUpTo(further, index);

  const line = (index: number): Line => {
    const start = startOf(index);
    let end = startOf(index + 1);
    while (end > start && /[\r\n]/.test(text.charAt(end - 1))) end--;
    const whole = text.slice(start, end);
    // A rule that ends in `\s*$` would try every space of a padded screen.
    const bare = whole.slice(whole.lastIndexOf('\r') + 1).trimEnd();
    return { number: numberOf(index), text: bare.replace(QUOTE, '') };
  };
  const indexAt = (offset: number): number => {
    let [low, high] = [0, size];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (startOf(middle) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  /** Parts of the text that begin with a line or piece, with the character before and what a match may go on in. */
  const windows = function* (): Generator<{
    readonly part: { readonly text: string; readonly begin: number };
    /** What to add to a place in the part for its place in the text. */
    readonly shift: number;
    /** The part's matches begin before this. */
    readonly until: number;
  }> {
    for (let from = 0; from < text.length;) {
      const until = startOf(indexAt(from + STEP) + 1);
      const end = startOf(indexAt(until + OVERLAP) + 1);
      const shift = Math.max(0, from - 1);
      yield { part: { text: text.slice(shift, end), begin: from - shift }, shift, until };
      from = until;
    }
  };
  return {
    text,
    truncated,
    size,
    length: number,
    line,
    startOf,
    indexAt,
    indexOfLine(wanted) {
      let [low, high] = [Math.min(wanted, size), size];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (numberOf(middle) < wanted + 1) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    *matching(pattern) {
      for (const { part, shift, until } of windows()) {
        pattern.lastIndex = part.begin;
        for (let match = pattern.exec(part.text); match; match = pattern.exec(part.text)) {
          const at = match.index + shift;
          if (at >= until) break;
          const index = indexAt(at);
          yield { ...line(index), index };
          pattern.lastIndex = startOf(index + 1) - shift;
          if (pattern.lastIndex + shift >= until) break;
        }
        yield undefined;
      }
    },
    *holds(pattern) {
      for (const { part, shift, until } of windows()) {
        pattern.lastIndex = part.begin;
        const match = pattern.exec(part.text);
        if (match && match.index + shift < until) return true;
        yield;
      }
      return false;
    },
  };
}

/** How many numbers of an ascending list are at most `most`. */
function countUpTo(list: readonly number[], most: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}
