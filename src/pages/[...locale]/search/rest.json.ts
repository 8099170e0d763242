/** Every page that the search's first file has not, and what else means those that it has. */

import type { APIRoute } from 'astro';
import type { Locale } from '../../../i18n/index.ts';
import { localePaths } from '../../../lib/routes.ts';
import { searchFiles } from '../../../publish/search.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) =>
  Response.json((await searchFiles(locale)).rest);
