import type { Sum } from '../../kinds/blocks.ts';
import { lineMarkdown, section, type MarkdownContext } from '../../lib/markdown.ts';

export function sumMarkdown({ title, text, bits }: Sum, context: MarkdownContext): string {
  return section(
    title,
    lineMarkdown(text, context),
    bits.map(({ value, means }) => `- **${value}**: ${lineMarkdown(means, context)}`).join('\n'),
  );
}
