/** Every page of every kind as Markdown. */

import type { APIRoute, GetStaticPaths } from 'astro';
import type { Locale } from '../i18n/index.ts';
import type { Page } from '../kinds/kind.ts';
import { pagePaths } from '../kinds/paths.ts';
import { pageMarkdown } from '../publish/page.ts';

export const getStaticPaths: GetStaticPaths = pagePaths;

export const GET: APIRoute<{ locale: Locale; page: Page }> = async ({ props: { locale, page } }) =>
  new Response(await pageMarkdown(locale, page), {
    headers: { 'Content-Type': 'text/markdown; charset=utf-8' },
  });
