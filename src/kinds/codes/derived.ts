/** Pages that nobody wrote: an exit status told from the core's tables, a template for its kind, and a line on its name. */

import { familyOf, type FamilyId } from '../../core/tables/families.ts';
import { signalOfStatus, REALTIME, type Signal } from '../../core/tables/signals.ts';
import { namesOfStatus } from '../../core/tables/status-names.ts';
import type { Translate } from '../../i18n/index.ts';
import { fillSlots } from '../../schema/shape.ts';
import { slotsOf } from '../../schema/tools.ts';
import type { Block } from '../blocks.ts';
import { pageOf, type Items, type Kind, type Page, type Surroundings } from '../kind.ts';
import {
  derivedSchema,
  familySchema,
  type DerivedData,
  type FamilyData,
  type NameData,
  type Template,
} from './derived-schema.ts';
import { tableFacts, unfurlFacts } from './facts.ts';
import { saidBlock } from './said.ts';
import { bitsFold, codeTitle, neighbours, signOf, statusFacts } from './status.ts';

interface Parts {
  readonly families: Items<FamilyData>;
  readonly names: Items<NameData>;
}

/** The page of an exit status (0-255) without a written one. */
export function derivedPage(kind: Kind, code: number, parts: Parts, t: Translate): Page<DerivedData> {
  const signal = signalOfStatus(code);
  const family = familyOf(code).id;
  const id = templateFor(family, signal);
  const template = parts.families.get(id);
  if (!template) throw new Error(`content/families/en/${id}.mdx is missing`);
  const convention = namesOfStatus(code)[0]?.name;
  const own = (parts.names.get(signal?.name ?? convention ?? '') ?? parts.names.get(String(code)))?.data;
  const name = signal?.name ?? own?.name ?? convention ?? template.data.name;

  const slots = { code, name, signal: signal?.name ?? '', number: signal?.number ?? 0 };
  const filled = fillSlots(familySchema, template.data, slots);
  const data: DerivedData = {
    ...filled,
    name,
    title: own?.title ?? filled.title,
    summary: own?.say ?? filled.summary,
    // Where the name has a sentence of its own, the template's is still true of the number.
    certain: own ? [filled.summary, ...filled.certain] : filled.certain,
    aliases: own?.aliases ?? [],
    sources: [...new Set([...(own?.cite ?? []), ...filled.sources])],
  };
  return {
    ...pageOf(kind, { slug: String(code), data, body: '', entry: undefined, stale: template.stale }),
    title: codeTitle({ code, name, title: data.title }, t),
    summary: data.summary,
    family,
    list: { family, plate: String(code), name, line: data.title },
    aliases: data.aliases,
    status: code,
    written: false,
    steps: data.steps,
    sources: data.sources,
    unfurl: unfurlFacts({ family, signalFacts: signal }, t),
    schema: derivedSchema,
    computed: statusFacts(code),
  };
}

function templateFor(family: FamilyId, signal: Signal | undefined): Template {
  if (signal && signal.number >= REALTIME.kernelFirst) return 'realtime-signal';
  if (signal) return signal.action === 'terminate' || signal.action === 'core' ? 'signal' : 'harmless-signal';
  // 0 and 255 have written pages; without them they would be numbers a program chose.
  return family === 'success' || family === 'top' ? 'application' : family;
}

export function derivedBlocks(page: Page<DerivedData>, around: Surroundings): readonly Block[] {
  const { data, status: code = 0 } = page;
  const { t } = around;
  const signal = signalOfStatus(code);
  const said = saidBlock(code, around);
  const sign = signOf(page, said ? 'programs' : 'certain', t);
  // Where several programs give the number a meaning, none of them stands on the sign.
  const shared = familyOf(code).id === 'application' && (said?.rows.length ?? 0) > 1;
  return [
    shared ? { ...sign, name: t('program.who') } : sign,
    ...(page.stale ? [{ type: 'stale', page: page.ref } as const] : []),
    ...(said ? [said] : [{ type: 'unwritten', text: t('derived.notice', { code }) } as const]),
    {
      type: 'lines',
      id: 'certain',
      title: t('derived.certain', { code }),
      lines: data.certain.map((text) => ({ text })),
    },
    {
      type: 'steps',
      id: 'steps',
      title: t('derived.steps'),
      steps: data.steps,
      slots: slotsOf(data.steps.map(({ command }) => command)),
    },
    {
      type: 'folds',
      parts: [
        {
          block: {
            type: 'facts',
            id: 'glance',
            title: t('code.glance'),
            rows: tableFacts({ code, family: familyOf(code).id, signalFacts: signal }, t).map(
              ([term, text]) => ({
                term,
                text,
              }),
            ),
          },
        },
        bitsFold(
          { code, signal },
          t(signal ? 'derived.bitsSignal' : 'derived.bitsValue', {
            code,
            number: signal?.number ?? 0,
            name: data.name,
          }),
          t,
        ),
        {
          block: { type: 'sources', reviewed: page.reviewed },
          line: t('code.sourcesLine', { n: data.sources.length, date: data.reviewed }),
        },
      ],
    },
    neighbours(page, around),
  ];
}
