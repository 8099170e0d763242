import type { Lines } from '../../kinds/blocks.ts';
import { claim, section, type MarkdownContext } from '../../lib/markdown.ts';

export function linesMarkdown({ title, lines }: Lines, context: MarkdownContext): string {
  return section(title, lines.map(({ text, ...cited }) => `- ${claim(text, cited, context)}`).join('\n'));
}
