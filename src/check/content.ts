/** Everything under `content/`, read against its schemas: what the rules look at. */

import { DEFAULT_LOCALE, LOCALES } from '../i18n/index.ts';
import { KINDS } from '../kinds/index.ts';
import type { Collection, Kind } from '../kinds/kind.ts';
import { partsOf, treeOf, type Node, type Part } from '../schema/mdx.ts';
import { leavesOf, type Leaf } from '../schema/shape.ts';
import { validate, type ContentFile, type Report } from '../schema/problem.ts';
import { checkLanguages, inLanguage } from '../schema/translation.ts';
import type { Evidence } from './evidence.ts';

export interface Text {
  readonly file: ContentFile;
  /** Where the item's own fields begin: a row's key and a dot, or nothing. */
  readonly at: string;
  /** As the file has it. */
  readonly raw: unknown;
  /** The body as the parser reads it; undefined where there is none, and where it is no MDX. */
  readonly tree: Node | undefined;
  /** Its components, links and headings. */
  readonly parts: readonly Part[];
}

/** A page, or a row of what pages are made of. */
export interface Item {
  readonly kind: Kind;
  readonly collection: Collection;
  readonly slug: string;
  readonly english: Text;
  /** The English facts, as the schema gives them. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The same field by field, with what each is for. */
  readonly leaves: readonly Leaf[];
  /** Undefined where one file holds all languages, and where a translation is missing. */
  readonly translation: Text | undefined;
}

export interface Content {
  readonly files: readonly ContentFile[];
  readonly items: readonly Item[];
  /** Ids of `content/sources`. */
  readonly sources: ReadonlySet<string>;
  readonly evidence: Evidence;
  /** What links may name. A page that has problems of its own is still there to link to. */
  readonly targets: ReadonlySet<string>;
}

/** Something that content must be. One file, one rule. */
export interface Rule {
  readonly name: string;
  /** Looked at once for each item, or once for everything. */
  readonly scope: 'item' | 'content';
  /** A warning does not stop a build. */
  readonly level?: 'warning';
  readonly check: (subject: Item & Content, report: Report) => void;
  /** New texts of files, by their paths, for what is known without a person. */
  readonly fix?: (content: Content) => ReadonlyMap<string, string>;
}

/** The fields that every kind may have and rules ask for. */
export const stepsOf = ({ data }: Item) =>
  (data['steps'] ?? []) as readonly {
    readonly id: string;
    readonly was?: readonly string[];
  }[];
export const textsOf = ({ english, translation }: Item): readonly Text[] =>
  translation ? [english, translation] : [english];

export function readItems(files: readonly ContentFile[], report: Report): readonly Item[] {
  return KINDS.flatMap((kind) =>
    [kind.collection, ...Object.values(kind.parts ?? {})].flatMap((collection) =>
      itemsIn(kind, collection, files, report),
    ),
  );
}

/** The pages that there are, as links call them. */
export function targetsIn(files: readonly ContentFile[]): ReadonlySet<string> {
  return new Set(
    KINDS.flatMap(({ collection, at }) => [...slugsIn(collection, files)].map((slug) => `${at}${slug}`)),
  );
}

/** What there is of a collection, also where it has problems of its own. */
export function slugsIn(collection: Collection, files: readonly ContentFile[]): ReadonlySet<string> {
  return new Set(textsIn(collection, files, DEFAULT_LOCALE).map(([slug]) => slug));
}

/** What there is in one language, by slug, in the order of the files. */
function textsIn(
  { folder, form }: Collection,
  files: readonly ContentFile[],
  locale: string,
): readonly (readonly [slug: string, file: ContentFile, at: string, raw: unknown])[] {
  if (form === 'rows') {
    const file = files.find(({ path }) => path === `content/${folder}/${locale}.yaml`);
    return Object.entries(file?.data ?? {}).map(([slug, row]) => [slug, file!, `${slug}.`, row as unknown]);
  }
  const place = form === 'mdx' ? `${folder}/${locale}/([^/]+)\\.mdx` : `${folder}/([^/]+)\\.yaml`;
  const pattern = new RegExp(`^content/${place}$`);
  return files.flatMap((file) => {
    const slug = pattern.exec(file.path)?.[1];
    return slug === undefined ? [] : [[slug, file, '', file.data] as const];
  });
}

function itemsIn(
  kind: Kind,
  collection: Collection,
  files: readonly ContentFile[],
  report: Report,
): readonly Item[] {
  const { folder, form, schema } = collection;
  const english = textsIn(collection, files, DEFAULT_LOCALE);
  const others = new Map(
    form === 'yaml'
      ? []
      : LOCALES.filter((locale) => locale !== DEFAULT_LOCALE).flatMap((locale) =>
          textsIn(collection, files, locale).map((text) => [text[0], text] as const),
        ),
  );
  const pathIn = (locale: string, slug: string) =>
    form === 'rows' ? `content/${folder}/${locale}.yaml` : `content/${folder}/${locale}/${slug}.mdx`;
  const items = english.flatMap(([slug, file, at, raw]): Item[] => {
    const facts = form === 'yaml' ? inLanguage(raw, DEFAULT_LOCALE, LOCALES) : raw;
    const data = validate(schema, facts, file, report, at.slice(0, -1));
    if (form === 'yaml' && data) {
      checkLanguages(schema, raw, data, LOCALES, (field, message) => report(file, field, message));
      for (const locale of LOCALES)
        if (locale !== DEFAULT_LOCALE)
          validate(schema, inLanguage(raw, locale, LOCALES), file, report, locale);
    }
    const other = others.get(slug);
    if (form !== 'yaml' && !other) {
      const [where, field] = form === 'rows' ? [pathIn('zh', slug), slug] : [pathIn('zh', slug), '(file)'];
      report(
        fileAt(files, where),
        field,
        `expected a translation of ${form === 'rows' ? 'this row' : file.path}`,
      );
    }
    if (!data) return [];
    const text = (given: NonNullable<typeof other>): Text => ({
      file: given[1],
      at: given[2],
      raw: given[3],
      ...(form === 'mdx' ? parsedBody(given[1], report) : NO_BODY),
    });
    const item: Item = {
      kind,
      collection,
      slug,
      english: text([slug, file, at, raw]),
      data,
      leaves: leavesOf(schema, data),
      translation: other && text(other),
    };
    return [item];
  });
  const known = new Set(english.map(([slug]) => slug));
  for (const [slug, [, file, at]] of others) {
    if (known.has(slug)) continue;
    report(file, at.slice(0, -1) || '(file)', `expected an English page to translate, ${pathIn('en', slug)}`);
  }
  return items;
}

const fileAt = (files: readonly ContentFile[], path: string) =>
  files.find((file) => file.path === path) ?? path;

const NO_BODY = { tree: undefined, parts: [] };

function parsedBody(file: ContentFile, report: Report): Pick<Text, 'tree' | 'parts'> {
  if (file.body.trim() === '') return NO_BODY;
  try {
    const tree = treeOf(file.body);
    return { tree, parts: partsOf(file.body, tree) };
  } catch (error) {
    const { message } = error as Error;
    const line = Number(/\b(\d+):\d+/.exec(message)?.[1] ?? 1);
    report(file, '(body)', `expected MDX: ${message.split('\n')[0]}`, line);
    return NO_BODY;
  }
}
