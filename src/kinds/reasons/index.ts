/** Reasons: the words that orchestrators, engines and platforms print beside an exit code, or instead of one. */

import type { Translate } from '../../i18n/index.ts';
import { familyOf } from '../../core/tables/families.ts';
import type { Block, Matrix } from '../blocks.ts';
import { groupedBeginning, groupedEnd, inGroups } from '../grouped.ts';
import { defineKind, pageOf, type Item, type Kind, type Page, type Surroundings } from '../kind.ts';
import { REASON_GROUPS, reasonSchema, type ReasonData } from './schema.ts';

function reasonPage(kind: Kind, item: Item<ReasonData>, t: Translate): Page<ReasonData> {
  const { data } = item;
  const code = data.codes[0]?.code;
  const family = code === undefined ? 'unassigned' : familyOf(code).id;
  return {
    ...pageOf(kind, item),
    title: t('reason.title', { name: data.name, title: data.title }),
    summary: data.summary,
    family,
    list: { family, plate: code === undefined ? '–' : String(code), name: data.name, line: data.title },
    group: { id: data.group, title: t(`reason.group.${data.group}`) },
    aliases: [data.name, ...data.aliases],
    plate: data.name,
    steps: data.steps,
    sources: data.sources,
  };
}

function reasonBlocks(page: Page<ReasonData>, around: Surroundings): readonly Block[] {
  const { data, body, entry } = page;
  const { t } = around;
  return [
    ...groupedBeginning(page, t),
    { type: 'steps', id: 'steps', title: t('reason.first'), steps: data.steps },
    { type: 'screen', id: 'screen', title: t('reason.screen'), ...data.screen },
    { type: 'lines', id: 'fix', title: t('reason.fix'), lines: data.fixes },
    ...(data.codes.length === 0
      ? []
      : [
          {
            type: 'table',
            id: 'codes',
            title: t('reason.codes'),
            heads: [t('program.code'), t('reason.when')],
            rows: data.codes.map(({ code, text, cite }) => ({ cells: [`[${code}](${code})`, text], cite })),
          } as const,
        ]),
    { type: 'prose', body, entry },
    {
      type: 'lines',
      id: 'written-by',
      title: t('reason.writtenBy'),
      lines: [
        ...data.writtenBy,
        ...(data.since === undefined ? [] : [{ text: t('program.since', { version: data.since }) }]),
      ],
    },
    ...groupedEnd(page, around),
  ];
}

/** Which codes go along with which reason: a row for each reason that has any. */
function reasonsByCode(pages: readonly Page<ReasonData>[], t: Translate): Matrix {
  const beside = ({ data }: Page<ReasonData>) => new Set(data.codes.map(({ code }) => code));
  const codes = [...new Set(pages.flatMap((page) => [...beside(page)]))].sort((a, b) => a - b);
  return {
    type: 'matrix',
    id: 'codes',
    title: t('reason.matrix'),
    line: t('reason.matrixLine'),
    head: t('reason.word'),
    columns: codes.map((code) => ({
      page: { kind: 'page', path: `${code}/` },
      family: familyOf(code).id,
      label: String(code),
    })),
    rows: pages
      .filter((page) => beside(page).size > 0)
      .map((page) => ({
        page: page.ref,
        name: page.data.name,
        marks: codes.map((code) => beside(page).has(code)),
      })),
  };
}

export const reasons = defineKind<ReasonData>({
  id: 'reason',
  collection: { folder: 'reasons', form: 'mdx', schema: reasonSchema },
  at: 'reasons/',
  target: 'reason',
  index: {
    title: 'reason.index',
    description: 'reason.description',
    nav: 'reason.index',
    overview: (pages, t) => [reasonsByCode(pages as readonly Page<ReasonData>[], t)],
  },
  aliases: 'ranked',
  label: 'reason.word',
  records: [{ schema: reasonSchema, computed: {} }],
  ids: ['steps', 'screen', 'fix', 'codes', 'written-by', 'often-said'],
  pages(items, { t }) {
    const pages = [...items.values()].map((item) => reasonPage(this as Kind, item, t));
    return inGroups(pages, REASON_GROUPS, (a, b) => a.data.name.localeCompare(b.data.name, 'en'));
  },
  blocks: reasonBlocks,
  blank: (name) => ({ en: { name }, zh: {} }),
  check({ slug, file, data }, report) {
    if (slug.toLowerCase() !== data.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'))
      report(file, 'name', `expected the name that the file has, ${slug}, got \`${data.name}\``);
    const lines = data.screen.lines.split('\n').length;
    for (const line of data.screen.lit)
      if (line > lines)
        report(file, 'screen.lit', `expected a line of the screen, 1 to ${lines}, got ${line}`);
  },
});
