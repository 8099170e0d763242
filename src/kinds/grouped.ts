/** What kinds whose list has groups have in common: the order of their pages, and how each begins and ends. */

import type { Translate } from '../i18n/index.ts';
import type { Block, Claims, Heading } from './blocks.ts';
import { indexPath, type Page, type Surroundings } from './kind.ts';

/** Pages by group, in the order of the groups, and inside each as `within` says. */
export function inGroups<Data>(
  pages: readonly Page<Data>[],
  groups: readonly string[],
  within: (a: Page<Data>, b: Page<Data>) => number,
): readonly Page<Data>[] {
  const place = ({ group }: Page<Data>) => groups.indexOf(group?.id ?? '');
  return pages.toSorted((a, b) => place(a) - place(b) || within(a, b));
}

/** A plain head under the list of the kind and the page's group in it. */
export function groupedHeading({ kind, group, title }: Page, summary: string, t: Translate): Heading {
  const page = { kind: 'page', path: indexPath(kind) } as const;
  return {
    type: 'heading',
    crumbs: [
      ...(kind.index ? [{ page, label: t(kind.index.title) }] : []),
      ...(group ? [{ page, fragment: `#${group.id}`, label: group.title }] : []),
    ],
    title,
    summary,
  };
}

/** The head, and that the translation is behind where it is. */
export function groupedBeginning(page: Page, t: Translate): readonly Block[] {
  const { ref, summary, stale } = page;
  return [groupedHeading(page, summary, t), ...(stale ? [{ type: 'stale', page: ref } as const] : [])];
}

/** What is often said, where that is wrong; the sources; where to go on. */
export function groupedEnd(
  {
    data: { claims, related },
    reviewed,
  }: Page<{ readonly claims?: Claims['claims'] | undefined; readonly related: readonly (string | number)[] }>,
  { t, entries }: Surroundings,
): readonly Block[] {
  return [
    ...(claims ? [{ type: 'claims', id: 'often-said', title: t('code.claims'), claims } as const] : []),
    { type: 'sources', reviewed },
    { type: 'related', id: 'related', title: t('code.related'), entries: entries(related) },
  ];
}
