/** What a translation must look like follows from the schema alone; so does a file that holds both languages. */

import { expect, test } from '@playwright/test';
import { z } from 'astro/zod';
import { cited, sentence, wordId, aliases } from '../../src/schema/fields.ts';
import { blank, blankWords } from '../../src/check/blank.ts';
import { LOCALES } from '../../src/i18n/index.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { fillSlots } from '../../src/schema/shape.ts';
import { checkLanguages, inLanguage, translate } from '../../src/schema/translation.ts';

const exit = z.strictObject({ outcome: sentence, step: wordId });
const turn: z.ZodType = z.strictObject({ say: sentence, road: z.lazy(() => z.array(z.union([exit, turn]))) });
const schema = z.strictObject({
  title: sentence,
  hint: sentence.optional(),
  aliases,
  number: z.number(),
  traps: z.array(cited),
  steps: z.array(z.strictObject({ id: wordId, do: sentence, command: z.string() })),
  road: z.array(z.union([exit, turn])).optional(),
});
const facts = {
  title: 'Title',
  aliases: ['one'],
  number: 3,
  traps: [{ text: 'A trap.', cite: ['man-exit'] }, { text: '`literal`' }],
  steps: [{ id: 'look', do: 'Look.', command: 'free -m' }],
  road: [
    { outcome: 'Out.', step: 'look' },
    { say: 'Turn.', road: [{ outcome: 'In.', step: 'look' }] },
  ],
};
const words = {
  title: '标题',
  aliases: ['一'],
  traps: ['陷阱。', '`literal`'],
  steps: { look: '看。' },
  road: ['出。', { say: '转。', road: ['进。'] }],
};

/** What is said of a translation, and what becomes of it. */
function translated(given: unknown, of: z.ZodType<any> = schema, from: unknown = facts) {
  const problems: string[] = [];
  const data = translate(of, from, given, (field, message) => problems.push(`${field}: ${message}`)) as any;
  return { data, problems };
}

test('words take the place of words, and facts stay, through choices and roads inside roads', () => {
  const { data, problems } = translated(words);
  expect(problems).toEqual([]);
  expect(data).toEqual({
    ...facts,
    title: '标题',
    aliases: ['一', 'one'],
    traps: [{ text: '陷阱。', cite: ['man-exit'] }, { text: '`literal`' }],
    steps: [{ id: 'look', do: '看。', command: 'free -m' }],
    road: [
      { outcome: '出。', step: 'look' },
      { say: '转。', road: [{ outcome: '进。', step: 'look' }] },
    ],
  });
});

test('what is missing, too much, or a fact, is named with its place', () => {
  const problems = (change: object) => translated({ ...words, ...change }).problems;
  expect(problems({ title: undefined })).toEqual(['title: expected a translation of "Title"']);
  expect(problems({ hint: '提示' })).toEqual(['hint: expected nothing: English has no such line']);
  expect(problems({ number: 4 })).toEqual(['number: expected only known fields; see content/README.md']);
  expect(problems({ traps: ['陷阱。'] })).toEqual(['traps: expected 2 entries, as in English, got 1']);
  expect(problems({ steps: { loko: '看。' } })).toEqual([
    'steps.loko: expected an id of this page (look), got `loko`',
    'steps.look: expected a translation of "Look."',
  ]);
  expect(problems({ road: ['出。', { say: '转。', road: [undefined] }] })).toEqual([
    'road.1.road.0: expected a translation of "In."',
  ]);
  // A literal line may be left out, and any of a list that stands in its place.
  expect(problems({ traps: ['陷阱。', undefined] })).toEqual([]);
});

test('a file of both languages gives each its own, and says which line one of them lacks', () => {
  const LOCALES = ['en', 'zh'];
  const raw = {
    title: { en: 'Title', zh: '标题' },
    aliases: ['one'],
    number: 3,
    traps: [{ text: { en: 'A trap.', zh: '陷阱。' }, cite: ['man-exit'] }, { text: '`literal`' }],
    steps: [{ id: 'look', do: { en: 'Look.', zh: '看。' }, command: 'free -m' }],
  };
  const { road: _, ...english } = facts;
  expect(schema.parse(inLanguage(raw, 'en', LOCALES))).toEqual(english);
  expect(schema.parse(inLanguage(raw, 'zh', LOCALES)).steps[0]?.do).toBe('看。');
  const problems = (change: object) => {
    const found: string[] = [];
    const whole = { ...raw, ...change };
    const parsed = schema.parse(inLanguage(whole, 'en', LOCALES));
    checkLanguages(schema, whole, parsed, LOCALES, (field, message) => found.push(`${field}: ${message}`));
    return found;
  };
  expect(problems({})).toEqual([]);
  expect(problems({ title: { en: 'Title' } })).toEqual(['title.zh: expected a translation of "Title"']);
  expect(problems({ title: 'Title' })).toEqual(['title: expected it in every language: { en: …, zh: … }']);
  expect(problems({ number: { en: 3, zh: 3 } })).toEqual(['number: expected one value for all languages']);
});

test('slots are filled in words alone', () => {
  const filled = fillSlots(
    schema,
    { ...facts, title: '{code} of {x}', steps: [{ id: 'look', do: 'See {code}.', command: 'echo {code}' }] },
    { code: 3 },
  );
  expect(filled.title).toBe('3 of {x}');
  expect(filled.steps).toEqual([{ id: 'look', do: 'See 3.', command: 'echo {code}' }]);
});

for (const { at, collection } of KINDS)
  test(`a blank page below /${at} ends, though what is in it may hold itself, and its translation has its words`, () => {
    const page = blank(collection.schema, collection.form === 'yaml' ? { languages: LOCALES } : {});
    expect(page).toBeInstanceOf(Object);
    if (collection.form === 'yaml') return;
    const words = blankWords(collection.schema) as object;
    expect(Object.keys(page as object)).toEqual(expect.arrayContaining(Object.keys(words)));
    expect(words).toMatchObject({ title: 'TODO', reviewed: expect.any(String) as unknown });
  });
