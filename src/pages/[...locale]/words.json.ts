/** The words of what scripts load late, so that no page carries them. */

import type { APIRoute } from 'astro';
import { translator, wordsFor, type Locale } from '../../i18n/index.ts';
import { localePaths } from '../../lib/routes.ts';

export const getStaticPaths = localePaths;

const PARTS = ['offline', 'keys', 'road', 'flip'];
/** What a copy button says. */
const COPIED = ['heading.copied', 'command.copied', 'command.failed'] as const;

export const GET: APIRoute<{ locale: Locale }> = ({ props: { locale } }) =>
  Response.json(
    Object.fromEntries([
      ...COPIED.map((key) => [key, translator(locale)(key)]),
      ...PARTS.flatMap((part) =>
        Object.entries(wordsFor(locale, part)).map(([key, text]) => [`${part}.${key}`, text]),
      ),
    ]),
  );
