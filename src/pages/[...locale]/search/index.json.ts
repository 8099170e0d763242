/** What the search answers with: its words in the page's language, and every page with the words that mean it. */

import type { APIRoute } from 'astro';
import { pack } from '../../../core/search/row.ts';
import type { SearchIndex } from '../../../elements/search-engine.ts';
import { translator, type Locale } from '../../../i18n/index.ts';
import { localePaths } from '../../../lib/routes.ts';
import { url } from '../../../lib/urls.ts';
import { searchHeadings, searchRows } from '../../../publish/search.ts';

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
  const kinds = pack(await searchRows(locale));
  return Response.json({ words, home, headings: searchHeadings(t), kinds } satisfies SearchIndex);
};
