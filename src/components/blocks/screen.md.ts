import type { Screen } from '../../kinds/blocks.ts';
import { fenced, section } from '../../lib/markdown.ts';

export function screenMarkdown({ title, from, lines }: Screen): string {
  return section(title, `\`${from}\``, fenced(lines, 'text'));
}
