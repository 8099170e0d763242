/** Windows values: the 32-bit numbers that processes end with there, in all their spellings. */

import { windowsByValue } from '../../core/tables/windows.ts';
import type { Translate } from '../../i18n/index.ts';
import type { Block, Facts } from '../blocks.ts';
import { groupedBeginning, groupedEnd, inGroups } from '../grouped.ts';
import { defineKind, pageOf, type Item, type Kind, type Page, type Surroundings } from '../kind.ts';
import { VALUE_GROUPS, windowsSchema, type WindowsData } from './schema.ts';

/** The value as an unsigned 32-bit number. */
const unsigned = ({ value }: WindowsData) => Number(value);
const hexOf = (value: number) => `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;

/** All spellings of a value: hexadecimal, unsigned, signed, and what eight bits keep of it. */
function spellings(value: number) {
  return { hex: hexOf(value), unsigned: value, signed: value | 0, eightBits: value & 0xff };
}

function windowsPage(kind: Kind, item: Item<WindowsData>, t: Translate): Page<WindowsData> {
  const { data } = item;
  const all = spellings(unsigned(data));
  const name = data.symbol ?? String(data.value);
  return {
    ...pageOf(kind, item),
    title: t('windows.title', { value: String(data.value), title: data.title }),
    summary: data.summary,
    family: 'top',
    list: { family: 'top', plate: String(data.value), name, line: data.title },
    group: { id: data.group, title: t(`windows.group.${data.group}`) },
    aliases: [...new Set([name, all.hex, String(all.unsigned), String(all.signed), ...data.aliases])],
    plate: String(data.value),
    steps: data.steps,
    sources: data.sources,
  };
}

function spellingRows(data: WindowsData, t: Translate): Facts['rows'] {
  const { hex, unsigned: plain, signed, eightBits } = spellings(unsigned(data));
  return [
    ...(data.symbol === undefined ? [] : [{ term: t('windows.symbol'), text: `\`${data.symbol}\`` }]),
    { term: t('windows.hex'), text: `\`${hex}\`` },
    { term: t('windows.unsigned'), text: `\`${plain}\`` },
    ...(signed === plain ? [] : [{ term: t('windows.signed'), text: `\`${signed}\`` }]),
    ...(eightBits === plain
      ? []
      : [{ term: t('windows.eightBits'), text: t('windows.eightBitsText', { code: eightBits }) }]),
  ];
}

function windowsBlocks(page: Page<WindowsData>, around: Surroundings): readonly Block[] {
  const { data, body, entry } = page;
  const { t } = around;
  return [
    ...groupedBeginning(page, t),
    { type: 'steps', id: 'steps', title: t('reason.first'), steps: data.steps },
    { type: 'facts', id: 'spellings', title: t('windows.spellings'), rows: spellingRows(data, t) },
    { type: 'lines', id: 'fix', title: t('reason.fix'), lines: data.fixes },
    {
      type: 'table',
      id: 'shown',
      title: t('windows.shown'),
      heads: [t('windows.where'), t('windows.what')],
      rows: data.shown.map(({ where, text, cite }) => ({ cells: [where, `\`${text}\``], cite })),
    },
    { type: 'prose', body, entry },
    ...groupedEnd(page, around),
  ];
}

export const windows = defineKind<WindowsData>({
  id: 'windows',
  collection: { folder: 'windows', form: 'mdx', schema: windowsSchema },
  at: 'windows/',
  target: 'windows',
  index: { title: 'windows.index', description: 'windows.description', nav: 'windows.index' },
  aliases: 'ranked',
  label: 'windows.word',
  records: [{ schema: windowsSchema, computed: {} }],
  ids: ['steps', 'spellings', 'fix', 'shown', 'often-said'],
  pages(items, { t }) {
    const pages = [...items.values()].map((item) => windowsPage(this as Kind, item, t));
    return inGroups(pages, VALUE_GROUPS, (a, b) => unsigned(a.data) - unsigned(b.data));
  },
  blocks: windowsBlocks,
  blank(slug) {
    if (!/^(?:0x[0-9A-F]{8}|\d{1,5})$/.test(slug)) return undefined;
    const value = slug.startsWith('0x') ? slug : Number(slug);
    const symbol = windowsByValue(Number(slug))?.name;
    return { en: { value, ...(symbol !== undefined && { symbol }) }, zh: {} };
  },
  check({ slug, file, data }, report) {
    if (slug !== String(data.value))
      report(file, 'value', `expected the value that the file is named after, ${slug}, got ${data.value}`);
  },
});
