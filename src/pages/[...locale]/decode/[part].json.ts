/**
 * What the decoder says about causes and pages, in the page's language, in two files: `words.json` has what most answers
 * need and is asked for when the decoder is used, `more.json` the rest of the pages and the commands of rarer tools.
 */

import type { APIRoute } from 'astro';
import { getEntry } from 'astro:content';
import { TOOLS, type Tool } from '../../../core/report/tool.ts';
import { keyOfRow } from '../../../core/search/row.ts';
import type { CauseWords as Words, DecoderWords, MoreWords } from '../../../elements/decoder-words.ts';
import type { Locale } from '../../../i18n/index.ts';
import { localePaths } from '../../../lib/routes.ts';
import { pageRef, url } from '../../../lib/urls.ts';
import { searchRows } from '../../../publish/search.ts';
import type { CauseEntry, CauseWords } from '../../../schema/cause.ts';

const PARTS = { words, more } as const;
type Part = keyof typeof PARTS;

export const getStaticPaths = () =>
  localePaths().flatMap(({ params, props }) =>
    (Object.keys(PARTS) as readonly Part[]).map((part) => ({
      params: { ...params, part },
      props: { ...props, part },
    })),
  );

/** Rows of pages that nobody wrote have this rank: they say no more than the decoder. */
const DERIVED = 3;

/** Their commands are in the second file. */
const LATER: readonly Tool[] = TOOLS.filter(
  (tool) => !['kubernetes', 'docker', 'podman', 'systemd', 'shell'].includes(tool),
);

/** What most pastes end with: reasons, and the statuses that any program, a shell, an engine or a signal makes. */
const isOften = (key: string): boolean =>
  /^(?:reason:.*|status:(?:[0-2]|12[4-9]|13\d|14[0-3]|152|159|255))$/.test(key);

export const GET: APIRoute<{ locale: Locale; part: Part }> = async ({ props: { locale, part } }) =>
  Response.json(await PARTS[part](locale));

async function words(locale: Locale): Promise<DecoderWords> {
  const { often } = await pages(locale);
  return { causes: await causes(locale), pages: often, later: LATER };
}

async function more(locale: Locale): Promise<MoreWords> {
  const rows = Object.entries(await facts()).map(([id, { run }]) => [id, commands(run, true)] as const);
  const { rarely } = await pages(locale);
  return { run: Object.fromEntries(rows.filter(([, run]) => Object.keys(run).length > 0)), pages: rarely };
}

/** The checks have held both files against their schema. */
const facts = async () => (await getEntry('causes', 'en'))?.data as Readonly<Record<string, CauseEntry>>;

const commands = (run: CauseEntry['run'], later: boolean): Words['run'] =>
  Object.fromEntries(Object.entries(run).filter(([tool]) => LATER.includes(tool as Tool) === later));

async function causes(locale: Locale): Promise<DecoderWords['causes']> {
  const words = (await getEntry('causes', locale))?.data as Readonly<Record<string, CauseWords>>;
  const rows = Object.entries(await facts()).map(([id, { leads, run }]) => {
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
        leads: Object.fromEntries(addresses) as Words['leads'],
        run: commands(run, false),
      },
    ];
  });
  return Object.fromEntries(rows) as DecoderWords['causes'];
}

/** Pages that readings lead to, and what each is about. */
async function pages(locale: Locale): Promise<Record<'often' | 'rarely', DecoderWords['pages']>> {
  const rows = await searchRows(locale);
  const said = rows.flatMap((row) => {
    const key = keyOfRow(row);
    const none = key === undefined || row.program || (row.target === 'status' && row.rank >= DERIVED);
    return none ? [] : [[key, row.title] as const];
  });
  return {
    often: Object.fromEntries(said.filter(([key]) => isOften(key))),
    rarely: Object.fromEntries(said.filter(([key]) => !isOften(key))),
  };
}
