import { SIGNAL_OFFSET } from '../../core/tables/signals.ts';
import type { Bits } from '../../kinds/blocks.ts';
import { lineMarkdown, section, type MarkdownContext } from '../../lib/markdown.ts';

export function bitsMarkdown(
  { title, status, picture, signal, text }: Bits,
  context: MarkdownContext,
): string {
  const sum = signal ? `${status} = ${SIGNAL_OFFSET} + ${signal.number}` : String(status);
  return section(title, `\`${sum} = 0b${picture.bits.join('')}\``, lineMarkdown(text, context));
}
