import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { translator, type Key } from '../../src/i18n/index.ts';
import { zh } from '../../src/i18n/zh.ts';
import { filesIn } from '../built.ts';

const KEYS = Object.keys(en) as Key[];

/** Names that are the same in both languages on purpose. This list may only shrink. */
const SAME_ON_PURPOSE: readonly Key[] = ['fill.pod', 'writer.systemd', 'family.sysexits', 'family.systemd'];

const slots = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const sources = filesIn('src')
  .filter((path) => !path.startsWith('i18n/'))
  .map((path) => readFileSync(`src/${path}`, 'utf8'))
  .join('\n');

test('both languages have the same keys', () => {
  expect(Object.keys(zh).sort()).toEqual([...KEYS].sort());
});

test('every string is translated', () => {
  expect(KEYS.filter((key) => zh[key] === en[key])).toEqual(
    KEYS.filter((key) => SAME_ON_PURPOSE.includes(key)),
  );
});

test('English has no Han, the name of the other language apart', () => {
  for (const key of KEYS.filter((key) => key !== 'language.switch')) {
    expect.soft(en[key], key).not.toMatch(/\p{Script=Han}/u);
  }
});

test('both languages fill the same slots', () => {
  for (const key of KEYS) expect.soft(slots(zh[key]), key).toEqual(slots(en[key]));
});

test('a string is never empty nor padded', () => {
  for (const key of KEYS) {
    for (const text of [en[key], zh[key]]) expect.soft(text.trim(), key).toBe(text);
    expect.soft(en[key].length * zh[key].length, key).toBeGreaterThan(0);
  }
});

test('every string is used', () => {
  // `family.${id}` uses every key of that group.
  const groups = [...sources.matchAll(/`([a-z]+(?:\.[a-z]+)*\.)\$\{/g)].map(([, group]) => group ?? '');
  const unused = KEYS.filter(
    (key) => !sources.includes(`'${key}'`) && !groups.some((group) => key.startsWith(group)),
  );
  expect(unused).toEqual([]);
});

test('a slot without a value stays as it is', () => {
  expect(translator('en')('step.n', { n: 2 })).toBe('step 2');
  expect(translator('zh')('step.n', { n: 2 })).toBe('第 2 步');
  expect(translator('en')('step.n')).toBe('step {n}');
});
