/** Static paths, once per language: English without a prefix. */

import { DEFAULT_LOCALE, LOCALES, type Locale } from '../i18n/index.ts';

/** The value of the `[...locale]` parameter. */
export function localeParam(locale: Locale): string | undefined {
  return locale === DEFAULT_LOCALE ? undefined : locale;
}

/** A path below a language, as the parameter of a route that takes all of them: `zh/137`. */
export function localePath(locale: Locale, path: string): string {
  return [localeParam(locale), path.replace(/\/$/, '')].filter((part) => part !== undefined).join('/');
}

/** What `getStaticPaths` returns for a page that exists once per language. */
export function localePaths() {
  return LOCALES.map((locale) => ({ params: { locale: localeParam(locale) }, props: { locale } }));
}
