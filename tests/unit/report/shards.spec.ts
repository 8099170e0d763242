/** The rules come in parts: a text that loads only those whose signs it shows is read as with all of them. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readPaste } from '../../../src/core/report/paste.ts';
import { finish, readInSteps } from '../../../src/core/report/reader.ts';
import { ALL, SHARDS } from '../../../src/core/report/shards/all.ts';
import { PARTS, partsFor } from '../../../src/core/report/shards/index.ts';
import { rulesOf } from '../../../src/core/report/shards/shard.ts';
import type { Rules } from '../../../src/core/report/reader.ts';
import { matched } from '../../pumps.ts';
import { TEXTS } from './fixtures/index.ts';

const read = (name: string): readonly Record<string, string>[] =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as readonly Record<
    string,
    string
  >[];
const texts = [...TEXTS, ...read('pods').map(({ yaml, described }) => `${yaml}\n${described}`)];

const known = new Map<string, Rules>();
function rulesFor(text: string): Rules {
  const parts = partsFor(readPaste(text).text);
  const key = parts.join(' ');
  const rules = known.get(key) ?? rulesOf([SHARDS.base, ...parts.map((part) => SHARDS[part])]);
  known.set(key, rules);
  return rules;
}

test('every text is read by its parts as by all', () => {
  for (const text of texts) {
    const parts = finish(readInSteps(readPaste(text), rulesFor(text)));
    expect(parts, text).toEqual(finish(readInSteps(readPaste(text), ALL)));
  }
});

test('parts are loaded only where they are needed', () => {
  const loaded = texts.map((text) => partsFor(text).length);
  expect(loaded.filter((count) => count <= 2).length).toBeGreaterThan(texts.length / 2);
});

for (const name of Object.keys(PARTS) as readonly (keyof typeof PARTS)[])
  test(`${name}: what a rule matches shows a sign of its part`, () => {
    const { recognisers, clues } = SHARDS[name];
    const patterns = [
      ...recognisers.flatMap(({ rules = [] }) => rules.map(({ pattern }) => pattern)),
      ...Object.values(clues).flatMap((group) => group.map(({ pattern }) => pattern)),
    ];
    expect(patterns.length > 10 || recognisers.some(({ scan }) => scan)).toBe(true);
    const silent = patterns.flatMap((pattern) =>
      matched(pattern).filter((text) => !PARTS[name].signs.some((sign) => sign.test(text))),
    );
    expect(silent).toEqual([]);
  });
