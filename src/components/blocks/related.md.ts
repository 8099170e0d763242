import type { Related } from '../../kinds/blocks.ts';
import { section, type MarkdownContext } from '../../lib/markdown.ts';

export function relatedMarkdown({ title, entries }: Related, { addressOf }: MarkdownContext): string {
  return section(title, entries.map(({ page }) => `- <${addressOf(page)}>`).join('\n'));
}
