import type { Reproduce } from '../../kinds/blocks.ts';
import { reproduceCommand } from '../../lib/lab-commands.ts';
import { commandMarkdown, section, type MarkdownContext } from '../../lib/markdown.ts';

export function reproduceMarkdown(
  { title, scenario: id }: Reproduce,
  { t, recordOf }: MarkdownContext,
): string {
  const { scenario, address } = recordOf(id);
  return section(
    title,
    commandMarkdown(reproduceCommand(scenario)),
    `${t('code.recorded')}${t('mark.colon')}<${address}>`,
  );
}
