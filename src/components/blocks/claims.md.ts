import type { Claims } from '../../kinds/blocks.ts';
import { claim, lineMarkdown, section, type MarkdownContext } from '../../lib/markdown.ts';

export function claimsMarkdown({ title, claims }: Claims, context: MarkdownContext): string {
  const { t } = context;
  const items = claims.map(
    ({ said, fact, ...cited }) =>
      `- ${t('code.claimSaid')}${t('mark.colon')}${lineMarkdown(said, context)}\n` +
      `  ${t('code.claimTrue')}${t('mark.colon')}${claim(fact, cited, context)}`,
  );
  return section(title, items.join('\n'));
}
