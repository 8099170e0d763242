/** Exact answers: which pages a query names outright, before any full text is asked. Decode, then targets, then pages. */

import { decode } from '../read/decode.ts';
import { introduces } from '../read/grammar.ts';
import { distance } from '../read/nearest.ts';
import { isOrdinaryWord, type ProgramTable, type Tables } from '../read/programs.ts';
import type { Reading, Subject, Target } from '../read/reading.ts';
import { foldQuery, keyOfRow, keyOfTarget, type SearchRow } from './row.ts';

/** A row, and the number on its page where the query names a program and one of its numbers. */
export interface Answer {
  readonly row: SearchRow;
  readonly code?: number;
  /** The entry there, where that is one for a range: `64-78`. */
  readonly range?: string;
}

/** What rows become once, when they are loaded, so that a key costs little. */
export interface SearchTable {
  readonly rows: readonly SearchRow[];
  readonly tables: Tables;
  readonly byTarget: ReadonlyMap<string, SearchRow>;
  /** By each word or phrase that means a page, as a whole. */
  readonly byPhrase: ReadonlyMap<string, readonly SearchRow[]>;
  /** The phrases, the weightiest first: the more of a query one explains, the surer. */
  readonly phrases: readonly Phrase[];
  /** The phrases by their first letter. */
  readonly byLetter: ReadonlyMap<string, readonly Phrase[]>;
}

interface Phrase {
  readonly text: string;
  readonly weight: number;
  /** The parts of a phrase of several, for queries that have them in another order or another form: Latin ones as stems. */
  readonly parts: readonly string[];
  readonly rows: readonly SearchRow[];
}

/** Prepares rows; their words must be folded by `foldPhrase`. Meant to be called once for one list. */
export function searchTable(rows: readonly SearchRow[]): SearchTable {
  const byTarget = new Map<string, SearchRow>();
  const byPhrase = new Map<string, SearchRow[]>();
  const named = new Map<string, SearchRow>();
  const partsOf = new Map<string, readonly string[]>();
  for (const row of rows) {
    const key = keyOfRow(row);
    if (key !== undefined) byTarget.set(key, row);
    // On the plate of a page that no reading leads to stands the mark of its topic: `sh` is not what the page is called.
    const names = [row.name, ...(row.target || row.program ? [row.plate] : [])].map((name) =>
      foldQuery(name),
    );
    for (const name of names) if (!named.has(name)) named.set(name, row);
    for (const written of new Set([...names, ...row.words])) {
      const phrase = joined(written);
      if (phrase === '') continue;
      if (CUT.test(written) && !partsOf.has(phrase)) partsOf.set(phrase, phraseParts(written));
      const known = byPhrase.get(phrase);
      if (!known) byPhrase.set(phrase, [row]);
      else if (!known.includes(row)) known.push(row);
    }
  }
  const phrases = [...byPhrase]
    .map(([text, list]) => {
      // What bears the name comes before what is only called so.
      const order = (row: SearchRow) => (named.get(text) === row ? 0 : row.rank);
      list.sort((a, b) => order(a) - order(b));
      return { text, weight: weightOf(text), parts: partsOf.get(text) ?? [], rows: list };
    })
    .sort((a, b) => b.weight - a.weight || (a.rows[0]?.rank ?? 0) - (b.rows[0]?.rank ?? 0));
  const programs = rows.flatMap(({ program }): readonly ProgramTable[] => (program ? [program] : []));
  const byLetter = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const letter = phrase.text.charAt(0);
    const known = byLetter.get(letter);
    if (known) known.push(phrase);
    else byLetter.set(letter, [phrase]);
  }
  return { rows, tables: { programs }, byTarget, byPhrase, phrases, byLetter };
}

/** How much a phrase says: its length, where a Chinese character counts for two of the Latin alphabet. */
function weightOf(text: string): number {
  return text.length + (text.match(/[\u3400-\u9fff]/g)?.length ?? 0);
}

/** A number in any spelling, and nothing else: full text would match its digits loosely. */
export function isNumeric(query: string): boolean {
  return /^[-+\u2212]?(?:0x[0-9a-f]+|[\d.,:]+)$/i.test(query.normalize('NFKC').trim());
}

/**
 * The pages a query names, best first, no page twice. A number alone leads with itself, a program with its number; then
 * what the query is as a whole (a name, an alias), what the decoder reads in it, phrases within it, and, when there is
 * nothing of all that, phrases that differ by a slip of the keys. Any text is fine; what names nothing yields nothing.
 */
export function exactAnswers(query: string, table: SearchTable): readonly Answer[] {
  const text = foldQuery(query);
  if (text === '') return [];
  const decoding = decode(query, { tables: table.tables });
  const subjects = decoding.kind === 'readings' ? decoding.subjects : [];
  const answersOf = (list: readonly Subject[]) => list.flatMap((subject) => pagesOf(subject, text, table));
  const own = answersOf(
    subjects.filter(({ program, readings: [lead] }) => program !== undefined && lead.kind === 'program'),
  );
  const said = answersOf(subjects.filter((subject) => subject.said));
  // "crash loop back off" and "postStart hook error" are names that were written as words.
  const whole = (table.byPhrase.get(text) ?? table.byPhrase.get(text.replaceAll(/[ _-]/g, '')) ?? []).map(
    (row) => ({ row }),
  );
  // "xargs 123" is about the number, whatever it is.
  const brief = text.split(' ').length <= 3;
  const found = distinct([
    ...(isNumeric(query) ? [...said, ...whole] : [...own, ...whole, ...said]),
    ...answersOf(subjects.filter((subject) => !subject.said && (brief || isLikelyCode(subject)))),
    ...phrasesIn(text, table),
  ]);
  if (found.length > 0 || isNumeric(query)) return found;
  const nearest = decoding.kind === 'refusal' && 'nearest' in decoding ? decoding.nearest : [];
  return distinct([
    ...nearest.flatMap((name) => {
      const meant = decode(name);
      return meant.kind === 'readings' ? pagesOf(meant.subjects[0], text, table) : [];
    }),
    ...slipsOf(text, table),
  ]);
}

/**
 * Whether a table of exit statuses answers a query by itself, before programs, reasons and all others are there: a number,
 * with nothing but words that introduce one, or a name or alias that holds none and is no reason's.
 */
export function answersAlone(query: string, { byPhrase }: SearchTable): boolean {
  const decoding = decode(query);
  const [lead] = decoding.kind === 'readings' ? decoding.subjects[0].readings : [];
  if (lead?.target && lead.target.kind !== 'status') return false;
  const text = foldQuery(query);
  const rest = text.split(' ').filter((word) => !introduces(word));
  if (isNumeric(rest.join(' ')) || (lead?.kind === 'signal' && /^[a-z0-9+-]+$/.test(text))) return true;
  return byPhrase.has(text) && !/\d/.test(text);
}

/** Whether the decoder reads something in a query that no page is about: its readings are the answer then. */
export function readsBeyond(query: string, table: SearchTable): boolean {
  const decoding = decode(query, { tables: table.tables });
  if (decoding.kind === 'refusal') return false;
  const [first] = decoding.subjects;
  return first.said && pagesOf(first, foldQuery(query), table).length === 0;
}

/** A number in a sentence that is rather a code than a count: from 124 on they belong to shells, engines and signals. */
function isLikelyCode({ readings: [lead] }: Subject): boolean {
  return lead.kind !== 'exit-status' || lead.exitStatus >= 124;
}

/** The pages of what the decoder says first of a subject. */
function pagesOf(
  { readings: [lead], program }: Subject,
  text: string,
  table: SearchTable,
): readonly Answer[] {
  const page = (target: Target | undefined): readonly Answer[] => {
    const row = target && table.byTarget.get(keyOfTarget(target));
    if (!row) return [];
    if (target.kind !== 'program' || target.code === undefined) return [{ row }];
    const { code, range } = target;
    return [{ row, code, ...(range !== undefined && { range }) }];
  };
  const bare = statusesOf(lead).flatMap((status) => page({ kind: 'status', status }));
  const own = page(lead.target);
  if (lead.kind !== 'program' || program === undefined) return [...own, ...bare];
  // "git clone failed with status 128" is answered by a page about 128, where somebody wrote one; "git 128" by git's.
  const short = (text.match(/[a-z][\w.-]*/g) ?? []).filter((word) => !introduces(word)).length <= 2;
  const written = bare.filter(({ row }) => row.rank === 1);
  // What the program itself printed, "curl: (6) Could not resolve host", asks for what the program means.
  const printed = own.some(
    ({ row, range }) =>
      range === undefined && row.program?.prefixes?.some((prefix) => text.includes(foldQuery(prefix))),
  );
  return short || printed ? [...own, ...bare] : [...written, ...own, ...bare];
}

/** The exit statuses that stand beside a reading; a truncated number has nothing to do with what is left of it. */
function statusesOf(reading: Reading): readonly number[] {
  if (reading.kind === 'reason') return reading.exitStatuses;
  return reading.exitStatus === undefined ? [] : [reading.exitStatus];
}

function distinct(answers: readonly Answer[]): readonly Answer[] {
  const seen = new Set<SearchRow>();
  return answers.filter(({ row }) => {
    const known = seen.has(row);
    seen.add(row);
    return !known;
  });
}

/**
 * Pages with a phrase inside the text, or with all its parts in another order or form; the longest phrase first. What is
 * only a word of the sentence, or the name of the program that it happened in, comes after what went wrong.
 */
function phrasesIn(text: string, { phrases }: SearchTable): readonly Answer[] {
  const words = wordsOf(text);
  const stems = new Set(words.map(stem));
  const found = phrases.filter(
    ({ text: phrase, parts }) =>
      says(text, phrase) ||
      (parts.length > 1 && parts.every((part) => stems.has(part) || (isHan(part) && text.includes(part)))),
  );
  const sentence = words.length > 3;
  const [sure, weak]: readonly [Answer[], Answer[]] = [[], []];
  for (const { text: phrase, rows } of found)
    for (const row of rows) {
      // "some test fails" does not name the command `test`.
      if (row.program && isOrdinaryWord(phrase)) continue;
      // A whole message that only this program prints is what went wrong.
      const name = row.program && phrase.split(' ').length <= NAME_WORDS;
      (sentence && (name || isPassingWord(phrase)) ? weak : sure).push({ row });
    }
  return [...sure, ...weak];
}

/** How many words a program's name may have: `systemd-analyze compare-versions`, `git bisect run`. */
const NAME_WORDS = 3;

const isHan = (part: string): boolean => /[\u3400-\u9fff]/.test(part);

/** Words of Latin letters and digits, with the signs that belong to them; Han is not cut into words. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[a-z0-9$][\w$+#-]*(?:[.:]+[\w+#-]+)*/g) ?? [];
}

/** Where a phrase is cut: at spaces, and where Han and Latin meet. */
const CUT = / |(?<=[\u3400-\u9fff])(?=[a-z0-9])|(?<=[a-z0-9])(?=[\u3400-\u9fff])/;

/** The parts of a phrase, Latin ones as stems. */
function phraseParts(phrase: string): readonly string[] {
  return phrase
    .split(CUT)
    .filter((part) => part !== '')
    .map((part) => (isHan(part) ? part : stem(part)));
}

/** A phrase as a query is folded: without the spaces beside Han at which it may part. */
function joined(phrase: string): string {
  return phrase.includes(' ') ? phrase.replace(/ ?([\u3400-\u9fff]) ?/g, '$1') : phrase;
}

/**
 * An English word without its ending, so that "stopping gracefully" is found by "graceful stop". Only ever compared with
 * what this function made of another word: `terminat` need not be one.
 */
function stem(word: string): string {
  if (word.length < 5 || !/^[a-z]+$/.test(word))
    return /^[a-z]{3,}[^s]s$/.test(word) ? word.slice(0, -1) : word;
  const bare = word.replace(/ly$/, '').replace(/(?:ing|ed|(?<=sh|ch|x|z|ss)es|(?<![su])s)$/, '');
  if (bare.length < 3) return word;
  return bare.replace(/([bdgmnprt])\1$/, '$1').replace(/e$/, '');
}

/** Words of every other sentence, where they are no more than the setting: they name a page when little else is said. */
const PASSING = new Set(
  'error unknown completed terminated killing killed timeout signal resources protocol evicted backoff success shell ci windows linux docker kubernetes k8s'.split(
    ' ',
  ),
);
const isPassingWord = (phrase: string): boolean => PASSING.has(phrase);

/** Whether a text contains a phrase as words of its own. Han has no spaces between words: there, containing is enough. */
function says(text: string, phrase: string): boolean {
  // A number is the decoder's to judge.
  if (phrase.length < 2 || /^[-+]?\d+$/.test(phrase)) return false;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + phrase.length] ?? ' ';
    const joined = (edge: string, neighbour: string) => /[a-z0-9]/.test(edge) && /[a-z0-9]/.test(neighbour);
    // The folders of a path name nothing: `/code/docker/run.sh`.
    const folder = before === '/' && after === '/';
    if (!folder && !joined(phrase[0] ?? '', before) && !joined(phrase.at(-1) ?? '', after)) return true;
  }
  return false;
}

/** Phrases that differ from the text by a letter in five, in Chinese by one in three, and not in the first; nearest first. */
function slipsOf(text: string, { byLetter }: SearchTable): readonly Answer[] {
  const han = /[\u3400-\u9fff]/.test(text);
  const most = Math.floor(text.length / (han ? 3 : 5));
  if (most === 0 || text.length > 40) return [];
  return (byLetter.get(text.charAt(0)) ?? [])
    .filter((phrase) => Math.abs(phrase.text.length - text.length) <= most && /\D/.test(phrase.text))
    .map(({ text: known, rows }) => ({ rows, away: distance(text, known, most) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .flatMap(({ rows }) => rows.map((row) => ({ row })));
}
