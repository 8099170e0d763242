import type { Road } from '../../kinds/blocks.ts';
import { lineMarkdown, section, type MarkdownContext } from '../../lib/markdown.ts';

export function roadMarkdown({ title, hint, forks }: Road, context: MarkdownContext): string {
  const { t, steps, address } = context;
  const line = (text: string) => lineMarkdown(text, context);
  const exits = forks.map(({ ask, evidence, outcome, detail, step }, index) => {
    const n = steps.findIndex(({ id }) => id === step) + 1;
    const link = `[${t('step.n', { n })}](${new URL(`#${step}`, address).href})`;
    const literal = evidence === undefined ? '' : ` \`${evidence}\``;
    return `${index + 1}. ${line(ask)}${literal} → **${line(outcome)}**. ${line(detail)} ${link}`;
  });
  return section(title, hint, exits.join('\n'));
}
