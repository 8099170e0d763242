/** Strings by key and language. */

import { en } from './en.ts';
import { zh } from './zh.ts';

export type Key = keyof typeof en;
export type Dictionary = Readonly<Record<Key, string>>;

/** In the order of the language switch; the first has no prefix in its addresses. */
export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'en';

const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = { en, zh };

/** A string of the dictionary, or one that whoever uses it brings along: a kind of page may have words of its own. */
export type Words = Key | Readonly<Record<Locale, string>>;

export type Translate = (words: Words, values?: Readonly<Record<string, string | number>>) => string;

/** Looks strings up in one language and puts values into their {slots}; a slot without a value stays as it is. */
export function translator(locale: Locale): Translate {
  const dictionary = DICTIONARIES[locale];
  return (words, values = {}) =>
    (typeof words === 'string' ? dictionary[words] : words[locale]).replace(
      /\{(\w+)\}/g,
      (slot, name: string) => String(values[name] ?? slot),
    );
}

export function otherLocale(locale: Locale): Locale {
  return locale === 'en' ? 'zh' : 'en';
}

/** The strings of one part of the dictionary, for a script that finds its words in the document: `decode.` keys, without it. */
export function wordsFor(locale: Locale, part: string): Readonly<Record<string, string>> {
  const dictionary = DICTIONARIES[locale];
  return Object.fromEntries(
    Object.entries(dictionary).flatMap(([key, text]) =>
      key.startsWith(`${part}.`) ? [[key.slice(part.length + 1), text]] : [],
    ),
  );
}
