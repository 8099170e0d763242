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
  /** The lines and pieces in which a match of `pattern` (flag g) begins. */
  readonly matching: (pattern: RegExp) => Generator<Line>;
}

/** ESC [ … m, and ESC ] … BEL: as itself and as syslog, Python, JSON and caret notation write it. */
const COLOUR =
  /(?:\x1b|#033|\\x1[bB]|\\u001[bB]|\\033|\\e|\^\[|\u241b)\[[\d;?]{0,20}[A-Za-z]|\x1b\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)/g;
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
const QUOTE = /^(?:\s{0,8}[>|\u2502\u2503\u2551]\s?){1,4}/;

/** Characters that stand for one of ASCII where output is translated, retyped or laid out by a chat. */
const FOLDED: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [' ', '\u3000\u00a0\u202f'],
    ['-', '\u2010\u2011\u2012\u2013\u2212'],
    ['"', '\u201c\u201d\u201e\u00ab\u00bb'],
    ["'", '\u2018\u2019'],
  ].flatMap(([to = '', from = '']) => [...from].map((char) => [char, to])),
);

/** Text without colours and with half-width punctuation; line ends stay where they are. Linear. */
function clean(typed: string): string {
  let text = typed;
  if (/[\x1b\u241b]|#033|\\x1b|\\u001b|\\033|\\e\[|\^\[\[/i.test(text)) text = text.replace(COLOUR, '');
  if (text.includes('</')) text = text.replace(TAG, '');
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
  const truncated = typed.length > PASTE_LIMIT;
  const text = clean(truncated ? typed.slice(0, PASTE_LIMIT) : typed);
  const starts: number[] = [];
  /** The line of each piece, once there is a line of more than one piece. */
  let numbers: number[] | undefined;
  let number = 0;
  for (let from = 0, end = 0; end < text.length || number === 0; from = end + 1) {
    // Empty lines are many where there are many lines.
    end = text[from] === '\n' ? from : text.indexOf('\n', from);
    if (end < 0) end = text.length;
    number++;
    for (let at = from; ;) {
      starts.push(at);
      numbers?.push(number);
      if (end - at <= LINE_LIMIT) break;
      numbers ??= starts.map((_, index) => index + 1);
      const half = LINE_LIMIT / 2;
      const gap = text.slice(at + half, at + LINE_LIMIT).lastIndexOf(' ');
      at += gap < 0 ? LINE_LIMIT : half + gap;
    }
  }

  const line = (index: number): Line => {
    const start = starts[index] ?? text.length;
    let end = starts[index + 1] ?? text.length;
    while (end > start && /[\r\n]/.test(text.charAt(end - 1))) end--;
    const whole = text.slice(start, end);
    // A rule that ends in `\s*$` would try every space of a padded screen.
    const bare = whole.slice(whole.lastIndexOf('\r') + 1).trimEnd();
    return { number: numbers?.[index] ?? index + 1, text: QUOTE.test(bare) ? bare.replace(QUOTE, '') : bare };
  };
  const indexAt = (offset: number): number => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  return {
    text,
    truncated,
    size: starts.length,
    length: number,
    line,
    startOf: (index) => starts[index] ?? text.length,
    indexAt,
    indexOfLine(wanted) {
      if (!numbers) return Math.min(wanted, starts.length);
      let [low, high] = [0, starts.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((numbers[middle] ?? 0) < wanted + 1) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    *matching(pattern) {
      pattern.lastIndex = 0;
      for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
        const index = indexAt(match.index);
        yield line(index);
        const next = starts[index + 1];
        if (next === undefined) return;
        pattern.lastIndex = next;
      }
    },
  };
}
