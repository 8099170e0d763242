/** What people type: titles of issues, questions and keywords in both languages, each with the pages that answer it. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { ask, type Query } from '../asked.ts';

const QUERIES = JSON.parse(readFileSync('tests/queries.json', 'utf8')) as readonly Query[];

for (const lang of ['en', 'zh'])
  test(`what people type finds its page, ${lang}`, () => {
    const asked = ask(QUERIES.filter((query) => query.lang === lang));
    const of = (list: readonly Query[]) => list.map(({ q }) => q);
    expect(of(asked.filter(({ missing }) => missing))).toEqual([]);
    expect(of(asked.filter(({ three }) => !three))).toEqual([]);
    expect(asked.filter(({ first }) => first).length / asked.length).toBeGreaterThanOrEqual(0.92);
  });

test('what a program printed, or its name with its number, leads to the entry on its page', () => {
  const ROWS = [
    ['curl 6', 'curl', 6],
    ['curl: (6) Could not resolve host: example.invalid', 'curl', 6],
    ['git exit code 128', 'git', 128],
    ['rsync error: some files could not be transferred (code 23) at main.c(1338)', 'rsync', 23],
    ['E: Sub-process /usr/bin/dpkg returned an error code (1)', 'dpkg', 1],
    ['E: Sub-process returned an error code (1)', 'dpkg', 1],
    ['npm ERR! errno 254', 'npm', 254],
    ['mongod 100', 'mongod', 100],
    ['apt 100', 'apt-get', 100],
    ['msiexec 1603', 'msiexec', 1603],
    ['[SC] OpenService FAILED 1060:', 'sc', 1060],
    ['robocopy 11', 'robocopy', undefined],
  ] as const;
  const asked = ask(ROWS.flatMap(([q]) => ['en', 'zh'].map((lang) => ({ q, lang, expect: [] }))));
  const got = asked.map(({ q, answers: [first] }) => [q, first?.row.path, first?.code]);
  expect(got).toEqual(
    ROWS.flatMap(([q, slug, code]) => Array(2).fill([q, `programs/${slug}/`, code]) as unknown[]),
  );
});
