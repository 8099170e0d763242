/** What the search knows of a page: a row of any kind, as the server packs it and as the engine uses it. */

import type { ProgramTable } from '../read/programs.ts';
import type { Target } from '../read/reading.ts';
import { targetPath } from '../read/target.ts';

/** One page that can be an answer. Words are in the reader's language and only passed through. */
export interface SearchRow {
  /** The kind of page: the search does not know which there are. */
  readonly kind: string;
  /** What stands on the plate: `137`, `curl`, `0xC0000005`. */
  readonly plate: string;
  readonly name: string;
  readonly title: string;
  /** Where the page is, from the language's home: `137/`, `programs/curl/`. */
  readonly path: string;
  /** Words that mean this page in any language, folded by `foldPhrase`. Unique among codes, shared and ranked elsewhere. */
  readonly words: readonly string[];
  /** 1 = met every day or written by hand, 4 = rarely: who comes first when words mean several pages. */
  readonly rank: number;
  /** What the decoder's readings call pages of this kind; absent for pages that no reading is about. */
  readonly target?: Target['kind'];
  /** A program's numbers, for the kind that has them. */
  readonly program?: ProgramTable;
}

/**
 * A row on the wire: plate, title, words joined by a line end, name where it is not the plate, path where it is not the
 * plate with a slash, rank where it is not the kind's, and the program.
 */
export type PackedRow = readonly [
  plate: string,
  title: string,
  words: string,
  name?: string,
  path?: string,
  rank?: number,
  program?: Pick<ProgramTable, 'prefixes' | 'bits' | 'codes' | 'aliases'>,
];

/**
 * The rows that answer most of what is typed, and the others: a first answer waits for the first file alone. `words` are
 * what else means a row of the first, in their order.
 */
export interface PackedRest {
  readonly words: readonly string[];
  readonly kinds: readonly PackedKind[];
}

export interface PackedKind {
  readonly kind: string;
  readonly target?: Target['kind'];
  /** The rank of its rows where they say none. */
  readonly rank: number;
  readonly rows: readonly PackedRow[];
}

/** Full-width forms, case, quotes, white space and the gaps beside Chinese make no difference to what a query names. */
export function foldQuery(query: string): string {
  return query
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[“”"'‘’`「」《》]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([\u3400-\u9fff，。：、！？（）]) ?/g, '$1')
    .trim();
}

/** A phrase that means a page: folded like a query, but a space between Chinese words stays and says that they may part. */
export function foldPhrase(phrase: string): string {
  return phrase.split(/\s+/).map(foldQuery).join(' ').trim();
}

/** Rows as the file has them; the inverse of `unpack`. */
export function pack(rows: readonly SearchRow[]): readonly PackedKind[] {
  const kinds = new Map<string, SearchRow[]>();
  for (const row of rows) kinds.set(row.kind, [...(kinds.get(row.kind) ?? []), row]);
  return [...kinds].map(([kind, list]) => {
    const rank = list[0]?.rank ?? 1;
    const target = list[0]?.target;
    return { kind, rank, ...(target && { target }), rows: list.map((row) => packed(row, rank)) };
  });
}

function packed(row: SearchRow, kindRank: number): PackedRow {
  const { plate, title, words, name, path, rank, program } = row;
  const rest = [
    name === plate ? '' : name,
    path === `${plate}/` ? '' : path,
    rank === kindRank ? 0 : rank,
    program && {
      codes: program.codes,
      ...(program.prefixes && { prefixes: program.prefixes }),
      ...(program.bits && { bits: program.bits }),
      ...(program.aliases && { aliases: program.aliases }),
    },
  ] as const;
  const used = rest.findLastIndex(Boolean) + 1;
  return [plate, title, words.join('\n'), ...rest.slice(0, used)] as unknown as PackedRow;
}

/** The rows of a packed file, in its order. */
export function unpack(kinds: readonly PackedKind[]): readonly SearchRow[] {
  return kinds.flatMap(({ kind, target, rank: kindRank, rows }) =>
    rows.map(([plate, title, words, name, path, rank, program]) => ({
      kind,
      plate,
      title,
      words: words === '' ? [] : words.split('\n'),
      name: name || plate,
      path: path || `${plate}/`,
      rank: rank || kindRank,
      ...(target && { target }),
      ...(program && { program: { ...program, name: name || plate, slug: lastPart(path || `${plate}/`) } }),
    })),
  );
}

/** All rows of both files. */
export function unpackAll(first: readonly PackedKind[], { words, kinds }: PackedRest): readonly SearchRow[] {
  const rows = unpack(first).map((row, index) => {
    const more = words[index] ?? '';
    return more === '' ? row : { ...row, words: [...row.words, ...more.split('\n')] };
  });
  return [...rows, ...unpack(kinds)];
}

const lastPart = (path: string): string => path.split('/').filter(Boolean).at(-1) ?? '';

/** By which a reading's target and a row find each other, in any case of letters. */
export function keyOfTarget(target: Target): string {
  return `${target.kind}:${targetPath(target).split('/')[0]?.toLowerCase()}`;
}

/** The same for a row; undefined where no reading is about its kind. */
export function keyOfRow({ target, path }: SearchRow): string | undefined {
  return target && `${target}:${lastPart(path).toLowerCase()}`;
}
