/** What programs document about their numbers, in the page's language: the decoder asks for it when one is named. */

import type { APIRoute } from 'astro';
import type { ProgramWords } from '../../../elements/decoder-words.ts';
import type { Locale } from '../../../i18n/index.ts';
import { site } from '../../../kinds/site.ts';
import { localePaths } from '../../../lib/routes.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) => {
  const { all } = await site(locale);
  const tables = all.flatMap(({ program, means }) => (program && means ? [{ ...program, means }] : []));
  return Response.json(tables satisfies readonly ProgramWords[]);
};
