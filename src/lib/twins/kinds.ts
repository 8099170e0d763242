/**
 * Every kind of page that programs can read, by the name of its list in /codes.json. A new kind is registered here, and
 * its record in src/schema/record.ts; Markdown and JSON twins, the data set, /llms.txt and the feed then have it.
 */

import type { Locale } from '../../i18n/index.ts';
import { codeTwins } from './code-twin.ts';
import { guideTwins } from './guide-twin.ts';
import type { Twin } from './twin.ts';

const KINDS = { codes: codeTwins, guides: guideTwins } as const satisfies Readonly<
  Record<string, (locale: Locale) => Promise<readonly Twin[]>>
>;
export type KindName = keyof typeof KINDS;

export type TwinsByKind = Readonly<Record<KindName, readonly Twin[]>>;

const cache = new Map<Locale, Promise<TwinsByKind>>();

/** Every page of every kind in one language. */
export function twins(locale: Locale): Promise<TwinsByKind> {
  const known = cache.get(locale) ?? collect(locale);
  // Content does not change while the site is built; in development it may.
  if (import.meta.env.PROD) cache.set(locale, known);
  return known;
}

async function collect(locale: Locale): Promise<TwinsByKind> {
  const lists = Object.entries(KINDS).map(async ([name, list]) => [name, await list(locale)] as const);
  return Object.fromEntries(await Promise.all(lists)) as unknown as TwinsByKind;
}

export async function allTwins(locale: Locale): Promise<readonly Twin[]> {
  return Object.values(await twins(locale)).flat();
}
