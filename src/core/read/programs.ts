/**
 * Programs that give numbers a meaning of their own. Their tables are content: whoever decodes hands them over, and this
 * room only knows what such a table looks like and how a text names a program.
 */

import { introduces } from './grammar.ts';

/** One program, as compact as a table for the browser can be. */
export interface ProgramTable {
  /** The name that its address has: lower-case letters, digits and hyphens. */
  readonly slug: string;
  /** As people write it: `curl`, `AWS CLI`. */
  readonly name: string;
  /** What people type for it besides. */
  readonly aliases?: readonly string[];
  /** What it prints in front of its number, as it stands: `curl: (`, `rsync error:`. */
  readonly prefixes?: readonly string[];
  /** Its numbers are sums of bits, and `codes` are the bits. */
  readonly bits?: true;
  /** The numbers that it documents, of 32 bits with or without a sign; a pair is a range, both ends included. */
  readonly codes: readonly (number | readonly [from: number, to: number])[];
}

/** Tables of content, given as data. */
export interface Tables {
  readonly programs?: readonly ProgramTable[];
}

/** A place in a text that names a program; `printed` when it is what the program prints in front of its number. */
export interface Mention {
  readonly program: ProgramTable;
  readonly from: number;
  readonly to: number;
  readonly printed: boolean;
}

/**
 * Commands that are English words too: they name the program only right beside the number, or when the text begins
 * with them and goes on with a code.
 */
const ORDINARY = new Set(
  (
    'ack act air ant at bat black cat chef choice consul cut dart dump env expect fail find fish flow fly ' +
    'fold go head join just kill less make more mount nest next node nomad packer pants parallel patch ' +
    'pig poetry puppet quilt replace ruff rust safety salt screen service shell snap sort split stack ' +
    'swift tail task test tidy time timeout varnish vault vulture wait watch which who write yes zip'
  ).split(' '),
);

/** Whether a command in lower case is an English word too. */
export function isOrdinaryWord(word: string): boolean {
  return ORDINARY.has(word);
}

interface Prepared {
  readonly byWord: ReadonlyMap<string, readonly (readonly [name: string, program: ProgramTable])[]>;
  readonly prefixes: readonly (readonly [prefix: string, program: ProgramTable])[];
}

const PREPARED = new WeakMap<readonly ProgramTable[], Prepared>();

function prepare(programs: readonly ProgramTable[]): Prepared {
  const known = PREPARED.get(programs);
  if (known) return known;
  const byWord = new Map<string, (readonly [string, ProgramTable])[]>();
  for (const program of programs) {
    const names = [program.name, ...program.name.split(', '), program.slug, ...(program.aliases ?? [])].map(
      (name) => name.toLowerCase(),
    );
    for (const name of new Set(names)) {
      const first = firstWord(name);
      byWord.set(first, [...(byWord.get(first) ?? []), [name, program]]);
    }
  }
  // `docker compose` before `docker`.
  for (const list of byWord.values()) list.sort(([a], [b]) => b.length - a.length);
  const prefixes = programs
    .flatMap((program) =>
      (program.prefixes ?? []).map((prefix) => [prefix.toLowerCase().trim(), program] as const),
    )
    .filter(([prefix]) => prefix !== '')
    .sort(([a], [b]) => b.length - a.length);
  const prepared = { byWord, prefixes };
  PREPARED.set(programs, prepared);
  return prepared;
}

const WORD = /[a-z0-9][\w.+-]*|[\u3400-\u9fff]+/g;
const firstWord = (name: string): string => name.match(WORD)?.[0] ?? name;

/** The programs that a text in lower case names, in its order. Time grows with the text and with what it names. */
export function programsIn(text: string, programs: readonly ProgramTable[]): readonly Mention[] {
  const { byWord, prefixes } = prepare(programs);
  const mentions: Mention[] = [];
  for (const [prefix, program] of prefixes) {
    const from = text.indexOf(prefix);
    if (from < 0 || /\w/.test(text[from - 1] ?? ' ')) continue;
    const to = from + prefix.length;
    // "rsync error:" is not the "error:" of another program; the longer ones come first.
    if (mentions.some((longer) => longer.from <= from && to <= longer.to)) continue;
    mentions.push({ program, from, to, printed: true });
  }
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const from = index;
    // "curl: exit 6" and "curl." are curl.
    const named = [...(byWord.get(word) ?? []), ...(byWord.get(word.replace(/[.+-]{1,20}$/, '')) ?? [])].find(
      ([name]) =>
        text.startsWith(name, from) &&
        !/[\w]/.test(text[from + name.length] ?? ' ') &&
        // The scheme of an address is no program.
        !text.startsWith('://', from + name.length),
    );
    if (named) mentions.push({ program: named[1], from, to: from + named[0].length, printed: false });
  }
  return mentions.sort((a, b) => a.from - b.from);
}

/** How many words other than "exit", "code" and the like may stand between a program's name and its number. */
const REACH = 3;
/** Between a number and the program's name behind it. */
const BEHIND =
  /^[\s"'()`]{0,40}(?:(?:from|of|by|in|for|when|using|running|the|a|an|calling)\s{1,10}){0,8}["'`(]{0,10}$/;

/**
 * The program whose number stands at `from` to `to` of a text in lower case, or undefined. What it prints wins. A number
 * that no word calls a code (`said` false) has to stand closer.
 */
export function programOf(
  text: string,
  [from, to]: readonly [number, number],
  mentions: readonly Mention[],
  said: boolean,
): ProgramTable | undefined {
  const reach = said ? REACH : 1;
  let printed: ProgramTable | undefined;
  let best: { readonly program: ProgramTable; readonly away: number } | undefined;
  for (const mention of mentions) {
    const before = mention.to <= from;
    const between = before ? text.slice(mention.to, from) : text.slice(to, mention.from);
    // A line of its own is a sentence of its own.
    if (between.includes('\n')) continue;
    const words = between.match(WORD)?.filter((word) => !introduces(word)) ?? [];
    if (mention.printed) {
      // Of several, the one right before the number said it: `bash: curl: (6)`, `E: Sub-process … (1)`.
      if (before && (said || words.length === 0)) printed = mention.program;
      continue;
    }
    if (!before) {
      if (BEHIND.test(between) && !best) best = { program: mention.program, away: 0 };
      continue;
    }
    const head = text.slice(0, mention.from);
    const first = said && head.trim() === '';
    const ordinary = ORDINARY.has(text.slice(mention.from, mention.to));
    // "to make exit code 1 go away" is not about make.
    if (ordinary ? words.length > 0 || /\bto $/.test(head) : words.length > reach && !first) continue;
    if (!best || words.length <= best.away) best = { program: mention.program, away: words.length };
  }
  return printed ?? best?.program;
}

/** A number that a program documents. */
export interface Documented {
  /** As the program's table has it: -29, where it was given as 4294967267. */
  readonly code: number;
  /** The range that it stands in, as its entry is called: `64-78`. */
  readonly range?: string;
  /** The bits that it adds up to, the largest first. */
  readonly parts?: readonly number[];
}

/** What a program documents about a number, whatever the sign of its 32 bits; undefined when it documents none. */
export function documented({ bits, codes }: ProgramTable, code: number): Documented | undefined {
  const single = codes.find((each): each is number => typeof each === 'number' && each >>> 0 === code >>> 0);
  if (single !== undefined && Math.abs(code) < 2 ** 32) return { code: single };
  const range = codes.find((each) => typeof each !== 'number' && code >= each[0] && code <= each[1]);
  if (typeof range === 'object') return { code, range: range.join('-') };
  if (!bits || !Number.isInteger(code) || code < 1 || code > 0xffff) return undefined;
  const parts = codes.filter(
    (each): each is number => typeof each === 'number' && each > 0 && (code & each) === each,
  );
  return parts.reduce((total, part) => total | part, 0) === code
    ? { code, parts: [...parts].sort((a, b) => b - a) }
    : undefined;
}
