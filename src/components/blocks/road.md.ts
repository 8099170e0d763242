import type { Fork, Road } from '../../kinds/blocks.ts';
import {
  citations,
  commandsMarkdown,
  evidenceLinks,
  lineMarkdown,
  section,
  type MarkdownContext,
} from '../../lib/markdown.ts';
import { formsOf } from '../../schema/tools.ts';

export function roadMarkdown({ title, hint, forks }: Road, context: MarkdownContext): string {
  return section(title, hint, roadList(forks, context));
}

/** A numbered list; a side road is a list inside of its item. */
function roadList(forks: readonly Fork[], context: MarkdownContext): string {
  const { t, steps, sources, address } = context;
  const line = (text: string) => lineMarkdown(text, context);
  return forks
    .map((fork, index) => {
      const { evidence, see, outcome = '', detail = '', step, say, command, road, cite, observation } = fork;
      const literal = formsOf(evidence).map(({ tool, value }) =>
        tool ? `${t(`tool.${tool}`)}: \`${value}\`` : `\`${value}\``,
      );
      const sign = [...literal, ...(see ? [line(see)] : [])].join(' · ') || t('code.noneOfThese');
      const proof = citations(cite, sources) + evidenceLinks(observation, context);
      if (road) {
        const inner = [command && commandsMarkdown(command, context), roadList(road, context)]
          .filter((part) => part !== undefined)
          .join('\n\n');
        return `${index + 1}. ${sign}${t('list.stop')}${line(say ?? t('code.turn'))}${proof}\n\n${inner.replace(/^(?=.)/gm, '   ')}`;
      }
      const n = steps.findIndex(({ id }) => id === step) + 1;
      const link = step === undefined ? '' : ` [${t('step.n', { n })}](${new URL(`#${step}`, address).href})`;
      return `${index + 1}. ${sign} → **${line(outcome)}**${t('list.stop')}${line(detail)}${proof}${link}`;
    })
    .join('\n');
}
