/** What the bar leads to, in order. The index of a kind of page is here when the kind says so. */

import type { Locale, Translate } from '../../i18n/index.ts';
import { indexPath, KINDS } from '../../kinds/index.ts';
import { url } from '../../lib/urls.ts';

export interface NavigationEntry {
  readonly href: string;
  readonly label: string;
}

export function navigation(locale: Locale, t: Translate): readonly NavigationEntry[] {
  const [first = [], ...lists] = KINDS.map((kind) =>
    kind.index?.nav
      ? [{ href: url(locale, { kind: 'page', path: indexPath(kind) }), label: t(kind.index.nav) }]
      : [],
  );
  return [
    ...first,
    { href: url(locale, { kind: 'signals' }), label: t('site.signals') },
    ...lists.flat(),
    { href: url(locale, { kind: 'decode' }), label: t('site.decoder') },
  ];
}
