/**
 * What a page costs before anybody touches it: its HTML, the scripts it loads at once, its icon, as a host that compresses
 * once would send them. `npm run bench -- weight` counts what a browser really asks for.
 */

import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { DIST } from '../built.ts';
import { decoderWeights } from '../decoder-weight.ts';
import { sayIfStale } from '../stale.ts';

sayIfStale(DIST);

/** Bytes; kilobytes of 1000. */
const BUDGETS = { 'an exit code': 14_000, 'a guide': 20_000 };
const PAGES = {
  'an exit code': ['[0-9]*/index.html', 'zh/[0-9]*/index.html'],
  'a guide': ['guides/*/index.html', 'zh/guides/*/index.html'],
};

const sizes = new Map<string, number>();
function sizeOf(file: string): number {
  const size = sizes.get(file) ?? brotliCompressSync(readFileSync(join(DIST, file))).length;
  sizes.set(file, size);
  return size;
}

/** The scripts and styles that a page asks for, and what those import without being asked. */
function assetsOf(html: string): ReadonlySet<string> {
  const found = new Set(
    [...html.matchAll(/<(?:script|link rel="stylesheet")[^>]*\s(?:src|href)="([^"]*\/_astro\/[^"]+)"/g)].map(
      ([, path = '']) => basename(path),
    ),
  );
  // A set gives what is added to it while it is read.
  for (const name of found) {
    const code = readFileSync(join(DIST, '_astro', name), 'utf8');
    for (const [, other = ''] of code.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) found.add(other);
  }
  return found;
}

for (const kind of ['an exit code', 'a guide'] as const)
  test(`every page of ${kind} weighs at most ${BUDGETS[kind]} bytes, in both languages`, () => {
    test.setTimeout(300_000);
    const pages = globSync(PAGES[kind], { cwd: DIST });
    expect(pages.length).toBeGreaterThan(9);
    const heavy = pages.flatMap((page) => {
      const assets = [...assetsOf(readFileSync(join(DIST, page), 'utf8'))].map((name) => `_astro/${name}`);
      const bytes = [page, ...assets, 'favicon.svg'].reduce((sum, file) => sum + sizeOf(file), 0);
      return bytes > BUDGETS[kind] ? [`${page}: ${bytes}`] : [];
    });
    expect(heavy).toEqual([]);
  });

test('the decoder weighs what it may, by what a reader does', () => {
  const heavy = Object.entries(decoderWeights(DIST)).filter(([, { bytes, budget }]) => bytes > budget);
  expect(heavy).toEqual([]);
});

test('no script carries what Vite adds for preloading: astro.config.mjs has taken it all out', () => {
  const scripts = globSync('_astro/*.js', { cwd: DIST });
  expect(scripts.length).toBeGreaterThan(9);
  const left = scripts.filter((file) => /__vite|modulepreload/.test(readFileSync(join(DIST, file), 'utf8')));
  expect(left).toEqual([]);
});
