/** Every page of every kind as Markdown, and the list of each kind that has one. */

import type { APIRoute } from 'astro';
import { LOCALES } from '../i18n/index.ts';
import { indexPath, KINDS } from '../kinds/index.ts';
import { pagePaths } from '../kinds/paths.ts';
import { localePath } from '../lib/routes.ts';
import { indexMarkdown, pageMarkdown } from '../publish/page.ts';

interface Props {
  text: () => Promise<string>;
}

export async function getStaticPaths() {
  const pages = (await pagePaths()).map(({ params, props: { locale, page } }) => ({
    params,
    props: { text: () => pageMarkdown(locale, page) },
  }));
  const lists = LOCALES.flatMap((locale) =>
    KINDS.filter(({ index }) => index).map((kind) => ({
      params: { path: localePath(locale, indexPath(kind)) },
      props: { text: () => indexMarkdown(locale, kind) },
    })),
  );
  return [...pages, ...lists];
}

export const GET: APIRoute<Props> = async ({ props: { text } }) =>
  new Response(await text(), { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } });
