import type { Translate } from '../../i18n/index.ts';
import type { Prose } from '../../kinds/blocks.ts';
import type { ObservedTable } from '../../lib/observed-table.ts';
import {
  citations,
  commandMarkdown,
  evidenceLinks,
  fenced,
  paragraphs,
  tableMarkdown,
  type MarkdownContext,
} from '../../lib/markdown.ts';
import { reduceMdx, screenLines, stringLiteral } from '../../schema/mdx.ts';
import { stepList } from './steps.md.ts';

export function proseMarkdown({ body }: Prose, context: MarkdownContext): string {
  return bodyMarkdown(body, context);
}

/** An MDX body as Markdown. A component without a rule stops the build, so nothing is lost from a twin unnoticed. */
export function bodyMarkdown(body: string, context: MarkdownContext): string {
  const { t, address, sources, steps } = context;
  const reduced = reduceMdx(
    body,
    {
      Fold: (attributes) => `### ${attributes.get('title') ?? ''}`,
      Section: (attributes) => `## ${attributes.get('title') ?? ''}`,
      Cite: (attributes) => citations([attributes.get('id') ?? ''], sources).trimStart(),
      Command: (attributes) => {
        const change = attributes.get('effect') === 'change' ? `**${t('step.change')}**\n\n` : '';
        return change + commandMarkdown(stringLiteral(attributes.get('run') ?? ''));
      },
      AnnotatedScreen: (attributes) => annotated(attributes.get('lines') ?? ''),
      Steps: () => stepList(context),
      Evidence: (attributes) => evidenceLinks([attributes.get('scenario') ?? ''], context).trimStart(),
      Observed: (attributes) => observedMarkdown(context.observed(attributes), t),
      // Pictures of the table inside of them, which says it all.
      Drawn: () => '',
      Ruler: () => '',
      // A drawing; the text around it says the same in words.
      ContainerStates: () => '',
      // Switches; the tables around them say the same.
      WaitStatus: () => '',
    },
    ({ text, target, written }) => {
      if (!/^(#|\.)/.test(target)) return written;
      const n = steps.findIndex(({ id }) => `#${id}` === target) + 1;
      return `[${text || t('step.n', { n })}](${new URL(target, address).href})`;
    },
  );
  return reduced.replace(/([^\s(|])(\[\^\d+\])/g, '$1 $2');
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

function annotated(source: string): string {
  const lines = screenLines(source);
  const notes = lines.flatMap(({ text, note }) =>
    note === undefined ? [] : [`- \`${text.trim()}\`: ${note}`],
  );
  return paragraphs(fenced(lines.map(({ text }) => text).join('\n'), 'text'), notes.join('\n'));
}
