/** Endings by what they end with and what they are called, so that each mention is compared with few of them. */

import type { Draft } from '../finding.ts';
import type { Group } from './group.ts';
import { bareReason, isOom, sameEnding } from './same.ts';

/** How many endings of one kind are compared; a paste with more has said enough. */
const SHELF_LIMIT = 100;

/** What has no name, or a name that keeps nothing apart, is loose: see `sameThing`. */
const CLASSES = ['loose', 'container', 'pod', 'process'] as const;

interface Shelf {
  readonly byClass: Partial<Record<(typeof CLASSES)[number], Group[]>>;
  readonly byName: Map<string, Group[]>;
}

export class Endings {
  readonly all: Group[] = [];
  readonly #byMeaning = new Map<string | number, Shelf>();

  /** The first ending that this one repeats. */
  same(group: Group): Group | undefined {
    let first: Group | undefined;
    for (const key of keysOf(group)) {
      const shelf = this.#byMeaning.get(key);
      if (!shelf) continue;
      const own = classOf(group.draft);
      for (const each of CLASSES) {
        const list =
          each === own && own !== 'loose'
            ? shelf.byName.get(`${own}\n${group.draft.container}`)
            : shelf.byClass[each];
        const found = list?.find((known) => sameEnding(known, group));
        if (found && (!first || found.order < first.order)) first = found;
      }
    }
    return first;
  }

  add(group: Group): void {
    group.order = this.all.length;
    this.all.push(group);
    this.shelve(group);
  }

  /** To be called again when what is known of an ending has grown. */
  shelve(group: Group): void {
    const own = classOf(group.draft);
    for (const key of keysOf(group)) {
      let shelf = this.#byMeaning.get(key);
      if (!shelf) this.#byMeaning.set(key, (shelf = { byClass: {}, byName: new Map() }));
      place((shelf.byClass[own] ??= []), group);
      if (own === 'loose') continue;
      const name = `${own}\n${group.draft.container}`;
      const named = shelf.byName.get(name);
      if (named) place(named, group);
      // Most names have one: a list that grows would keep room for many.
      else shelf.byName.set(name, [group]);
    }
  }
}

function classOf({ container, naming = 'container' }: Draft): (typeof CLASSES)[number] {
  return container === undefined || naming === 'step' || naming === 'command' ? 'loose' : naming;
}

/** Endings that `sameEnding` holds for share one of these. */
function keysOf(group: Group): readonly (string | number)[] {
  const { kind, draft, meaning } = group;
  if (kind !== 'ended') return [`${kind}\n${bareReason(draft.reason)}`];
  const means = meaning.windows ?? meaning.exitStatus ?? meaning.signal ?? draft.code ?? 'unknown';
  return [
    means,
    ...(draft.code === undefined || draft.code === means ? [] : [draft.code]),
    ...(isOom(group) ? ['OOMKilled'] : []),
  ];
}

function place(list: Group[], group: Group): void {
  if (list.at(-1) !== group && list.length < SHELF_LIMIT) list.push(group);
}
