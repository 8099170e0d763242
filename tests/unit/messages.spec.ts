/** Whatever a writer puts into a field of any kind of page, the message says in plain words what was expected there. */

import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { blank } from '../../src/check/blank.ts';
import { COLLECTIONS, KINDS } from '../../src/kinds/index.ts';
import type { Collection } from '../../src/kinds/kind.ts';
import { BLANK, reporter, validate, type Problem } from '../../src/schema/problem.ts';
import { inLanguage, translate } from '../../src/schema/translation.ts';

type Data = Readonly<Record<string, unknown>>;

const WRONG = [
  undefined,
  null,
  42,
  -1,
  0.5,
  '',
  'TODO',
  'a\n\nb',
  true,
  [],
  {},
  [42],
  [[]],
  [{}],
  { colour: 1 },
];

/** Every value below one, with what is around it replaced by the same with another value there. */
function* changed(value: unknown, other: unknown): Generator<readonly [path: string, whole: unknown]> {
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  for (const [key, child] of Object.entries(value)) {
    const put = (instead: unknown) =>
      Array.isArray(value)
        ? value.map((own: unknown, index) => (String(index) === key ? instead : own))
        : { ...value, [key]: instead };
    yield [key, put(other)];
    // The first of a list stands for all.
    if (!Array.isArray(value) || key === '0')
      for (const [path, whole] of changed(child, other)) yield [`${key}.${path}`, put(whole)];
  }
}

/** The longest file of a collection in a language: it has most of the fields. */
function sample({ folder, form }: Collection, locale: 'en' | 'zh'): Data {
  const inside = `content/${folder}${form === 'mdx' ? `/${locale}` : ''}`;
  const texts = readdirSync(inside)
    .filter((name) => form !== 'rows' || name.startsWith(locale))
    .map((name) => readFileSync(`${inside}/${name}`, 'utf8'));
  const [longest = ''] = texts.sort((a, b) => b.length - a.length);
  const data = parse(form === 'mdx' ? (longest.split(/^---$/m)[1] ?? '') : longest) as Data;
  return form === 'rows' ? (Object.values(data)[0] as Data) : data;
}

const problemsOf = (schema: Collection['schema'], data: unknown): readonly Problem[] => {
  const problems: Problem[] = [];
  validate(schema, data, { path: 'file', data, body: '' }, reporter(problems));
  return problems;
};

for (const collection of COLLECTIONS) {
  const { folder, form, schema } = collection;
  test(`content/${folder}: every message begins with what was expected, at the field or around it`, () => {
    const raw = sample(collection, 'en');
    const facts = form === 'yaml' ? inLanguage(raw, 'en', ['en', 'zh']) : raw;
    expect(problemsOf(schema, facts)).toEqual([]);
    let refused = 0;
    const odd: string[] = [];
    for (const other of WRONG)
      for (const [path, data] of changed(facts, other))
        for (const { field, message } of problemsOf(schema, data)) {
          refused++;
          if (!message.startsWith('expected '))
            odd.push(`${path} = ${JSON.stringify(other)}: ${field}: ${message}`);
        }
    expect(odd).toEqual([]);
    expect(refused).toBeGreaterThan(50);
  });
}

for (const collection of COLLECTIONS.filter(({ form }) => form === 'mdx'))
  test(`content/${collection.folder}/zh: the same of a translation`, () => {
    const { schema } = collection;
    const english = schema.parse(sample(collection, 'en')) as Data;
    const { follows: _, ...words } = sample(collection, 'zh');
    const odd: string[] = [];
    for (const other of WRONG)
      for (const [path, given] of changed(words, other))
        translate(schema, english, given, (field, message) => {
          if (!message.startsWith('expected '))
            odd.push(`${path} = ${JSON.stringify(other)}: ${field}: ${message}`);
        });
    expect(odd).toEqual([]);
  });

for (const kind of KINDS)
  test(`a blank page of kind ${kind.id} is refused at every place that nobody filled in, and at no other`, () => {
    const { id, at } = kind;
    const { schema } = kind.collection;
    const slug = { code: '144', windows: '0xC0000005' }[id] ?? 'some-name';
    const told = kind.blank?.(slug, () => undefined)?.en ?? {};
    const facts = blank(schema, { known: told });
    const problems = problemsOf(schema, facts);
    const fields = problems.map(({ field }) => field);
    for (const [path, value] of leaves(facts))
      if (value === BLANK) expect.soft(fields, `${at}${slug}`).toContain(path);
    expect(problems.filter(({ message }) => !message.startsWith('expected '))).toEqual([]);
    for (const [field, value] of Object.entries(told))
      if (value !== BLANK && field !== 'aliases') expect.soft(fields, `${at}${slug}`).not.toContain(field);
    // Nothing of a new page was published before.
    expect(JSON.stringify(facts)).not.toContain('"was"');
  });

function leaves(value: unknown, path = ''): readonly (readonly [path: string, value: unknown])[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, path ? `${path}.${key}` : key))
    : [[path, value]];
}
