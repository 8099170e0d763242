import type { Matrix } from '../../kinds/blocks.ts';
import { section, tableMarkdown, type MarkdownContext } from '../../lib/markdown.ts';

export function matrixMarkdown(
  { title, line, head, columns, rows }: Matrix,
  { addressOf }: MarkdownContext,
): string {
  const link = (name: string, page: Matrix['rows'][number]['page']) => `[${name}](${addressOf(page)})`;
  return section(
    title,
    line,
    tableMarkdown([
      [head, ...columns.map(({ label, page }) => link(label, page))],
      ...rows.map(({ name, page, marks }) => [link(name, page), ...marks.map((mark) => (mark ? '●' : ''))]),
    ]),
  );
}
