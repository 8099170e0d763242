import type { Sources } from '../../kinds/blocks.ts';
import { footnotes, section, type MarkdownContext } from '../../lib/markdown.ts';

export function sourcesMarkdown({ reviewed }: Sources, { t, sources }: MarkdownContext): string {
  return section(
    t('code.sources'),
    reviewed !== undefined && t('code.reviewed', { date: reviewed }),
    footnotes(sources, t),
  );
}
