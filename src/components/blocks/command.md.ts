import type { Command } from '../../kinds/blocks.ts';
import { commandMarkdown, lineMarkdown, section, type MarkdownContext } from '../../lib/markdown.ts';

export function commandBlockMarkdown(
  { title, run, effect, text }: Command,
  context: MarkdownContext,
): string {
  return section(
    title,
    effect === 'change' && `**${context.t('step.change')}**`,
    commandMarkdown(run),
    text && lineMarkdown(text, context),
  );
}
