import type { Facts } from '../../kinds/blocks.ts';
import { claim, section, type MarkdownContext } from '../../lib/markdown.ts';

export function factsMarkdown({ title, rows }: Facts, context: MarkdownContext): string {
  return section(
    title,
    rows.map(({ term, text, ...cited }) => `- **${term}**: ${claim(text, cited, context)}`).join('\n'),
  );
}
