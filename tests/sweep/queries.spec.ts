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
