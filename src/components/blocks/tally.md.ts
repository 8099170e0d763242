import type { Tally } from '../../kinds/blocks.ts';
import { section, tableMarkdown, type MarkdownContext } from '../../lib/markdown.ts';

/** The picture as a table; what is counted nowhere has no row. */
export function tallyMarkdown({ title, line, heads, cells }: Tally, { addressOf }: MarkdownContext): string {
  const rows = cells
    .filter(({ n }) => n > 0)
    .map(({ label, page, n }) => [`[${label}](${addressOf(page)})`, String(n)]);
  return section(title, line, tableMarkdown([heads, ...rows]));
}
