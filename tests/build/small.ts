/**
 * A copy of the project with a page or two of each kind, whose every line of words, and every other field that takes any
 * text, holds all that markup, tables and scripts give a meaning to. It builds in a fraction of the whole site's time.
 */

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { LOCALES } from '../../src/i18n/index.ts';
import { COLLECTIONS, KINDS } from '../../src/kinds/index.ts';
import type { Collection } from '../../src/kinds/kind.ts';
import { isLiteral } from '../../src/schema/inline.ts';
import { mapLeaves } from '../../src/schema/shape.ts';
import { copyOfProject, type Copy } from './copy.ts';

/** Short enough for every field: both quotes, a back-tick, the bar of a table, a reference, the end of a script, a tag. */
export const HOSTILE = '"\'`|&amp;</script><xss-1>';

/** The numbers that have no row in `names/`, and one page of each other kind. */
const KEPT = /^(?:0|1|134|137|139|143|255|kubernetes|OOMKilled|0xC0000005|curl)\.(?:mdx|yaml)$/;
/** What must be the file's own name, is drawn on a card, has lines that are counted, or is an address. */
const PLAIN = /(?:^|\.)(?:name|value|signal|lines|url|follows|reviewed)$/;

type Data = Readonly<Record<string, unknown>>;

export function smallCopy(folder: string): Copy {
  const copy = copyOfProject(folder);
  const content = join(folder, 'content');
  for (const locale of LOCALES) {
    const path = join(content, `causes/${locale}.yaml`);
    const causes = Object.entries(parse(readFileSync(path, 'utf8')) as Record<string, Data>);
    // They lead to steps of pages that are gone.
    const changed = causes.map(([id, { leads, ...words }]) => [
      id,
      { ...(everyLine(words, id) as Data), ...(leads !== undefined && { leads: { default: '137#memory' } }) },
    ]);
    writeFileSync(path, stringify(Object.fromEntries(changed)));
  }
  const pages = new Set(KINDS.map(({ collection }) => collection));
  for (const collection of COLLECTIONS) {
    for (const { path, name, locale } of filesOf(collection, content)) {
      // Parts that pages are made of are all needed.
      if (pages.has(collection) && !KEPT.test(name)) rmSync(path);
      else writeFileSync(path, hostile(readFileSync(path, 'utf8'), `${name} ${locale}`, collection, locale));
    }
  }
  return copy;
}

function filesOf({ folder, form }: Collection, content: string) {
  const folders = form === 'mdx' ? [`${folder}/en`, `${folder}/zh`] : [folder];
  return folders.flatMap((each) =>
    readdirSync(join(content, each)).map((name) => ({
      path: join(content, each, name),
      name,
      locale: /\bzh\b/.test(`${each}/${name}`) ? 'zh' : 'en',
    })),
  );
}

function hostile(text: string, seed: string, { form, schema }: Collection, locale: string): string {
  const change = (data: Data, own: string): Data =>
    locale === 'zh' ? (everyLine(data, own) as Data) : everyField(schema, data, own);
  if (form === 'yaml') return stringify(everyLine(parse(text), seed, /^(?:en|zh)$/));
  if (form === 'rows') {
    const rows = Object.entries(parse(text) as Record<string, Data>);
    return stringify(Object.fromEntries(rows.map(([key, row]) => [key, change(row, `${seed} ${key}`)])));
  }
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  return `---\n${stringify(change(parse(head) as Data, seed))}---\n${withoutLinks(body)}`;
}

/** Links to pages that are gone are only words. */
function withoutLinks(text: string): string {
  return text.replace(/\[([^\]]*)\]\((?!#|https:)[^)]*\)/g, '$1');
}

/** Of English: words, and whatever else the schema lets be any text. */
function everyField(schema: Collection['schema'], data: Data, seed: string): Data {
  return mapLeaves(schema, data as never, (value, mark, field, own) => {
    if (PLAIN.test(field)) return value;
    if (mark?.mark === 'aliases') return [`${HOSTILE} ${seed}`];
    if (mark?.mark === 'related') return [137, 1];
    if (mark && mark.mark !== 'words') return value;
    // What is literal may be missing in the translation.
    if (mark && isLiteral(String(value))) return typeof value === 'string' ? withoutLinks(value) : value;
    // Each fork of a road looks for something else.
    if (/\.evidence\b/.test(field)) return `${HOSTILE} ${field};`;
    return typeof value === 'string' && own.safeParse(HOSTILE).success ? HOSTILE : value;
  });
}

/** Of a translation, where all is words; of a file of both languages below the keys of those. */
function everyLine(value: unknown, seed: string, below?: RegExp, key = ''): unknown {
  if (Array.isArray(value))
    return key === 'aliases'
      ? [`${HOSTILE} ${seed}`]
      : value.map((item) => everyLine(item, seed, below, key));
  if (typeof value === 'object' && value !== null && !(value instanceof Date))
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [
        name,
        everyLine(child, seed, below?.test(name) ? undefined : below, name),
      ]),
    );
  return typeof value === 'string' && !below && !PLAIN.test(key) ? HOSTILE : value;
}
