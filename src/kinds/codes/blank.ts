/** What is known of a number before anybody writes its page: its signal, and what the row on its name says. */

import { isExitStatus } from '../../core/tables/families.ts';
import { signalOfStatus } from '../../core/tables/signals.ts';
import { namesOfStatus } from '../../core/tables/status-names.ts';
import type { Locale } from '../../i18n/index.ts';
import { BLANK } from '../../schema/problem.ts';
import type { Kind } from '../kind.ts';

export const blankCode: NonNullable<Kind['blank']> = (slug, row) => {
  const code = Number(slug);
  if (!/^\d+$/.test(slug) || !isExitStatus(code)) return undefined;
  const signal = signalOfStatus(code);
  const keys = [signal?.name, ...namesOfStatus(code).map(({ name }) => name), slug];
  const known = (locale: Locale) => {
    const own = keys
      .map((key) => key && row('names', key, locale))
      .find((found) => typeof found === 'object');
    return {
      name: signal?.name ?? own?.['name'] ?? namesOfStatus(code)[0]?.name ?? BLANK,
      title: own?.['title'] ?? BLANK,
      summary: own?.['say'] ?? BLANK,
      aliases: own?.['aliases'] ?? [],
      ...(own?.['cite'] !== undefined && { sources: own['cite'] }),
    };
  };
  return { en: { ...known('en'), code, signal: signal?.name }, zh: known('zh') };
};
