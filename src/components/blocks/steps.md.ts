import type { Steps } from '../../kinds/blocks.ts';
import {
  claim,
  commandMarkdown,
  lineMarkdown,
  paragraphs,
  section,
  tableMarkdown,
  type MarkdownContext,
} from '../../lib/markdown.ts';

export function stepsMarkdown({ title }: Steps, context: MarkdownContext): string {
  return section(title, stepList(context));
}

/** The steps of the page without a heading of their own, as a body may place them. */
export function stepList(context: MarkdownContext): string {
  const { t, steps, address } = context;
  const line = (text: string) => lineMarkdown(text, context);
  return steps
    .map((step, index) => {
      const link = new URL(`#${step.id}`, address).href;
      return paragraphs(
        `### [${index + 1}](${link}). ${claim(step.do, step, context)}`,
        step.say && line(step.say),
        step.effect === 'change' && `**${t('step.change')}**`,
        step.command && commandMarkdown(step.command),
        tableMarkdown([
          [t('step.see'), t('step.means'), t('step.do')],
          ...step.outcomes.map((outcome) => [line(outcome.see), line(outcome.means), line(outcome.do)]),
        ]),
      );
    })
    .join('\n\n');
}
