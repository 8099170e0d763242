/** What the decoder says about causes and pages, in the page's language: one file, which it asks for when it is used. */

import type { APIRoute } from 'astro';
import { getEntry } from 'astro:content';
import { keyOfRow } from '../../../core/search/row.ts';
import type { CauseWords as Words, DecoderWords } from '../../../elements/decoder-words.ts';
import type { Locale } from '../../../i18n/index.ts';
import { localePaths } from '../../../lib/routes.ts';
import { pageRef, url } from '../../../lib/urls.ts';
import { searchRows } from '../../../publish/search.ts';
import type { CauseEntry, CauseWords } from '../../../schema/cause.ts';

export const getStaticPaths = localePaths;

/** Rows of pages that nobody wrote have this rank: they say no more than the decoder. */
const DERIVED = 3;

export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) =>
  Response.json({ causes: await causes(locale), pages: await pages(locale) } satisfies DecoderWords);

async function causes(locale: Locale): Promise<DecoderWords['causes']> {
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
      { title, says, more, suspected, ask, leads: Object.fromEntries(addresses) as Words['leads'], run },
    ];
  });
  return Object.fromEntries(rows) as DecoderWords['causes'];
}

/** Pages that readings lead to, and what each is about. */
async function pages(locale: Locale): Promise<DecoderWords['pages']> {
  const rows = await searchRows(locale);
  return Object.fromEntries(
    rows.flatMap((row) => {
      const key = keyOfRow(row);
      const said = key === undefined || row.program || (row.target === 'status' && row.rank >= DERIVED);
      return said ? [] : [[key, row.title]];
    }),
  );
}
