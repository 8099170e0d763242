import type { Steps } from '../../kinds/blocks.ts';
import type { Step } from '../../schema/fields.ts';
import { needsExec } from '../../schema/tools.ts';
import {
  claim,
  commandsMarkdown,
  lineMarkdown,
  paragraphs,
  section,
  tableMarkdown,
  type MarkdownContext,
} from '../../lib/markdown.ts';

export function stepsMarkdown({ title, steps }: Steps, context: MarkdownContext): string {
  return section(title, stepList(context, steps));
}

/** The steps of the page without a heading of their own, as a body may place them. */
export function stepList(context: MarkdownContext, shown: readonly Step[] = context.steps): string {
  const { t, steps, address } = context;
  const line = (text: string) => lineMarkdown(text, context);
  return shown
    .map((step) => {
      const index = steps.findIndex(({ id }) => id === step.id);
      const link = new URL(`#${step.id}`, address).href;
      return paragraphs(
        `### [${index + 1}](${link}). ${claim(step.do, step, context)}`,
        [step.say, needsExec(step.command) && t('step.noExec')]
          .filter(Boolean)
          .map((text) => line(String(text)))
          .join(' '),
        step.effect !== undefined && step.effect !== 'read' && `**${t(`step.${step.effect}`)}**`,
        step.command && commandsMarkdown(step.command, context),
        tableMarkdown([
          [t('step.see'), t('step.means'), t('step.do')],
          ...(step.outcomes ?? []).map((outcome) => [
            line(outcome.see),
            line(outcome.means),
            line(outcome.do),
          ]),
        ]),
      );
    })
    .join('\n\n');
}
