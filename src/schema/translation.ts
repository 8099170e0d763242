/**
 * Puts the words of a translation into the facts of the English page. What a translation must look like follows from the
 * schema alone:
 * - only words stand in it, in the shape in which English has them;
 * - an object of one required line of words is that line: `traps: [text, text]`;
 * - a list whose entries have an id is a table by id: `steps: { memory: ... }`;
 * - what is literal in English may be left out.
 */

import type { z } from 'astro/zod';
import { marks, type Marked } from './fields.ts';
import { isLiteral } from './inline.ts';
import { expected, UNKNOWN } from './problem.ts';
import { hasWords, leavesOf, shapeOf, unwrapped } from './shape.ts';

/** Says what is wrong with a field of the translation. */
export type Complain = (field: string, message: string) => void;

/** The page in the translation's language. Where words are missing or wrong it complains, and English stays. */
export function translate<Facts>(
  schema: z.ZodType<Facts>,
  facts: Facts,
  words: unknown,
  complain: Complain,
): Facts {
  return put(schema, facts, words ?? {}, '', complain) as Facts;
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const join = (field: string, key: string | number) => (field === '' ? String(key) : `${field}.${key}`);

function put(schema: z.ZodType, fact: unknown, given: unknown, field: string, complain: Complain): unknown {
  const mark = marks.get(unwrapped(schema));
  if (mark) return putLeaf(schema, mark, fact, given, field, complain);
  if (fact === undefined) {
    if (given !== undefined) complain(field, 'expected nothing: English has no such line');
    return fact;
  }
  const shape = shapeOf(schema, fact);
  if (shape.type === 'list' && Array.isArray(fact)) {
    return isKeyed(shape.entry, fact[0])
      ? putById(shape.entry, fact as { id: string }[], given, field, complain)
      : putList(shape.entry, fact, given, field, complain);
  }
  if (shape.type === 'table' && isTable(fact)) {
    const fields = Object.fromEntries(Object.keys(fact).map((key) => [key, shape.entry]));
    return putFields(fields, fact, given, field, complain);
  }
  if (shape.type === 'object' && isTable(fact)) {
    const line = field === '' ? undefined : loneLine(shape.fields, fact);
    if (line === undefined) return putFields(shape.fields, fact, given, field, complain);
    return { ...fact, [line]: put(shape.fields[line]!, fact[line], given, field, complain) };
  }
  return fact;
}

function putLeaf(
  schema: z.ZodType,
  { mark, translated }: Marked,
  fact: unknown,
  given: unknown,
  field: string,
  complain: Complain,
): unknown {
  if (mark === 'words' && given === undefined) {
    if (typeof fact === 'string' && !isLiteral(fact)) complain(field, `expected a translation of "${fact}"`);
    return fact;
  }
  if (mark === 'words' && fact === undefined) {
    complain(field, 'expected nothing: English has no such line');
    return fact;
  }
  const parsed = (translated ?? schema).safeParse(given, { error: expected });
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      complain(join(field, issue.path.join('.')).replace(/\.$/, ''), issue.message);
    return fact;
  }
  if (mark !== 'aliases') return parsed.data ?? fact;
  return fact === undefined && parsed.data === undefined
    ? undefined
    : [...((parsed.data as string[] | undefined) ?? []), ...((fact as string[] | undefined) ?? [])];
}

/** Whether a translation has anything to say about a field. */
function isSaid(schema: z.ZodType): boolean {
  const mark = marks.get(unwrapped(schema))?.mark;
  return mark === 'aliases' || mark === 'date' || hasWords(schema);
}

function putFields(
  fields: Readonly<Record<string, z.ZodType>>,
  fact: Readonly<Record<string, unknown>>,
  given: unknown,
  field: string,
  complain: Complain,
): unknown {
  const said = Object.entries(fields).filter(([, schema]) => isSaid(schema));
  if (!isTable(given)) {
    complain(
      field,
      given === undefined
        ? 'expected its translation'
        : `expected ${said.map(([key]) => `\`${key}\``).join(', ')}`,
    );
    return fact;
  }
  for (const key of Object.keys(given))
    if (!said.some(([known]) => known === key)) complain(join(field, key), UNKNOWN);
  const own = said.map(
    ([key, schema]) => [key, put(schema, fact[key], given[key], join(field, key), complain)] as const,
  );
  return { ...fact, ...Object.fromEntries(own.filter(([, value]) => value !== undefined)) };
}

function putList(
  entry: z.ZodType,
  facts: readonly unknown[],
  given: unknown,
  field: string,
  complain: Complain,
): unknown {
  if (!hasWords(entry)) {
    if (given !== undefined) complain(field, UNKNOWN);
    return facts;
  }
  const list = Array.isArray(given) ? (given as readonly unknown[]) : [];
  if (given !== undefined && !Array.isArray(given)) complain(field, 'expected a list');
  else if (list.length !== facts.length)
    complain(field, `expected ${facts.length} entries, as in English, got ${list.length}`);
  return facts.map((fact, index) =>
    index < list.length ? put(entry, fact, list[index], join(field, index), complain) : fact,
  );
}

function putById(
  entry: z.ZodType,
  facts: readonly { readonly id: string }[],
  given: unknown,
  field: string,
  complain: Complain,
): unknown {
  const ids = facts.map(({ id }) => id);
  const table = isTable(given) ? given : {};
  if (given !== undefined && !isTable(given)) complain(field, `expected a table by id (${ids.join(', ')})`);
  for (const id of Object.keys(table))
    if (!ids.includes(id)) complain(join(field, id), expectedOneOf(ids, id));
  return facts.map((fact) => put(entry, fact, table[fact.id], join(field, fact.id), complain));
}

export const expectedOneOf = (ids: readonly string[], got: string) =>
  `expected an id of this page (${ids.join(', ')}), got \`${got}\``;

/** A list whose entries are named: by their own id. */
function isKeyed(entry: z.ZodType, sample: unknown): boolean {
  const shape = shapeOf(entry, sample);
  return shape.type === 'object' && shape.fields['id'] !== undefined;
}

/** The only words of an object, where it always has them. */
function loneLine(fields: Readonly<Record<string, z.ZodType>>, fact: Readonly<Record<string, unknown>>) {
  const said = Object.entries(fields).filter(([, schema]) => isSaid(schema));
  const [[key, schema] = []] = said;
  if (said.length !== 1 || key === undefined || schema === undefined) return undefined;
  const required = !schema.safeParse(undefined).success;
  return required && typeof fact[key] === 'string' ? key : undefined;
}

/**
 * One language of a file that holds all of them: wherever `{ en, zh }` stands, its line. What it returns is not yet
 * checked against any schema.
 */
export function inLanguage(value: unknown, locale: string, locales: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, locale, locales));
  if (!isTable(value)) return value;
  if (isBilingual(value, locales)) return value[locale];
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, inLanguage(child, locale, locales)]),
  );
}

function isBilingual(value: Readonly<Record<string, unknown>>, locales: readonly string[]): boolean {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => locales.includes(key));
}

/** Reports what is missing from a file that holds all languages: every line of words is there in each of them. */
export function checkLanguages(
  schema: z.ZodType,
  raw: unknown,
  parsed: unknown,
  locales: readonly string[],
  complain: Complain,
): void {
  for (const { value: leaf, mark, field } of leavesOf(schema, parsed)) {
    const written = field.split('.').reduce<unknown>((value, key) => {
      if (Array.isArray(value)) return value[Number(key)] as unknown;
      return isTable(value) ? value[key] : undefined;
    }, raw);
    const pair = isTable(written) && isBilingual(written, locales);
    if (mark?.mark !== 'words') {
      if (pair && mark?.mark !== 'aliases') complain(field, 'expected one value for all languages');
    } else if (pair) {
      for (const locale of locales)
        if (written[locale] === undefined)
          complain(join(field, locale), `expected a translation of "${String(leaf)}"`);
    } else if (typeof leaf === 'string' && !isLiteral(leaf)) {
      complain(
        field,
        `expected it in every language: { ${locales.map((locale) => `${locale}: …`).join(', ')} }`,
      );
    }
  }
}
