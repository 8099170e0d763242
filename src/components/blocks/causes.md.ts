import type { Causes } from '../../kinds/blocks.ts';
import { citations, evidenceLinks, lineMarkdown, section, type MarkdownContext } from '../../lib/markdown.ts';

export function causesMarkdown({ title, causes }: Causes, context: MarkdownContext): string {
  const { t, sources } = context;
  const line = (text: string) => lineMarkdown(text, context);
  const items = causes.map(
    ({ cause, tell, fix, cite, observation }, index) =>
      `${index + 1}. **${line(cause)}**${citations(cite, sources)}${evidenceLinks(observation, context)}\n` +
      (tell === undefined ? '' : `   - ${t('code.causeTell')}${t('mark.colon')}${line(tell)}\n`) +
      `   - ${t('code.causeFix')}${t('mark.colon')}${line(fix)}`,
  );
  return section(title, items.join('\n'));
}
