import type { First } from '../../kinds/blocks.ts';
import { claim, commandsMarkdown, lineMarkdown, section, type MarkdownContext } from '../../lib/markdown.ts';

export function firstMarkdown({ title, step, others }: First, context: MarkdownContext): string {
  return section(
    title,
    claim(step.do, step, context),
    step.say && lineMarkdown(step.say, context),
    step.command && commandsMarkdown(step.command, context),
    others !== undefined && lineMarkdown(others, context),
  );
}
