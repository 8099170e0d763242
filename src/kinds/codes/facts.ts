/** Facts that the core knows about a status, as terms and words: the same on the page, in its twin and in its unfurl. */

import type { FamilyId } from '../../core/tables/families.ts';
import { numberElsewhere } from '../../core/tables/platforms.ts';
import type { Signal } from '../../core/tables/signals.ts';
import { namesOfStatus } from '../../core/tables/status-names.ts';
import type { Translate } from '../../i18n/index.ts';
import type { Writer } from './schema.ts';

type Fact = readonly [term: string, fact: string];

export function signalFacts(signal: Signal | undefined, t: Translate): readonly Fact[] {
  if (!signal) return [];
  return [
    [t('glance.signal'), t('glance.signalValue', { name: signal.name, number: signal.number })],
    [t('glance.action'), t(`glance.action.${signal.action}`)],
    [t('glance.catchable'), t(signal.catchable ? 'glance.catchable.yes' : 'glance.catchable.no')],
  ];
}

/** Everything that tables say about a status, whether or not somebody wrote a page on it. */
export function tableFacts(
  page: { readonly code: number; readonly family: FamilyId; readonly signalFacts: Signal | undefined },
  t: Translate,
): readonly Fact[] {
  const { code, family, signalFacts: signal } = page;
  const raw = code * 256;
  const hex = `0x${raw.toString(16).toUpperCase()}`;
  const elsewhere = signal ? numberElsewhere(signal.number) : [];
  return [
    [t('code.family'), t(`family.${family}`)],
    ...signalFacts(signal, t),
    ...elsewhere.map(({ platform, signal: name }): Fact => [
      t(`platform.${platform}`),
      t('derived.elsewhere', { code, name }),
    ]),
    ...namesOfStatus(code).map(({ convention, name }): Fact => [t(`convention.${convention}`), name]),
    [t('derived.raw'), t('derived.rawValue', { code, raw, hex })],
  ];
}

/** Where Chinese and Latin letters meet; Intl.ListFormat puts no space there. */
const HAN_BESIDE_LATIN = /(?<=\p{Script=Han})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\p{Script=Han})/gu;

/** Who can set the number, in words. */
export function writers(setBy: readonly Writer[], t: Translate): string {
  return new Intl.ListFormat(t('lang.tag'), { type: 'disjunction' })
    .format(setBy.map((writer) => t(`writer.${writer}`)))
    .replace(HAN_BESIDE_LATIN, ' ');
}

/** What an unfurl shows beside the title: the signal, or else the family; and who sets the number. */
export function unfurlFacts(
  page: {
    readonly family: FamilyId;
    readonly signalFacts: Signal | undefined;
    readonly setBy?: readonly Writer[];
  },
  t: Translate,
): readonly Fact[] {
  const [signal, action] = signalFacts(page.signalFacts, t);
  const family: Fact = [t('code.family'), t(`family.${page.family}`)];
  const setBy: Fact | undefined = page.setBy && [t('glance.setBy'), writers(page.setBy, t)];
  return [signal ?? family, setBy ?? (signal ? action : undefined)].filter((fact) => fact !== undefined);
}
