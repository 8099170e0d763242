/** What the decoder says about causes, in the page's language: one file, which it asks for with the reader of pastes. */

import type { APIRoute } from 'astro';
import { getEntry } from 'astro:content';
import type { CauseTable } from '../../../elements/report-view.ts';
import type { Locale } from '../../../i18n/index.ts';
import { localePaths } from '../../../lib/routes.ts';
import { pageRef, url } from '../../../lib/urls.ts';
import type { CauseEntry, CauseWords } from '../../../schema/cause.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) => {
  // The checks have held both files against their schema.
  const facts = (await getEntry('causes', 'en'))?.data as Readonly<Record<string, CauseEntry>>;
  const words = (await getEntry('causes', locale))?.data as Readonly<Record<string, CauseWords>>;
  const rows = Object.entries(facts).map(([id, { leads, run }]) => {
    const { title, says, more, suspected, ask } = words[id] as CauseWords;
    const addresses = Object.entries(leads).map(([status, target]) => {
      const { page, fragment } = pageRef(target);
      return [status, url(locale, page) + fragment];
    });
    return [
      id,
      {
        title,
        says,
        more,
        suspected,
        ask,
        leads: Object.fromEntries(addresses) as CauseTable[string]['leads'],
        run,
      },
    ];
  });
  return Response.json(Object.fromEntries(rows) as CauseTable);
};
