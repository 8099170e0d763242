/**
 * Styles of components are global. Scoped ones, tried on the whole site in November 2026, put an attribute on every element:
 * a code page weighed 712 B more on average, the heaviest 14,903 B, and 23 of 512 passed the 14,000 B that they may weigh
 * (sweep/weight.spec.ts). In their place, what a component styles stands below a name of its own.
 */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { filesIn } from '../built.ts';

/** Selectors of rules that stand in no other rule; layers and queries are none. */
function outermost(css: string): readonly string[] {
  const found: string[] = [];
  const open: boolean[] = [];
  let text = '';
  for (const character of css.replace(/\/\*[\s\S]*?\*\//g, '')) {
    if (character === '{') {
      const isRule = !text.trim().startsWith('@');
      if (isRule && !open.includes(true))
        found.push(...text.split(/,(?![^(]*\))/).map((part) => part.trim()));
      open.push(isRule);
    } else if (character === '}') open.pop();
    if (/[{};]/.test(character)) text = '';
    else text += character;
  }
  return found;
}

/** The first name of a selector: `.plain-page` of `.plain-page:has(> h1) p`. */
const nameOf = (selector: string) => /^[.:]*[\w-]+/.exec(selector)?.[0] ?? selector;

test('no two components style the same name', () => {
  expect(outermost('@layer a { .b { & .c { x: y } } .d:is(.e, .f) > p, q { } } /* .g { } */')).toEqual([
    '.b',
    '.d:is(.e, .f) > p',
    'q',
  ]);
  const owners = new Map<string, Set<string>>();
  for (const path of filesIn('src').filter((file) => file.endsWith('.astro'))) {
    const text = readFileSync(`src/${path}`, 'utf8');
    for (const [, css = ''] of text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g))
      for (const name of outermost(css).map(nameOf))
        owners.set(name, (owners.get(name) ?? new Set()).add(path));
  }
  expect(owners.size).toBeGreaterThan(50);
  const shared = [...owners].filter(([, files]) => files.size > 1).map(([name]) => name);
  // What folds (styles/fold.css), the frame of an article, a plain head on pages and lists, the strip of a sign that sticks, rows of any table.
  expect(shared.sort()).toEqual(['.fold', '.page', '.plain-page', '.strip', 'tbody'].sort());
});

test('a script says the names of classes whole, since a page keeps only rules whose names it finds; families have a sheet', () => {
  const made: string[] = [];
  for (const path of filesIn('src/elements').filter((file) => file.endsWith('.ts'))) {
    const text = readFileSync(`src/elements/${path}`, 'utf8');
    for (const [, words = ''] of text.matchAll(/\bclassName\b[^\n`;]*`([^`]*)`/g))
      for (const [, beginning] of words.matchAll(/([\w-]+)\$\{/g)) made.push(`${path}: ${beginning}`);
  }
  // What shows results brings the families' colours for its list (search-box.ts); the others bring them themselves.
  expect(made).toEqual([
    'reading-cards.ts: f-',
    'report-view.ts: f-',
    'report-view.ts: f-',
    'search-list.ts: f-',
    'sign-switches.ts: f-',
  ]);
  for (const file of ['reading-cards', 'report-view', 'search-box', 'sign-switches'])
    expect(readFileSync(`src/elements/${file}.ts`, 'utf8')).toContain('addFamilyColours();');
});
