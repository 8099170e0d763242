/** What the bar leads to, in order. A kind of page that has an index adds its entry here and nowhere else. */

import type { Locale, Translate } from '../i18n/index.ts';
import { url } from './urls.ts';

export interface NavigationEntry {
  readonly href: string;
  readonly label: string;
}

export function navigation(locale: Locale, t: Translate): readonly NavigationEntry[] {
  return [
    { href: `${url(locale, { kind: 'home' })}#map`, label: t('site.codes') },
    { href: url(locale, { kind: 'decode' }), label: t('site.decoder') },
    { href: url(locale, { kind: 'guides' }), label: t('site.guides') },
    { href: url(locale, { kind: 'evidence' }), label: t('evidence.title') },
  ];
}
