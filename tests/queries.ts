/**
 * How many labelled queries the search answers rightly: `QUERIES=<file> npm run queries`. The file is a JSON list of
 * `{ "q", "lang", "expect": [ids], "kind" }`; an id is an exit status, a Windows value, the name of a reason, or the slug
 * of a page. Exact answers only, by the real engine over the built index of the query's language: full text needs a
 * browser. Prints a table, and each query whose first answer is another.
 */

import { readFileSync } from 'node:fs';
import { exactAnswers, searchTable, type Answer } from '../src/core/search/answers.ts';
import { unpack } from '../src/core/search/row.ts';
import type { SearchIndex } from '../src/elements/search-engine.ts';

interface Query {
  readonly q: string;
  readonly lang: string;
  readonly expect: readonly string[];
}

const file = process.env['QUERIES'];
if (!file) {
  console.error('QUERIES=<file>: expected the path of a JSON list of { q, lang, expect }');
  process.exit(2);
}
const queries = JSON.parse(readFileSync(file, 'utf8')) as readonly Query[];

function tableOf(lang: string) {
  const path = `dist/${lang === 'en' ? '' : `${lang}/`}search/index.json`;
  return searchTable(unpack((JSON.parse(readFileSync(path, 'utf8')) as SearchIndex).kinds));
}
const tables = new Map([...new Set(queries.map(({ lang }) => lang))].map((lang) => [lang, tableOf(lang)]));

/** The ids that an answer stands for: `137`, `oomkilled`, `curl`; a program's entry also for its number. */
function idsOf({ row, code }: Answer): readonly string[] {
  const ids = [row.plate, row.path.split('/').filter(Boolean).at(-1) ?? ''];
  return [...ids, ...(code === undefined ? [] : [String(code)])].map((id) => id.toLowerCase());
}

const known = new Set([...tables.values()].flatMap(({ rows }) => rows.flatMap((row) => idsOf({ row }))));
const results = queries.map((query) => {
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

const percent = (list: readonly unknown[], all: readonly unknown[]) =>
  `${list.length} of ${all.length} (${all.length ? Math.round((100 * list.length) / all.length) : 0} %)`;
console.table(
  Object.fromEntries(
    [...tables.keys(), 'all'].map((lang) => {
      const asked = results.filter((result) => lang === 'all' || result.lang === lang);
      return [
        lang,
        {
          first: percent(
            asked.filter(({ first }) => first),
            asked,
          ),
          'first three': percent(
            asked.filter(({ three }) => three),
            asked,
          ),
          'no such page yet': asked.filter(({ missing }) => missing).length,
          'no exact answer': asked.filter(({ answers }) => answers.length === 0).length,
        },
      ];
    }),
  ),
);
for (const { q, lang, expect, answers, first, missing } of results) {
  if (first) continue;
  const got = answers.slice(0, 3).map(({ row, code }) => row.path + (code === undefined ? '' : `#${code}`));
  console.log(
    `${lang} ${JSON.stringify(q.slice(0, 100))}: ${got.join(', ') || 'nothing exact'}; expected ${expect.join(' or ')}${missing ? ' (no such page yet)' : ''}`,
  );
}
