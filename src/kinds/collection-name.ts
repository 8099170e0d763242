import { DEFAULT_LOCALE, type Locale } from '../i18n/index.ts';

/** What the content store calls a folder's files in a language. */
export function collectionName(folder: string, locale: Locale): string {
  return locale === DEFAULT_LOCALE ? folder : `${folder}-${locale}`;
}
