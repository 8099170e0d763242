/** What the search answers with: its words in the page's language, and every page with the words that mean it. */

import type { APIRoute } from 'astro';
import type { SearchIndex } from '../../../elements/search-engine.ts';
import { translator, type Locale } from '../../../i18n/index.ts';
import { localePaths } from '../../../lib/routes.ts';
import { url } from '../../../lib/urls.ts';
import { searchRows } from '../../../publish/search.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) => {
  const t = translator(locale);
  const words = {
    one: t('search.one'),
    many: t('search.many'),
    none: t('search.none'),
    accepts: t('search.accepts'),
    decode: t('search.decode'),
  };
  const home = url(locale, { kind: 'home' });
  const rows = await searchRows(locale);
  const codes = rows
    .filter(({ page }) => page.status !== undefined)
    .toSorted((a, b) => (a.page.status ?? 0) - (b.page.status ?? 0))
    .map(({ page: { list }, aliases }) => [list.name, list.line, ...aliases] as const);
  const others = rows
    .filter(({ page }) => page.status === undefined)
    .map(({ page: { list, hint, slug }, path, aliases }) => ({
      name: list.name,
      title: hint ?? list.line,
      path,
      aliases: [slug, ...aliases],
    }));
  return Response.json({ words, home, codes, others } satisfies SearchIndex);
};
