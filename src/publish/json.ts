/**
 * Pages as JSON: what their files say, in the page's language, with what the core knows besides. The JSON Schema is made
 * of the same schemas that check the files. Prose is Markdown with absolute links.
 */

import { z } from 'astro/zod';
import { translator, type Locale } from '../i18n/index.ts';
import type { Kind, Page } from '../kinds/kind.ts';
import { site } from '../kinds/site.ts';
import { lineMarkdown, type MarkdownContext } from '../lib/markdown.ts';
import { absolute, asset, card, localeFile, twin } from '../lib/urls.ts';
import { bodyMarkdown } from '../components/blocks/prose.md.ts';
import { marks } from '../schema/fields.ts';
import { mapLeaves } from '../schema/shape.ts';
import { SOURCE_KINDS } from '../schema/source.ts';
import type { NumberedSource } from '../lib/sources.ts';
import { addressOf, markdownContext } from './page.ts';

/** Of the shape, by semver.org: a field that goes or changes its meaning raises the first number. */
const DATA_VERSION = '2.2.0';

const sourceRow = z
  .strictObject({
    kind: z.enum(SOURCE_KINDS),
    title: z.string(),
    version: z.string().describe('The release, commit or date that was read'),
    url: z.url().optional().describe('Missing for our own recordings'),
  })
  .meta({ id: 'source' });
const sourceTable = z.record(z.string(), sourceRow);

/** Around every answer. */
const envelope = { $schema: z.url(), version: z.literal(DATA_VERSION), language: z.string() };

/** What the record of every page has besides what its file says. */
const common = {
  slug: z.string().describe('The last part of the address'),
  url: z.url(),
  markdown: z.url().describe('The same page as Markdown'),
  title: z.string(),
  summary: z.string(),
  written: z.boolean().describe('False when the page is made of tables'),
  stale: z.boolean().describe('True when the page that this one translates has changed since'),
  sources: z.array(z.string()).describe('Ids of sourceTable, in the order of their numbers'),
  body: z.string().optional().describe('Sections written for this page alone, as Markdown with footnotes'),
};

/** The schema of every record that a kind's pages can have. */
function records(kind: Kind) {
  const card = kind.cards ? { card: z.url().describe('An image of 1200 by 630') } : {};
  return kind.records.map(({ schema, computed }) =>
    z.strictObject({ ...schema.shape, ...common, ...card, ...computed }),
  );
}

function dataSetSchema(kind: Kind) {
  const shape = {
    ...envelope,
    url: z.url(),
    updated: z.iso.date(),
    ...kind.about?.schema,
    sourceTable,
    [kind.collection.folder]: z.array(z.union(records(kind))),
  };
  return z.strictObject(shape).meta({ id: 'dataSet', description: 'All pages of this kind in one language' });
}

/** The JSON Schema of a kind: of its data set, and of one of its pages with the sources that it names. */
export function jsonSchema(kind: Kind): object {
  const pages = records(kind).map((record) => record.extend({ ...envelope, sourceTable }));
  const schema = z.toJSONSchema(z.union([dataSetSchema(kind), ...pages]), {
    target: 'draft-2020-12',
    // Dates and lists of ids are read in several forms, but given in one.
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const published = PUBLISHED[marks.get(zodSchema)?.mark ?? 'words'];
      if (!published) return;
      const { description } = jsonSchema;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      Object.assign(jsonSchema, published, description !== undefined && { description });
    },
  });
  return { ...schema, $id: schemaAddress(kind) };
}

const urls = { type: 'array', items: { type: 'string', format: 'uri' } };
/** What marked fields look like in the JSON, where that is not what stands in the file. */
const PUBLISHED: Readonly<Record<string, object | undefined>> = {
  words: undefined,
  date: { type: 'string', format: 'date' },
  related: { ...urls, description: 'Addresses of other pages' },
  observation: { ...urls, description: 'Records of our own lab that show it' },
  scenario: { type: 'string', format: 'uri', description: 'The record of our own lab that shows it' },
};

const schemaAddress = ({ collection: { folder } }: Kind) => absolute(asset(`${folder}.schema.json`));

/** What a file says, for programs: links and records by their absolute addresses. */
function published(locale: Locale, { schema, data }: Page, context: MarkdownContext) {
  return mapLeaves(schema, data, (value, mark) => {
    switch (mark?.mark) {
      case 'words':
        return lineMarkdown(String(value), context);
      case 'related':
        return (value as readonly (string | number)[]).map((target) => addressOf(locale, target));
      case 'observation':
        return (value as readonly string[]).map((id) => context.recordOf(id).address);
      case 'scenario':
        return context.recordOf(String(value)).address;
      default:
        return value;
    }
  }) as object;
}

async function recordOf(
  locale: Locale,
  page: Page,
): Promise<{ record: object; sources: readonly NumberedSource[] }> {
  const blocks = page.kind.blocks(page, (await site(locale)).around(page));
  const context = await markdownContext(locale, page, blocks);
  const body = bodyMarkdown(page.body, context);
  const record = {
    slug: page.slug,
    url: context.address,
    markdown: absolute(twin(locale, page.ref, 'md')),
    ...(page.kind.cards && { card: absolute(card(locale, page.ref)) }),
    ...published(locale, page, context),
    title: page.title,
    summary: lineMarkdown(page.summary, context),
    ...page.computed,
    written: page.written,
    stale: page.stale,
    sources: context.sources.map(({ id }) => id),
    ...(body !== '' && { body }),
  };
  return { record, sources: context.sources };
}

const around = (locale: Locale, kind: Kind) => ({
  $schema: schemaAddress(kind),
  version: DATA_VERSION,
  language: translator(locale)('lang.tag'),
});

/** One page with the sources that it names. */
export async function onePage(locale: Locale, page: Page): Promise<object> {
  const { record, sources } = await recordOf(locale, page);
  return { ...around(locale, page.kind), ...record, sourceTable: tableOf(sources) };
}

/** Every page of a kind. */
export async function dataSet(locale: Locale, kind: Kind): Promise<object> {
  const { collection, about } = kind;
  const pages = (await site(locale)).byKind.get(kind) ?? [];
  const all = await Promise.all(pages.map((page) => recordOf(locale, page)));
  return {
    ...around(locale, kind),
    url: absolute(localeFile(locale, `${collection.folder}.json`)),
    updated: latest(pages),
    ...about?.facts(translator(locale)),
    [collection.folder]: all.map(({ record }) => record),
    sourceTable: tableOf(all.flatMap(({ sources }) => sources)),
  };
}

/** The newest day on which one of the pages was held against its sources. */
export function latest(pages: readonly Page[]): string {
  return pages.reduce((newest, { reviewed = '' }) => (reviewed > newest ? reviewed : newest), '');
}

function tableOf(sources: readonly NumberedSource[]): z.infer<typeof sourceTable> {
  return Object.fromEntries(
    sources.map(({ id, kind, title, version, url }) => [
      id,
      { kind, title, version, ...(url !== undefined && { url }) },
    ]),
  );
}
