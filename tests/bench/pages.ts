/** The pages of the built site, and their addresses below its base. */

import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '../../src/i18n/index.ts';

export interface BuiltPage {
  readonly kind: 'code' | 'guide';
  readonly locale: Locale;
  /** `zh/137/`, without the base. */
  readonly path: string;
}

/** Every code page and guide that was built, by kind and language. */
export function pagesToWeigh(folder: string): readonly BuiltPage[] {
  return LOCALES.flatMap((locale) =>
    globSync(
      ['*', 'guides/*'].map((pattern) => `${inLocale(locale, pattern)}/index.html`),
      { cwd: folder },
    )
      .map((file) => file.split(sep).slice(0, -1).join('/') + '/')
      .map((path) => ({ path, kind: kindOf(path.slice(inLocale(locale, '').length)), locale })),
  )
    .filter((page): page is BuiltPage => page.kind !== undefined)
    .sort((a, b) => a.kind.localeCompare(b.kind) || a.locale.localeCompare(b.locale));
}

function kindOf(path: string): BuiltPage['kind'] | undefined {
  if (/^\d+\/$/.test(path)) return 'code';
  return /^guides\/.+/.test(path) ? 'guide' : undefined;
}

/** A path in a language, without the base: `137/` or `zh/137/`. */
export function inLocale(locale: Locale, path: string): string {
  return locale === DEFAULT_LOCALE ? path : `${locale}/${path}`;
}
