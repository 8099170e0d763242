/** What the bar leads to, in order. The index of a kind of page is here when the kind says so. */

import type { Locale, Translate } from '../../i18n/index.ts';
import { KINDS } from '../../kinds/index.ts';
import { url } from '../../lib/urls.ts';

export interface NavigationEntry {
  readonly href: string;
  readonly label: string;
}

export function navigation(locale: Locale, t: Translate): readonly NavigationEntry[] {
  return [
    { href: url(locale, { kind: 'codes' }), label: t('site.codes') },
    { href: url(locale, { kind: 'signals' }), label: t('site.signals') },
    { href: url(locale, { kind: 'decode' }), label: t('site.decoder') },
    ...KINDS.flatMap(({ at, index }) =>
      index?.nav ? [{ href: url(locale, { kind: 'page', path: at }), label: t(index.nav) }] : [],
    ),
  ];
}
