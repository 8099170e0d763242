/** What the search knows of every page: what it is called, and what people type to mean it. */

import type { Locale } from '../i18n/index.ts';
import { aliasesOf, site } from '../kinds/site.ts';
import type { Page } from '../kinds/kind.ts';

export interface SearchRow {
  readonly page: Page;
  /** Below the home of the language. */
  readonly path: string;
  readonly aliases: readonly string[];
}

/** A reader may type another language's words, so both languages' aliases are in each index. */
export async function searchRows(locale: Locale): Promise<readonly SearchRow[]> {
  const { all } = await site(locale);
  return Promise.all(
    all.map(async (page) => ({ page, path: page.ref.path, aliases: await aliasesOf(page.ref.path) })),
  );
}
