/** The page of a code that somebody wrote. */

import { familyOf } from '../../core/tables/families.ts';
import { signalOfStatus } from '../../core/tables/signals.ts';
import type { Translate } from '../../i18n/index.ts';
import { plainText } from '../../schema/inline.ts';
import { allTools, slotsOf, type ByTool } from '../../schema/tools.ts';
import type { Block, Facts, Fork } from '../blocks.ts';
import { pageOf, type Item, type Kind, type Page, type Surroundings } from '../kind.ts';
import { signalFacts, tableFacts, unfurlFacts, writers } from './facts.ts';
import { GLANCE_ROWS, type CodeData } from './schema.ts';
import { saidLinks } from './said.ts';
import { bitsFold, codeTitle, neighbours, signOf, statusFacts } from './status.ts';

/** The signal that the page is about; a code may lie among the signals without being about one. */
const signalOf = ({ code, signal }: CodeData) => (signal === undefined ? undefined : signalOfStatus(code));

export function writtenPage(kind: Kind, item: Item<CodeData>, t: Translate): Page<CodeData> {
  const { data, slug } = item;
  const family = familyOf(data.code).id;
  return {
    ...pageOf(kind, item),
    title: codeTitle(data, t),
    summary: data.summary,
    family,
    list: { family, plate: slug, name: data.name, line: data.title },
    group: { id: family, title: t(`family.${family}`) },
    aliases: data.aliases,
    status: data.code,
    steps: data.steps,
    sources: data.sources,
    unfurl: unfurlFacts({ family, signalFacts: signalOf(data), setBy: data.setBy }, t),
    computed: statusFacts(data.code),
  };
}

/** Versions and engines side by side, as facts; the last row carries what bears all of them. */
const versionsFold = ({ title, rows, ...cited }: NonNullable<CodeData['versions']>) => ({
  block: {
    type: 'facts',
    id: 'by-version',
    title,
    rows: rows.map(({ in: where, gives }, index) => ({
      term: where,
      text: gives,
      ...(index === rows.length - 1 && cited),
    })),
  } as const,
});

/** How many things a line beside a heading names that folds: what fits a phone. */
const HINTS = 3;

/** The commands of a road and of its side roads. */
const commandsOf = (forks: readonly Fork[]): readonly (ByTool<string> | undefined)[] =>
  forks.flatMap(({ command, road = [] }) => [command, ...commandsOf(road)]);

export function writtenBlocks(page: Page<CodeData>, around: Surroundings): readonly Block[] {
  const { data, body, entry } = page;
  const { t } = around;
  const { code } = data;
  const signal = signalOf(data);
  const seen = signalFacts(signal, t).map(([term]) => term);
  const said = saidLinks(code, around);
  const [first, ...steps] = data.steps;
  const all = [...data.steps.map(({ command }) => command), ...commandsOf(data.road)];
  const tools = allTools(all);
  const glance: Facts = {
    type: 'facts',
    id: 'glance',
    title: t('code.glance'),
    rows: [
      ...tableFacts({ code, family: familyOf(code).id, signalFacts: signal }, t).map(([term, text]) => ({
        term,
        text,
        unseen: !seen.includes(term),
      })),
      { term: t('glance.setBy'), text: writers(data.setBy, t) },
      ...GLANCE_ROWS.flatMap((row) => {
        const cell = data.glance[row];
        return cell ? [{ term: t(`glance.${row}`), ...cell }] : [];
      }),
    ],
  };
  const { versions } = data;
  return [
    signOf(page, 'which', t),
    ...(page.stale ? [{ type: 'stale', page: page.ref } as const] : []),
    ...(first === undefined
      ? []
      : [
          {
            type: 'first',
            title: t('code.first'),
            step: first,
            tools,
            ...(tools.includes('docker') && { others: t('tool.others') }),
            slots: slotsOf(all),
          } as const,
        ]),
    { type: 'road', id: 'which', title: t('code.which'), hint: t('code.whichHint'), forks: data.road },
    { type: 'steps', id: 'steps', title: t('code.steps'), steps },
    { type: 'lines', id: 'traps', title: t('code.traps'), lines: data.traps },
    {
      type: 'folds',
      parts: [
        {
          block: glance,
          line: glance.rows
            .filter(({ unseen }) => !unseen)
            .slice(0, HINTS)
            .map(({ term }) => term)
            .join(' · '),
        },
        ...(data.arithmetic === undefined ? [] : [bitsFold({ code, signal }, data.arithmetic, t)]),
        ...(said
          ? [
              {
                block: said,
                line: around
                  .said(code)
                  .slice(0, HINTS)
                  .map(({ name }) => name)
                  .join(' · '),
              },
            ]
          : []),
        ...(versions === undefined ? [] : [versionsFold(versions)]),
        { block: { type: 'prose', body, entry } },
        ...(data.claims === undefined
          ? []
          : [
              {
                block: {
                  type: 'claims',
                  id: 'often-said',
                  title: t('code.claims'),
                  claims: data.claims.map(({ true: fact, ...claim }) => ({ ...claim, fact })),
                } as const,
                line: data.claims.map(({ said }) => plainText(said)).join(' '),
              },
            ]),
        ...(data.reproduce === undefined
          ? []
          : [
              {
                block: {
                  type: 'reproduce',
                  id: 'reproduce',
                  title: t('code.reproduce'),
                  scenario: data.reproduce,
                  shows: code,
                } as const,
                line: t('code.reproduceLine', { code }),
              },
            ]),
        {
          block: { type: 'sources', reviewed: page.reviewed },
          line: t('code.sourcesLine', { n: data.sources.length, date: data.reviewed }),
        },
      ],
    },
    { type: 'related', id: 'related', title: t('code.related'), entries: around.entries(data.related) },
    neighbours(page, around),
  ];
}
