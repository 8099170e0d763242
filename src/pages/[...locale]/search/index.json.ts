/** What the search answers with: its words in the page's language, and every page with the words that mean it. */

import type { APIRoute } from 'astro';
import type { SearchIndex } from '../../../elements/search-engine.ts';
import { LOCALES, translator, type Locale } from '../../../i18n/index.ts';
import { allCodes } from '../../../lib/all-codes.ts';
import { guides } from '../../../lib/guides.ts';
import { localePaths } from '../../../lib/routes.ts';
import { url } from '../../../lib/urls.ts';

export const getStaticPaths = localePaths;

/** A reader may type another language's words, so both languages' aliases are in each index. */
async function aliasesByPage() {
  const lists = await Promise.all(
    LOCALES.map(async (locale) => [
      ...(await allCodes(locale)).map(({ code, aliases }) => [String(code), aliases] as const),
      ...(await guides(locale)).map(({ slug, aliases }) => [slug, aliases] as const),
    ]),
  );
  const aliases = new Map<string, Set<string>>();
  for (const [id, words] of lists.flat()) aliases.set(id, new Set([...(aliases.get(id) ?? []), ...words]));
  return (id: string) => [...(aliases.get(id) ?? [])];
}

export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) => {
  const aliases = await aliasesByPage();
  const t = translator(locale);
  const words = {
    one: t('search.one'),
    many: t('search.many'),
    none: t('search.none'),
    accepts: t('search.accepts'),
    decode: t('search.decode'),
  };
  const home = url(locale, { kind: 'home' });
  const codes = (await allCodes(locale)).map(
    ({ code, name, title }) => [name, title, ...aliases(String(code))] as const,
  );
  const others = (await guides(locale)).map(({ slug, title, name }) => ({
    name: title,
    title: name,
    path: url(locale, { kind: 'guide', slug }).slice(home.length),
    aliases: [slug, ...aliases(slug)],
  }));
  return Response.json({ words, home, codes, others } satisfies SearchIndex);
};
