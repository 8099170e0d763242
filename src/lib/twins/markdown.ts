/** Parts of pages as Markdown: lines, steps, citations as footnotes, and the components that a body may use. */

import type { Translate } from '../../i18n/index.ts';
import type { Step } from '../../schema/fields.ts';
import { parseInline } from '../../schema/inline.ts';
import type { ObservedTable } from '../evidence.ts';
import type { NumberedSource } from '../sources.ts';
import { reduceMdx, screenLines, stringLiteral, type Attributes } from './mdx.ts';

/** What a page's lines need to become Markdown that stands alone. */
export interface MarkdownContext {
  readonly t: Translate;
  /** The page's own absolute address: fragments and relative links start there. */
  readonly address: string;
  /** The absolute address of what a line's link names: `137`, `guides/kubernetes#oom`. */
  readonly linkTo: (target: string) => string;
  readonly sources: readonly NumberedSource[];
  readonly steps: readonly Step[];
  /** The absolute address of the record of a scenario. */
  readonly recordOf: (id: string) => string;
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
  return (ids ?? []).map((id) => ` [${t('evidence.mark')}](${recordOf(id)})`).join('');
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
  return `\`\`\`sh\n${run.trim()}\n\`\`\``;
}

/** A table; a bar inside a cell would end it. */
export function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...body.map(row)].join('\n');
}

export function stepsMarkdown(context: MarkdownContext): string {
  const { t, steps, sources, address } = context;
  return steps
    .map((step, index) => {
      const line = (text: string) => lineMarkdown(text, context);
      const link = new URL(`#${step.id}`, address).href;
      return paragraphs(
        `### [${index + 1}](${link}). ${line(step.do)}${citations(step.cite, sources)}${evidenceLinks(step.observation, context)}`,
        step.say && line(step.say),
        step.effect === 'change' && `**${t('step.change')}**`,
        step.command && commandMarkdown(step.command),
        tableMarkdown([
          [t('step.see'), t('step.means'), t('step.do')],
          ...step.outcomes.map((outcome) => [line(outcome.see), line(outcome.means), line(outcome.do)]),
        ]),
      );
    })
    .join('\n\n');
}

/** An MDX body as Markdown. */
export function bodyMarkdown(body: string, context: MarkdownContext): string {
  const { t, address, sources, steps } = context;
  const reduced = reduceMdx(body, {
    Section: (attributes) => `## ${attributes.get('title') ?? ''}`,
    Cite: (attributes) => citations([attributes.get('id') ?? ''], sources).trimStart(),
    Command: (attributes) => {
      const change = attributes.get('effect') === 'change' ? `**${t('step.change')}**\n\n` : '';
      return change + commandMarkdown(stringLiteral(attributes.get('run') ?? ''));
    },
    AnnotatedScreen: (attributes) => screenMarkdown(attributes.get('lines') ?? ''),
    Steps: () => stepsMarkdown(context),
    Evidence: (attributes) => evidenceLinks([attributes.get('scenario') ?? ''], context).trimStart(),
    Observed: (attributes) => observedMarkdown(context.observed(attributes), t),
    // A drawing; the text around it says the same in words.
    ContainerStates: () => '',
  });
  return reduced
    .replace(/([^\s(|])(\[\^\d+\])/g, '$1 $2')
    .replace(/\[([^\]^]*)\]\((#[^)\s]*|\.\.?\/[^)\s]*)\)/g, (_, words: string, target: string) => {
      const n = steps.findIndex(({ id }) => `#${id}` === target) + 1;
      return `[${words || t('step.n', { n })}](${new URL(target, address).href})`;
    });
}

function observedMarkdown({ heads, rows, engine }: ObservedTable, t: Translate): string {
  const table = tableMarkdown([
    ['', ...heads],
    ...rows.map(({ head, cells }) => [
      head,
      ...cells.map((cell) => (cell ? `[${cell.text}](${cell.href})` : '–')),
    ]),
  ]);
  return engine ? `${table}\n\n${t('evidence.twoNumbers')}` : table;
}

function screenMarkdown(source: string): string {
  const lines = screenLines(source);
  const notes = lines.flatMap(({ text, note }) =>
    note === undefined ? [] : [`- \`${text.trim()}\`: ${note}`],
  );
  return `\`\`\`text\n${lines.map(({ text }) => text).join('\n')}\n\`\`\`\n\n${notes.join('\n')}`;
}

/** Paragraphs with an empty line between them; what is not there leaves none. */
export function paragraphs(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join('\n\n');
}
