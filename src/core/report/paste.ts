/** A paste as lines, freed from what terminals, logs and chats put around them. */

/** How many characters of a paste are read: 10 MB of plain text. */
export const PASTE_LIMIT = 10_000_000;

/** A longer line is read in pieces of about this many characters, so that no rule meets a line without end. */
export const LINE_LIMIT = 2000;

export interface Line {
  /** 1-based, of the paste; pieces of one long line share it. */
  readonly number: number;
  /** Half width, without colours and quote marks; the indentation stays. */
  readonly text: string;
}

export interface Paste {
  /** As pasted, up to the limit. */
  readonly text: string;
  /** Every line, cleaned. Computed when first asked for: most families look at few lines. */
  readonly lines: readonly Line[];
  /** How many lines the text has. */
  readonly length: number;
  /** There was more than is read. */
  readonly truncated: boolean;
  /** The lines that hold what `pattern` (flag g) matches, cleaned. */
  readonly matching: (pattern: RegExp) => Generator<Line>;
}

/** ESC [ … m as itself and as journald, Python, JSON, caret notation and GitLab write it. */
const COLOUR = /(?:\x1b|#033|\\x1[bB]|\\u001[bB]|\\033|\\e|\^\[|\u241b)\[[\d;?]{0,20}[A-Za-z]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)/g;
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\ufeff]/g;
const QUOTE = /^(?:\s{0,8}[>｜│┃║]\s?){1,4}/;

/** One line, cleaned: linear, and cheap for plain ASCII. */
export function cleanLine(raw: string): string {
  let text = raw;
  if (/[\x1b\\#^\u241b]/.test(text)) text = text.replace(COLOUR, '');
  // Full-width forms are U+FF01-FF5E, 0xFEE0 above their ASCII twins, https://www.unicode.org/charts/PDF/UFF00.pdf.
  if (/[^\t -~]/.test(text)) {
    text = text
      .replace(CONTROL, '')
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/[\u3000\u00a0]/g, ' ')
      .replace(/[\u2212\u2010-\u2013]/g, '-')
      .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
      .replace(/[\u2018\u2019]/g, "'");
  }
  return QUOTE.test(text) ? text.replace(QUOTE, '') : text;
}

function* pieces(number: number, text: string): Generator<Line> {
  let from = 0;
  while (text.length - from > LINE_LIMIT) {
    const gap = Math.max(text.lastIndexOf(' ', from + LINE_LIMIT), text.lastIndexOf(',', from + LINE_LIMIT));
    const to = gap > from ? gap + 1 : from + LINE_LIMIT;
    yield { number, text: cleanLine(text.slice(from, to)) };
    from = to;
  }
  yield { number, text: cleanLine(text.slice(from)) };
}

/** The paste up to `PASTE_LIMIT` characters. Any text is accepted. */
export function readPaste(typed: string): Paste {
  const truncated = typed.length > PASTE_LIMIT;
  const text = truncated ? typed.slice(0, PASTE_LIMIT) : typed;
  // CRLF, CR alone (progress bars), and the two separators of Unicode.
  const ends: number[] = [];
  for (const { index } of text.matchAll(/\r?\n|\r|\u2028|\u2029|$/g)) ends.push(index);
  const startOf = (index: number): number => {
    const end = ends[index - 1];
    if (end === undefined) return 0;
    return text.startsWith('\r\n', end) ? end + 2 : end + 1;
  };
  const raw = (index: number): string => text.slice(startOf(index), ends[index]);
  let all: readonly Line[] | undefined;
  return {
    text,
    truncated,
    length: ends.length,
    get lines() {
      all ??= ends.flatMap((_, index) => [...pieces(index + 1, raw(index))]);
      return all;
    },
    *matching(pattern) {
      let index = 0;
      pattern.lastIndex = 0;
      for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
        while ((ends[index] ?? text.length) < match.index) index++;
        yield* pieces(index + 1, raw(index));
        pattern.lastIndex = (ends[index] ?? text.length) + 1;
        index++;
        if (pattern.lastIndex > text.length) return;
      }
    },
  };
}
