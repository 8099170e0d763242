/** Mentions -> endings: the same ending printed several times is one. */

import { addLines, groupOf, meaningOf } from './group.ts';
import type { Group, Mention } from './group.ts';
import { Neighbourhood } from './details.ts';
import { joined } from './join.ts';
import { Endings } from './shelves.ts';

export type { Group, Mention } from './group.ts';

/** A reason without a number first looks for the number that belongs to it. */
const waits = ({ role, kind = 'ended', code, signal, naming }: Mention): boolean =>
  role === 'detail' ||
  role === 'lone' ||
  role === 'detail-or-alone' ||
  (kind === 'ended' && code === undefined && signal === undefined && naming !== 'pod');

/** An engine that says why it starts nothing, in a line of its own: that happened beside the number that follows. */
const START_ERROR =
  /^(?:executable file (?:`[^`]+` )?not found|exec format error|pull access denied|no such file or directory)/;

/** Distinct endings in the order of the paste. Linear in the mentions, which are in that order; yields after each. */
export function* merge(mentions: readonly Mention[]): Generator<undefined, readonly Group[]> {
  const endings = new Endings();
  const byText = new Map<string, Group>();
  const add = (draft: Mention): void => {
    const { kind = 'ended', code, signal, container, reason, state, finishedAt } = draft;
    const text = `${kind}\n${code}\n${signal}\n${container}\n${reason}\n${state}\n${finishedAt}`;
    const exact = byText.get(text);
    if (exact) {
      exact.count++;
      addLines(exact, draft);
      return;
    }
    const group = groupOf(draft);
    const same = endings.same(group);
    if (same) {
      same.draft = joined(same.draft, draft);
      same.meaning = meaningOf(same.draft);
      same.count++;
      addLines(same, draft);
      endings.shelve(same);
    } else endings.add(group);
    byText.set(text, same ?? group);
  };
  for (const draft of mentions) {
    if (!waits(draft)) add(draft);
    yield;
  }
  const near = new Neighbourhood();
  for (const group of endings.all) {
    near.add(group);
    yield;
  }
  for (const draft of mentions) {
    if (!waits(draft) || draft.role === 'lone') continue;
    const told = near.annotate(draft);
    if (
      told?.draft.code !== undefined &&
      told.draft.line !== draft.line &&
      START_ERROR.test(draft.reason ?? '') &&
      !told.draft.span
    )
      endings.add(
        groupOf({ line: draft.line, family: draft.family, kind: 'event', reason: draft.reason ?? '' }),
      );
    if (!told && draft.role !== 'detail') {
      const before = endings.all.length;
      add(draft);
      for (const group of endings.all.slice(before)) near.add(group);
    }
    yield;
  }
  if (endings.all.length > 0) return endings.all;
  for (const draft of mentions) {
    if (draft.role === 'lone') add(draft);
    yield;
  }
  return endings.all;
}
