/**
 * How many labelled queries the search answers rightly: `QUERIES=<file> npm run queries`. The file is a JSON list of
 * `{ "q", "lang", "expect": [ids], "kind" }`; an id is an exit status, a Windows value, the name of a reason, or the slug
 * of a page. Exact answers only, by the real engine over the built index of the query's language: full text needs a
 * browser. Prints a table, and each query whose first answer is another.
 */

import { readFileSync } from 'node:fs';
import { ask, type Query } from './asked.ts';

const file = process.env['QUERIES'];
if (!file) {
  console.error('QUERIES=<file>: expected the path of a JSON list of { q, lang, expect }');
  process.exit(2);
}
const queries = JSON.parse(readFileSync(file, 'utf8')) as readonly Query[];

const results = ask(queries);

const percent = (list: readonly unknown[], all: readonly unknown[]) =>
  `${list.length} of ${all.length} (${all.length ? Math.round((100 * list.length) / all.length) : 0} %)`;
console.table(
  Object.fromEntries(
    [...new Set(queries.map(({ lang }) => lang)), 'all'].map((lang) => {
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
