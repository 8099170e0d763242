/** Lines, citations and tables as Markdown that stands alone: what the Markdown of every block is made of. */

import type { Translate } from '../i18n/index.ts';
import type { Step } from '../schema/fields.ts';
import { parseInline } from '../schema/inline.ts';
import type { Attributes } from '../schema/mdx.ts';
import { formsOf, type ByTool } from '../schema/tools.ts';
import type { RecordedScenario } from './evidence.ts';
import type { ObservedTable } from './observed-table.ts';
import type { NumberedSource } from './sources.ts';
import type { PageRef } from './urls.ts';

/** What a page's lines need to become Markdown that stands alone. */
export interface MarkdownContext {
  readonly t: Translate;
  /** The page's own absolute address: fragments and relative links start there. */
  readonly address: string;
  readonly addressOf: (page: PageRef) => string;
  /** The absolute address of what a line's link names: `137`, `guides/kubernetes#oom`. */
  readonly linkTo: (target: string) => string;
  readonly sources: readonly NumberedSource[];
  readonly steps: readonly Step[];
  /** A scenario with its records, and the absolute address of those. */
  readonly recordOf: (id: string) => { readonly scenario: RecordedScenario; readonly address: string };
  /** What `<Observed>` with these attributes shows, its links absolute. */
  readonly observed: (attributes: Attributes) => ObservedTable;
}

/** A line of front matter as Markdown, its links absolute. */
export function lineMarkdown(text: string, { t, address, linkTo, steps }: MarkdownContext): string {
  return parseInline(text)
    .map((part) => {
      if (part.kind === 'code') return `\`${part.text}\``;
      if (part.kind === 'strong') return `**${part.text}**`;
      if (part.kind === 'text') return part.text;
      const { target } = part;
      const words = part.text || t('step.n', { n: steps.findIndex(({ id }) => `#${id}` === target) + 1 });
      const inside = target.startsWith('#') || target.startsWith('https://');
      return `[${words}](${inside ? new URL(target, address).href : linkTo(target)})`;
    })
    .join('');
}

/** ` [^1] [^3]` after a claim. */
export function citations(ids: readonly string[] | undefined, sources: readonly NumberedSource[]): string {
  return sources
    .filter(({ id }) => ids?.includes(id))
    .map(({ number }) => ` [^${number}]`)
    .join('');
}

/** ` [run](…)` after a claim that the lab's records show. */
export function evidenceLinks(ids: readonly string[] | undefined, { recordOf, t }: MarkdownContext): string {
  return (ids ?? []).map((id) => ` [${t('evidence.mark')}](${recordOf(id).address})`).join('');
}

/** The footnotes that the citations lead to. */
export function footnotes(sources: readonly NumberedSource[], t: Translate): string {
  return sources
    .map(({ number, kind, title, version, url }) => {
      const name = url === undefined ? title : `[${title}](${url})`;
      return `[^${number}]: ${t(`source.${kind}`)}${t('mark.colon')}${name} · ${version}`;
    })
    .join('\n');
}

export function commandMarkdown(run: string): string {
  return fenced(run.trim(), 'sh');
}

/** Every form of a command, under the name of its tool. */
export function commandsMarkdown(run: ByTool<string>, { t }: MarkdownContext): string {
  return formsOf(run)
    .map(({ tool, value }) => (tool ? `${t(`tool.${tool}`)}:\n\n` : '') + commandMarkdown(value))
    .join('\n\n');
}

/** A block of literal text. The fence is longer than any run of back-ticks in it. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table; a bar inside a cell would end it. */
export function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...body.map(row)].join('\n');
}

/** Paragraphs with an empty line between them; what is not there leaves none. */
export function paragraphs(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join('\n\n');
}

/** `## Title`, then its parts. */
export function section(title: string, ...parts: readonly (string | false | undefined)[]): string {
  return paragraphs(`## ${title}`, ...parts);
}

/** What is claimed, with its citations and the records that show it. */
export function claim(
  text: string,
  {
    cite,
    observation,
  }: { readonly cite?: readonly string[] | undefined; readonly observation?: readonly string[] | undefined },
  context: MarkdownContext,
): string {
  return `${lineMarkdown(text, context)}${citations(cite, context.sources)}${evidenceLinks(observation, context)}`;
}
