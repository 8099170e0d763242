/** The hits of a search as list items, by kind of page, best kind first. Text nodes only. */

import { element } from './dom.ts';
import type { Hit } from './search-engine.ts';

/** The hits in the order in which they are shown: those of one kind stand together, where the best of them stands. */
function grouped(hits: readonly Hit[]): readonly (readonly [kind: string, hits: readonly Hit[]])[] {
  const groups = new Map<string, Hit[]>();
  for (const hit of hits) groups.set(hit.kind, [...(groups.get(hit.kind) ?? []), hit]);
  return [...groups];
}

/**
 * A list item for each hit, or, where there are several kinds, one for each kind with its heading and a list. `option`
 * makes them options of a listbox, with the ids `search-result-0` and so on.
 */
export function itemsOf(
  hits: readonly Hit[],
  headings: Readonly<Record<string, string>>,
  option: boolean,
): readonly HTMLLIElement[] {
  const groups = grouped(hits);
  let index = 0;
  const items = (list: readonly Hit[]) => list.map((hit) => item(hit, option ? index++ : undefined));
  if (groups.length < 2) return items(hits);
  return groups.map(([kind, list]) => {
    const heading = headings[kind] ?? '';
    const title = element('p', {}, heading);
    const inner = element('ul', {}, ...items(list));
    if (!option) return element('li', {}, title, inner);
    // A list item may not be a group; the list in it may, and then the visible heading would be read twice.
    inner.setAttribute('role', 'group');
    inner.setAttribute('aria-label', heading);
    title.setAttribute('aria-hidden', 'true');
    return element('li', { role: 'presentation' }, title, inner);
  });
}

/** As many characters as a plate beside a text holds; a longer one stands above it, and so does one that is the name. */
const BESIDE = 5;

function item(
  { url, plate, family, kind, name, title, why = [] }: Hit,
  index: number | undefined,
): HTMLLIElement {
  const found = why.map((part, place) => (place % 2 === 1 ? element('mark', {}, part) : part));
  const above = name === plate || plate.length > BESIDE;
  const text = element(
    'span',
    {},
    ...(name === plate ? [] : [element('b', {}, name), ' ']),
    element('small', {}, title),
    ...(found.length > 1 ? [' ', element('small', {}, ...found)] : []),
  );
  const link = element(
    'a',
    { className: `f-${family}${above ? ' above' : ''}` },
    element('span', { className: 'plate' }, plate),
    ' ',
    text,
  );
  link.href = url;
  const made = element('li', {}, link);
  made.dataset.searchResult = '';
  made.dataset.kind = kind;
  if (index === undefined) return made;
  made.setAttribute('role', 'presentation');
  link.setAttribute('role', 'option');
  link.tabIndex = -1;
  link.id = `search-result-${index}`;
  return made;
}
