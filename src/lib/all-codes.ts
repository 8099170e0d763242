/** All 256 exit statuses in one language, written or derived, as lists and indexes need them. */

import type { FamilyId } from '../core/tables/families.ts';
import type { Locale } from '../i18n/index.ts';
import { writtenCodes } from './codes.ts';
import { derivedCode } from './derived.ts';

export interface CodeSummary {
  readonly code: number;
  readonly name: string;
  readonly title: string;
  readonly family: FamilyId;
  readonly aliases: readonly string[];
  /** False for a page that is derived from tables. */
  readonly written: boolean;
}

const cache = new Map<Locale, Promise<readonly CodeSummary[]>>();

/** Every exit status, 0 to 255, in order. */
export function allCodes(locale: Locale): Promise<readonly CodeSummary[]> {
  const known = cache.get(locale) ?? collect(locale);
  // Content does not change while the site is built; in development it may.
  if (import.meta.env.PROD) cache.set(locale, known);
  return known;
}

async function collect(locale: Locale): Promise<readonly CodeSummary[]> {
  const written = new Map((await writtenCodes(locale)).map((page) => [page.code, page]));
  return Promise.all(
    Array.from({ length: 256 }, async (_, code) => {
      const page = written.get(code) ?? (await derivedCode(locale, code));
      const { name, title, family, aliases } = page;
      return { code, name, title, family, aliases, written: written.has(code) };
    }),
  );
}
