/** What the search answers with: its words in the page's language, and the pages that answer most of what is asked. */

import type { APIRoute } from 'astro';
import type { SearchIndex } from '../../../elements/search-engine.ts';
import { translator, type Locale } from '../../../i18n/index.ts';
import { localePaths } from '../../../lib/routes.ts';
import { localeFile, url } from '../../../lib/urls.ts';
import { searchHeadings, searchFiles } from '../../../publish/search.ts';

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
  const decode = url(locale, { kind: 'decode' });
  const { first: kinds } = await searchFiles(locale);
  const rest = localeFile(locale, 'search/rest.json');
  const headings = searchHeadings(t);
  return Response.json({ words, home, decode, headings, kinds, rest } satisfies SearchIndex);
};
