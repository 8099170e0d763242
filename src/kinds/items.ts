/** Makes the items of a collection from what its files say. Pure: whoever calls it has read the files. */

import { DEFAULT_LOCALE, LOCALES, type Locale } from '../i18n/index.ts';
import { inLanguage, translate } from '../schema/translation.ts';
import type { Collection, Item, Items } from './kind.ts';

/** A file, or a row of one, as it was read. */
export interface Raw {
  readonly slug: string;
  readonly data: unknown;
  readonly body: string;
  readonly entry: unknown;
  /** Whether `follows`, of a translation, is still the hash of this file. */
  readonly isFollowedBy?: (follows: unknown) => boolean;
}

/** Every item in one language. The content check has seen to it that all is there and fits; what does not throws. */
export function itemsOf(
  { schema, form, folder }: Collection,
  english: readonly Raw[],
  translated: readonly Raw[],
  locale: Locale,
): Items {
  const words = new Map(translated.map((raw) => [raw.slug, raw]));
  const items = english.map((raw): Item => {
    const { slug, body, entry } = raw;
    const wrong = (message: string) => new Error(`content/${folder}, ${slug}: ${message}`);
    if (form === 'yaml') {
      const data = schema.parse(inLanguage(raw.data, locale, LOCALES));
      return { slug, data, body, entry, stale: false };
    }
    const facts = schema.parse(raw.data);
    const own = locale === DEFAULT_LOCALE ? undefined : words.get(slug);
    if (!own) return { slug, data: facts, body, entry, stale: false };
    const { follows, ...rest } = own.data as Readonly<Record<string, unknown>>;
    const data = translate(schema, facts, rest, (field, message) => {
      throw wrong(`${field}: ${message}`);
    });
    const stale = raw.isFollowedBy !== undefined && !raw.isFollowedBy(follows);
    return { slug, data, body: own.body, entry: own.entry, stale };
  });
  return new Map(items.map((item) => [item.slug, item]));
}
