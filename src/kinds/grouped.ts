/** What kinds whose list has groups have in common: the order of their pages, and the head of each. */

import type { Translate } from '../i18n/index.ts';
import type { Heading } from './blocks.ts';
import { indexPath, type Page } from './kind.ts';

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
