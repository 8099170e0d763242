/** How the built search answers labelled queries: for `npm run queries` and for the sweep. */

import { readFileSync } from 'node:fs';
import { exactAnswers, searchTable, type Answer } from '../src/core/search/answers.ts';
import { unpackAll, type PackedRest } from '../src/core/search/row.ts';
import type { SearchIndex } from '../src/elements/search-engine.ts';

/** An id is an exit status, a Windows value, the name of a reason, or the slug of a page. */
export interface Query {
  readonly q: string;
  readonly lang: string;
  readonly expect: readonly string[];
}

export interface Asked extends Query {
  readonly answers: readonly Answer[];
  /** Whether the first answer is one of those expected, and whether one of the first three is. */
  readonly first: boolean;
  readonly three: boolean;
  /** None of the expected pages is there at all. */
  readonly missing: boolean;
}

function tableOf(lang: string) {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(`dist/${lang === 'en' ? '' : `${lang}/`}search/${name}.json`, 'utf8'));
  return searchTable(unpackAll((read('index') as SearchIndex).kinds, read('rest') as PackedRest));
}

/** The ids that an answer stands for: `137`, `oomkilled`, `curl`; a program's entry also for its number. */
function idsOf({ row, code }: Answer): readonly string[] {
  const ids = [row.plate, row.path.split('/').filter(Boolean).at(-1) ?? ''];
  return [...ids, ...(code === undefined ? [] : [String(code)])].map((id) => id.toLowerCase());
}

/**
 * Asks each query of the built index of its language. Exact answers only, by the real engine: full text needs a browser.
 * Throws where there is no built site.
 */
export function ask(queries: readonly Query[]): readonly Asked[] {
  const tables = new Map([...new Set(queries.map(({ lang }) => lang))].map((lang) => [lang, tableOf(lang)]));
  const known = new Set([...tables.values()].flatMap(({ rows }) => rows.flatMap((row) => idsOf({ row }))));
  return queries.map((query) => {
    const table = tables.get(query.lang);
    const answers = table ? exactAnswers(query.q, table) : [];
    const right = (answer: Answer) => query.expect.some((id) => idsOf(answer).includes(id.toLowerCase()));
    return {
      ...query,
      answers,
      first: answers.slice(0, 1).some(right),
      three: answers.slice(0, 3).some(right),
      missing: !query.expect.some((id) => known.has(id.toLowerCase())),
    };
  });
}
