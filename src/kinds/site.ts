/** Every page of every kind, from Astro's content store. */

import { readFileSync } from 'node:fs';
import { getCollection, type CollectionKey } from 'astro:content';
import { LOCALES, translator, type Locale } from '../i18n/index.ts';
import { contentHash } from '../lib/content-hash.ts';
import { pathOf } from '../lib/urls.ts';
import type { Entry } from './blocks.ts';
import { collectionName } from './collection-name.ts';
import { KINDS } from './index.ts';
import { itemsOf, type Raw } from './items.ts';
import type { Collection, Items, Kind, Page, Surroundings } from './kind.ts';

async function rawsOf(folder: string, locale: Locale): Promise<readonly Raw[]> {
  const entries = await getCollection(collectionName(folder, locale) as CollectionKey);
  return entries.map((entry) => {
    const { id, data, filePath } = entry;
    const body = 'body' in entry ? (entry.body ?? '') : '';
    return {
      slug: id,
      data,
      body,
      entry,
      ...(filePath !== undefined && {
        isFollowedBy: (follows: unknown) => contentHash(readFileSync(filePath, 'utf8')) === follows,
      }),
    };
  });
}

async function items(collection: Collection, locale: Locale): Promise<Items> {
  const translations =
    collection.form === 'yaml' || locale === 'en' ? [] : await rawsOf(collection.folder, locale);
  const found = itemsOf(collection, await rawsOf(collection.folder, 'en'), translations, locale);
  if (collection.form !== 'rows') return found;
  // A row stands in a file that holds many: it is never stale by itself.
  return new Map([...found].map(([slug, item]) => [slug, { ...item, stale: false }]));
}

async function pagesOf(kind: Kind, locale: Locale): Promise<readonly Page[]> {
  const parts = Object.entries(kind.parts ?? {}).map(
    async ([name, collection]) => [name, await items(collection, locale)] as const,
  );
  return kind.pages(await items(kind.collection, locale), {
    locale,
    t: translator(locale),
    parts: Object.fromEntries(await Promise.all(parts)),
  });
}

/** All pages of one language: by kind, in the order of the registry, and by what links call them. */
export interface Site {
  readonly byKind: ReadonlyMap<Kind, readonly Page[]>;
  readonly all: readonly Page[];
  /** The page at an address below the language, with a slash at its end. */
  readonly pageAt: (path: string) => Page | undefined;
  /** Every page of an exit status, 0 to 255. */
  readonly statuses: readonly (Page & { readonly status: number })[];
  readonly entries: (targets: readonly (string | number)[]) => readonly Entry[];
  around(page: Page): Surroundings;
}

const cache = new Map<Locale, Promise<Site>>();

export function site(locale: Locale): Promise<Site> {
  const known = cache.get(locale) ?? collect(locale);
  // Content does not change while the site is built; in development it may.
  if (import.meta.env.PROD) cache.set(locale, known);
  return known;
}

async function collect(locale: Locale): Promise<Site> {
  const byKind = new Map(
    await Promise.all(KINDS.map(async (kind) => [kind, await pagesOf(kind, locale)] as const)),
  );
  const all = [...byKind.values()].flat();
  const places = new Map(all.map(({ ref }, index) => [pathOf(ref), index]));
  const entries = (targets: readonly (string | number)[]) =>
    [...new Set(targets.map((target) => places.get(`${target}/`)))]
      .filter((place) => place !== undefined)
      .sort((a, b) => a - b)
      .flatMap((place) => all[place] ?? [])
      .map(entryOf);
  const said = Map.groupBy(
    [...byKind].flatMap(([kind, pages]) => pages.flatMap((page) => kind.says?.(page) ?? [])),
    ({ status }) => status,
  );
  for (const list of said.values())
    list.sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, 'en'));
  return {
    byKind,
    all,
    pageAt: (path) => all[places.get(path) ?? -1],
    statuses: all
      .filter((page): page is Page & { status: number } => page.status !== undefined)
      .toSorted((a, b) => a.status - b.status),
    entries,
    around: ({ kind }) => ({
      t: translator(locale),
      siblings: byKind.get(kind) ?? [],
      said: (status) => said.get(status) ?? [],
      entries,
    }),
  };
}

/** A page as a row of a list. */
function entryOf({ ref, list }: Page): Entry {
  return { page: ref, ...list };
}

/** What readers may type to mean a page, in any language: both are in each index. */
export async function aliasesOf(path: string): Promise<readonly string[]> {
  const sites = await Promise.all(LOCALES.map(site));
  return [...new Set(sites.flatMap(({ pageAt }) => pageAt(path)?.aliases ?? []))];
}

/** Every exit status as a row of a list, 0 to 255, and whether somebody wrote its page. */
export async function statusEntries(locale: Locale) {
  const { statuses } = await site(locale);
  return statuses.map((page) => ({ ...entryOf(page), status: page.status, written: page.written }));
}

/** Pages under the headings of their groups, in the order in which the kind has them. */
function groupsOf(pages: readonly Page[]) {
  return [...Map.groupBy(pages, ({ group }) => group?.id).values()].map((list) => ({
    group: list[0]?.group,
    entries: list.map(entryOf),
  }));
}

/** The written pages, a list for each kind. */
export async function writtenByKind(locale: Locale) {
  const { byKind } = await site(locale);
  return [...byKind].map(([kind, pages]) => ({
    kind,
    entries: pages.filter(({ written }) => written).map(entryOf),
    groups: groupsOf(pages.filter(({ written }) => written)),
  }));
}
