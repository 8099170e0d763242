/** The words of what scripts load late, so that no page carries them. */

import type { APIRoute } from 'astro';
import { wordsFor, type Locale } from '../../i18n/index.ts';
import { localePaths } from '../../lib/routes.ts';

export const getStaticPaths = localePaths;

const PARTS = ['offline', 'keys', 'road', 'flip'];

export const GET: APIRoute<{ locale: Locale }> = ({ props: { locale } }) =>
  Response.json(
    Object.fromEntries(
      PARTS.flatMap((part) =>
        Object.entries(wordsFor(locale, part)).map(([key, text]) => [`${part}.${key}`, text]),
      ),
    ),
  );
