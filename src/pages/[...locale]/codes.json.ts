import type { APIRoute } from 'astro';
import type { Locale } from '../../i18n/index.ts';
import { localePaths } from '../../lib/routes.ts';
import { dataSet } from '../../lib/twins/data.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) =>
  Response.json(await dataSet(locale));
