/** What the search knows of every page: what it is called, and what people type to mean it. */

import { foldPhrase, pack, type PackedKind, type PackedRest, type SearchRow } from '../core/search/row.ts';
import { translator, type Locale, type Translate } from '../i18n/index.ts';
import { KINDS } from '../kinds/index.ts';
import type { Page } from '../kinds/kind.ts';
import { aliasesOf, site } from '../kinds/site.ts';

/** Rows in the order of the site. A reader may type another language's words, so both languages' aliases are in each. */
export async function searchRows(locale: Locale): Promise<readonly SearchRow[]> {
  const { all } = await site(locale);
  return Promise.all(all.map(async (page) => row(page, await aliasesOf(page.ref.path))));
}

/**
 * The rows as two files: the pages of exit statuses, with words in the language's own letters and without a number, which
 * the decoder reads anyway, answer most of what is asked; the other file has all the rest.
 */
export async function searchFiles(
  locale: Locale,
): Promise<{ readonly first: readonly PackedKind[]; readonly rest: PackedRest }> {
  const statuses = new Set((await site(locale)).statuses.map(({ ref }) => ref.path));
  const rows = await searchRows(locale);
  const ofStatus = rows.filter(({ path }) => statuses.has(path));
  const inHan = translator(locale)('lang.tag').startsWith('zh');
  const own = (word: string) => /\p{Script=Han}/u.test(word) === inHan && !/\d/.test(word);
  return {
    first: pack(ofStatus.map((row) => ({ ...row, words: row.words.filter(own) }))),
    rest: {
      words: ofStatus.map(({ words }) => words.filter((word) => !own(word)).join('\n')),
      kinds: pack(rows.filter(({ path }) => !statuses.has(path))),
    },
  };
}

function row(page: Page, aliases: readonly string[]): SearchRow {
  const { kind, list, hint, slug, status, written, plate, rank, program } = page;
  return {
    kind: kind.id,
    plate: plate ?? list.plate,
    name: list.name,
    title: hint ?? list.line,
    path: page.ref.path,
    // Folded here, so that the phone that asks need not.
    words: [...new Set((status === undefined ? [slug, ...aliases] : aliases).map(foldPhrase))],
    rank: rank ?? (status === undefined ? 2 : written ? 1 : 3),
    ...(kind.target && { target: kind.target }),
    ...(program && { program }),
  };
}

/** What stands above the results of each kind. */
export function searchHeadings(t: Translate): Readonly<Record<string, string>> {
  return Object.fromEntries(KINDS.map(({ id, index, label }) => [id, t(index?.nav ?? label)]));
}
