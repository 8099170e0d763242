/** What every kind of page gives to the outputs for programs: its Markdown, its record, and what lists and feeds say. */

import type { Locale, Translate } from '../../i18n/index.ts';
import type { CodeRecord, GuideRecord } from '../../schema/record.ts';
import type { NumberedSource } from '../sources.ts';
import { absolute, pageRef, twin, url, type PageRef } from '../urls.ts';
import { observedTable, recordUrl, type RecordedScenario } from '../evidence.ts';
import {
  citations,
  evidenceLinks,
  footnotes,
  lineMarkdown,
  paragraphs,
  type MarkdownContext,
} from './markdown.ts';

export interface Twin {
  readonly page: PageRef;
  readonly title: string;
  /** One sentence without marks. */
  readonly summary: string;
  readonly reviewed: string;
  /** False for what is derived from tables. */
  readonly written: boolean;
  readonly sources: readonly NumberedSource[];
  readonly markdown: string;
  readonly record: CodeRecord | GuideRecord;
}

/** What turns a page's lines into Markdown. */
export function markdownContext(
  locale: Locale,
  t: Translate,
  page: PageRef,
  content: Pick<MarkdownContext, 'sources' | 'steps'> & {
    readonly records: ReadonlyMap<string, RecordedScenario>;
  },
): MarkdownContext {
  const { sources, steps, records } = content;
  const scenario = (id: string) => {
    const found = records.get(id);
    // The content check has seen to it; a twin must not lose a proof unnoticed.
    if (!found) throw new Error(`The lab has no record of \`${id}\``);
    return found;
  };
  return {
    t,
    address: absolute(url(locale, page)),
    linkTo: (target) => addressOf(locale, target),
    recordOf: (id) => absolute(recordUrl(locale, scenario(id))),
    observed: (attributes) => {
      const ids = (name: string) => attributes.get(name)?.trim().split(/\s+/);
      const table = observedTable(
        (ids('scenarios') ?? []).map(scenario),
        { only: ids('subjects'), turned: attributes.get('by') === 'subject' },
        locale,
        t,
      );
      const rows = table.rows.map(({ head, cells }) => ({
        head,
        cells: cells.map((cell) => cell && { ...cell, href: absolute(cell.href) }),
      }));
      return { ...table, rows };
    },
    sources,
    steps,
  };
}

/** The absolute address of what `related` or a line's link names. */
function addressOf(locale: Locale, target: string | number): string {
  const { page, fragment } = pageRef(target);
  return absolute(url(locale, page) + fragment);
}

/** The fields that the records of all kinds share. */
export function commonRecord(
  locale: Locale,
  page: PageRef,
  content: {
    readonly title: string;
    readonly name: string;
    readonly summary: string;
    readonly aliases: readonly string[];
    readonly related?: readonly (string | number)[];
    readonly reviewed: string;
    readonly stale: boolean;
  },
  context: MarkdownContext,
) {
  const { steps, sources, address } = context;
  const line = (text: string) => lineMarkdown(text, context);
  return {
    url: address,
    markdown: absolute(twin(locale, page, 'md')),
    title: content.title,
    name: content.name,
    summary: line(content.summary),
    aliases: [...content.aliases],
    steps: steps.map(({ id, do: act, say, command, effect, outcomes, cite, observation }) => ({
      id,
      url: new URL(`#${id}`, address).href,
      do: line(act),
      ...(say !== undefined && { say: line(say) }),
      ...(command !== undefined && { command }),
      ...(effect !== undefined && { effect }),
      outcomes: outcomes.map((outcome) => ({
        see: line(outcome.see),
        means: line(outcome.means),
        do: line(outcome.do),
      })),
      sources: cite ?? [],
      ...observed(observation, context),
    })),
    related: (content.related ?? []).map((target) => addressOf(locale, target)),
    sources: sources.map(({ id }) => id),
    reviewed: content.reviewed,
    stale: content.stale,
  };
}

/** The records that show what is claimed, by their addresses. */
export function observed(ids: readonly string[] | undefined, { recordOf }: MarkdownContext) {
  return ids ? { observations: ids.map(recordOf) } : {};
}

/** A whole page as Markdown: title, summary and address, its parts, and its sources as footnotes. */
export function pageMarkdown(
  { title, summary, reviewed }: { title: string; summary: string; reviewed: string },
  context: MarkdownContext,
  ...parts: readonly (string | false | undefined)[]
): string {
  const { t, address, sources } = context;
  return `${paragraphs(
    `# ${title}`,
    lineMarkdown(summary, context),
    `<${address}>`,
    ...parts,
    `## ${t('code.sources')}`,
    t('code.reviewed', { date: reviewed }),
    footnotes(sources, t),
  )}\n`;
}

/** `- **Term**: text [^1]` */
export function factList(
  facts: readonly (readonly [
    term: string,
    fact: string,
    cite?: readonly string[] | undefined,
    observation?: readonly string[] | undefined,
  ])[],
  context: MarkdownContext,
): string {
  return facts
    .map(([term, fact, cite, ids]) => {
      return `- **${term}**: ${lineMarkdown(fact, context)}${citations(cite, context.sources)}${evidenceLinks(ids, context)}`;
    })
    .join('\n');
}

/** `## Title`, then its parts. */
export function section(title: string, ...parts: readonly (string | false | undefined)[]): string {
  return paragraphs(`## ${title}`, ...parts);
}

export function relatedMarkdown(locale: Locale, targets: readonly (string | number)[], t: Translate): string {
  const links = targets.map((target) => `- <${addressOf(locale, target)}>`);
  return section(t('code.related'), links.join('\n'));
}
