import type { Table } from '../../kinds/blocks.ts';
import { claim, lineMarkdown, section, tableMarkdown, type MarkdownContext } from '../../lib/markdown.ts';

export function tableBlockMarkdown({ title, heads, rows, more }: Table, context: MarkdownContext): string {
  const lines = rows.map(({ cells, ...cited }) =>
    cells.map((cell, index) =>
      index === cells.findLastIndex((each) => each !== '')
        ? claim(cell, cited, context)
        : lineMarkdown(cell, context),
    ),
  );
  return section(
    title,
    tableMarkdown([[...heads], ...lines]),
    more && `${more.title}: ${lineMarkdown(more.text, context)}`,
  );
}
