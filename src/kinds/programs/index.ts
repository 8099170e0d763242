/** Programs and the numbers that they document: a page each, and an anchor for each number. */

import type { Translate } from '../../i18n/index.ts';
import type { ProgramTable } from '../../core/read/programs.ts';
import { isExitStatus } from '../../core/tables/families.ts';
import type { Block, Table, Tally } from '../blocks.ts';
import { groupedHeading, inGroups } from '../grouped.ts';
import { defineKind, pageOf, type Item, type Kind, type Page, type Said } from '../kind.ts';
import { plainText } from '../../schema/inline.ts';
import { GROUPS, programSchema, type ProgramCode, type ProgramData } from './schema.ts';

/** Up to here, all numbers of a program stand in one table. */
const ONE_TABLE = 12;

/** From here on, those that are met less are folded: each row is a press of Tab, or two. */
const LONG = 50;

/** Ranks a row for a range of numbers behind all rows for one. */
const RANGE = 10;

const idOf = ({ code }: ProgramCode) => String(code);
/** Where a number stands among others: a range by its beginning. */
const order = ({ code }: ProgramCode) => (typeof code === 'number' ? code : Number.parseInt(code, 10));

function programPage(kind: Kind, item: Item<ProgramData>, t: Translate): Page<ProgramData> {
  const { slug } = item;
  // In the data set of all programs, a source is told from those of others by its program's name.
  const own = (id: string) => `${slug}-${id}`;
  const data: ProgramData = {
    ...item.data,
    documented: item.data.documented.map(own),
    codes: item.data.codes
      .map((code) => ({ ...code, cite: code.cite.map(own) }))
      .toSorted((a, b) => order(a) - order(b)),
    ...(item.data.sums && {
      sums: item.data.sums.map((code) => ({ ...code, cite: code.cite.map(own) })),
    }),
  };
  return {
    ...pageOf(kind, { ...item, data }),
    title: t('program.title', { name: data.name }),
    summary: t('program.summary', { is: data.is, name: data.name, n: data.codes.length }),
    family: 'application',
    list: { family: 'application', plate: '$', name: data.name, line: data.is },
    group: { id: data.group, title: t(`program.group.${data.group}`) },
    aliases: data.aliases ?? [],
    plate: data.name,
    rank: data.rank,
    program: tableOf(slug, data),
    means: data.codes.map(({ means }) => plainText(means)),
    steps: [],
    sources: Object.entries(item.data.sources).map(([id, source]) => ({ ...source, id: own(id) })),
  };
}

/** Its numbers as the decoder and the search read them. */
function tableOf(slug: string, { name, prefix, aliases, bits, codes }: ProgramData): ProgramTable {
  return {
    slug,
    name,
    ...(aliases && { aliases }),
    ...(prefix && { prefixes: prefix }),
    ...(bits && { bits }),
    codes: codes.map(({ code }) => {
      if (typeof code === 'number') return code;
      const [from = 0, to = 0] = code.split('-').map(Number);
      return [from, to] as const;
    }),
  };
}

function codesTable(
  [id, title]: readonly [string, string],
  codes: readonly ProgramCode[],
  t: Translate,
): Table {
  const looks = codes.some(({ look }) => look !== undefined);
  const versions = codes.some(({ since, until }) => since !== undefined || until !== undefined);
  const version = ({ since, until }: ProgramCode) =>
    [since && t('program.since', { version: since }), until && t('program.until', { version: until })]
      .filter((part) => part !== undefined)
      .join(t('program.between'));
  return {
    type: 'table',
    id,
    title,
    heads: [
      t('program.code'),
      t('program.means'),
      ...(looks ? [t('program.look')] : []),
      ...(versions ? [t('program.versions')] : []),
    ],
    rows: codes.map((code) => ({
      id: idOf(code),
      cells: [
        `[${idOf(code)}](#${idOf(code)})`,
        code.means,
        ...(looks ? [code.look ?? ''] : []),
        ...(versions ? [version(code)] : []),
      ],
      cite: code.cite,
      observation: code.observation,
    })),
  };
}

function programBlocks(page: Page<ProgramData>, t: Translate): readonly Block[] {
  const { data } = page;
  const { name, codes } = data;
  const common = codes.length > ONE_TABLE ? codes.filter((code) => code.common) : [];
  const rest = codes.filter((code) => !common.includes(code));
  return [
    groupedHeading(page, data.is, t),
    ...(data.says === undefined
      ? []
      : [
          {
            type: 'lines',
            id: 'about',
            title: t('program.about'),
            lines: [{ text: data.says, cite: data.documented }],
          } as const,
        ]),
    ...(data.run === undefined
      ? []
      : [
          {
            type: 'command',
            id: 'first',
            title: t('program.first'),
            run: data.run.command,
            effect: 'read',
            text: data.run.says,
          } as const,
        ]),
    ...(data.bits
      ? [
          {
            type: 'sum',
            id: 'sum',
            title: t('program.sum'),
            text: t('program.sumText', { name }),
            after: t('program.sumAfter', { name }),
            bits: codes.flatMap(({ code, means }) =>
              typeof code === 'number' && code > 0 ? [{ value: code, means }] : [],
            ),
          } as const,
        ]
      : []),
    ...(common.length > 0
      ? [
          codesTable(['common', t('program.common')], common, t),
          {
            ...codesTable(['codes', t('program.others', { n: rest.length })], rest, t),
            ...(rest.length > LONG && { folded: rest.map(idOf).join(' · ') }),
          },
        ]
      : [codesTable(['codes', t('program.all', { n: codes.length })], codes, t)]),
    ...(data.sums ? [codesTable(['sums', t('program.sums')], data.sums, t)] : []),
    { type: 'sources', reviewed: page.reviewed },
  ];
}

/** The statuses of a row: one, or all of a range. */
function statusesOf({ code }: ProgramCode): readonly number[] {
  if (typeof code === 'number') return isExitStatus(code) ? [code] : [];
  const [from = 0, to = 0] = code.split('-').map(Number);
  return Array.from({ length: 256 }, (_, status) => status).filter(
    (status) => status >= from && status <= to,
  );
}

/** What a program says by 0 is what all of them say by it. */
const says = ({ slug, data }: Page<ProgramData>): readonly Said[] =>
  [...data.codes, ...(data.sums ?? [])].flatMap((code) =>
    statusesOf(code)
      .filter((status) => status > 0)
      .map((status) => ({
        status,
        name: data.name,
        target: `programs/${slug}#${idOf(code)}`,
        means: code.means,
        look: code.look,
        // One number of its own says more than a place in a range.
        rank: data.rank + (typeof code.code === 'number' ? 0 : RANGE) - (code.common ? 0.5 : 0),
      })),
  );

/** How many programs give each of the 256 a meaning of its own: a row for a whole range says nothing of one number. */
function programsByStatus(pages: readonly Page<ProgramData>[], t: Translate): Tally {
  const counts = Array.from({ length: 256 }, () => 0);
  for (const { data } of pages)
    for (const { code } of [...data.codes, ...(data.sums ?? [])])
      if (typeof code === 'number' && isExitStatus(code)) counts[code] = (counts[code] ?? 0) + 1;
  return {
    type: 'tally',
    id: 'picture',
    title: t('program.picture'),
    line: t('program.pictureLine', { n: pages.length }),
    heads: [t('program.code'), t('program.index')],
    cells: counts.map((n, status) => ({
      page: { kind: 'page', path: `${status}/` },
      label: String(status),
      n,
      says: t(n === 1 ? 'program.countOne' : 'program.count', { code: status, n }),
    })),
  };
}

export const programs = defineKind<ProgramData>({
  id: 'program',
  collection: { folder: 'programs', form: 'yaml', schema: programSchema },
  at: 'programs/',
  target: 'program',
  index: {
    title: 'program.index',
    description: 'program.description',
    nav: 'program.index',
    overview: (pages, t) => [programsByStatus(pages as readonly Page<ProgramData>[], t)],
  },
  aliases: 'ranked',
  label: 'program.word',
  records: [{ schema: programSchema, computed: {} }],
  ids: [],
  pages(items, { t }) {
    const pages = [...items.values()].map((item) => programPage(this as Kind, item, t));
    return inGroups(pages, GROUPS, (a, b) => a.data.name.localeCompare(b.data.name, 'en'));
  },
  blocks: (page, { t }) => programBlocks(page, t),
  says,
  blank: (name) => ({ en: { name }, zh: {} }),
  check({ file, data }, report) {
    const seen = new Set<string>();
    data.codes.forEach((code, index) => {
      const id = idOf(code);
      if (seen.has(id)) report(file, `codes.${index}.code`, `expected each code once, got ${id} again`);
      seen.add(id);
      if (data.bits && !(typeof code.code === 'number' && (code.code & (code.code - 1)) === 0))
        report(file, `codes.${index}.code`, `expected a power of two, as \`bits\` says, got ${id}`);
    });
    const all = data.codes.reduce((sum, { code }) => sum | (typeof code === 'number' ? code : 0), 0);
    data.sums?.forEach((sum, index) => {
      const { code } = sum;
      if (!data.bits || typeof code !== 'number' || (code & ~all) !== 0 || seen.has(idOf(sum)))
        report(file, `sums.${index}.code`, `expected a sum of several of the codes, got ${idOf(sum)}`);
    });
  },
});
