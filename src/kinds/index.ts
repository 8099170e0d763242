/**
 * The kinds of page, in the order in which lists of everything have them. This is the only list of them: addresses,
 * navigation, search, twins, data sets, feed, site map and checks follow from it.
 */

import { codes } from './codes/index.ts';
import { guides } from './guides/index.ts';
import { indexPath, type Collection, type Kind } from './kind.ts';
import { programs } from './programs/index.ts';
import { reasons } from './reasons/index.ts';
import { windows } from './windows/index.ts';

export { indexPath };

export const KINDS: readonly Kind[] = [codes, reasons, programs, windows, guides];

/** Every folder of content that pages are made of. */
export const COLLECTIONS: readonly Collection[] = KINDS.flatMap(({ collection, parts = {} }) => [
  collection,
  ...Object.values(parts),
]);

/** The kind whose addresses begin as a target does: `137`, `guides/kubernetes`. */
export function kindOf(target: string): Kind | undefined {
  const folder = target.includes('/') ? target.slice(0, target.indexOf('/') + 1) : '';
  return KINDS.find(({ at }) => at === folder);
}
