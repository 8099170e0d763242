/** Mentions that are no ending of their own, but say more about one nearby: a reason, a name, a message. */

import { addLines, meaningOf } from './group.ts';
import type { Group, Mention } from './group.ts';
import { joined } from './join.ts';
import { agrees, sameThing } from './same.ts';

/** A detail belongs to an ending at most this many lines away. */
const REACH = 40;
/** How many endings of one stretch of lines are looked at. */
const LOOKED_AT = 100;

/** Endings by where they stand: those about `REACH` lines around a line. */
export class Neighbourhood {
  readonly #blocks = new Map<number, Group[]>();

  add(group: Group): void {
    const block = Math.floor(group.draft.line / REACH);
    const list = this.#blocks.get(block);
    if (!list) this.#blocks.set(block, [group]);
    else if (list.length < LOOKED_AT) list.push(group);
  }

  /** Adds what a detail says to the nearest ending that it can belong to, and gives that; undefined without one. */
  annotate(detail: Mention): Group | undefined {
    const block = Math.floor(detail.line / REACH);
    const groups = [block - 1, block, block + 1].flatMap((each) => this.#blocks.get(each) ?? []);
    const implied = meaningOf(detail).signal;
    let nearest: Group | undefined;
    let least = REACH;
    for (const group of groups) {
      const distance = Math.abs(group.draft.line - detail.line);
      if (distance > least || !takes(group, detail, implied)) continue;
      [nearest, least] = [group, distance - (group.draft.line < detail.line ? 0.5 : 0)];
    }
    if (nearest) addTo(nearest, detail);
    return nearest;
  }
}

function addTo(group: Group, detail: Mention): void {
  const { draft: own } = group;
  const { line, family, role } = own;
  addLines(group, detail);
  // What happened around an ending, and an event that is told twice, leave its own words alone.
  if (detail.kind && detail.kind !== 'ended') {
    group.draft = {
      ...own,
      ...(own.container === undefined &&
        detail.container !== undefined && {
          container: detail.container,
          naming: detail.naming ?? 'container',
        }),
      ...(detail.reason !== undefined &&
        (own.reason === undefined
          ? detail.family === 'workers'
          : own.weakReason && detail.family === 'ci') && {
          reason: detail.reason,
        }),
    };
    return;
  }
  const message =
    own.message ??
    (own.reason === undefined || own.weakReason || own.reason === detail.reason ? undefined : detail.reason);
  const { role: _, ...both } = joined(own, detail);
  group.draft = {
    ...both,
    ...(role !== undefined && { role }),
    line,
    family,
    ...(message !== undefined && { message }),
  };
}

function takes(group: Group, detail: Mention, implied: string | undefined): boolean {
  const { draft, meaning, kind } = group;
  if (!sameThing(draft, detail) || !agrees(draft.state, detail.state)) return false;
  if (implied !== undefined && meaning.signal !== undefined && implied !== meaning.signal) return false;
  if (detail.kind && detail.kind !== 'ended') return takesEvent(group, detail);
  if (kind === 'event') return false;
  // The last word of systemd or supervisord on a unit is never an ending beside the one that it sums up.
  if (
    /^s(?:ystemd|upervisors)$/.test(detail.family) &&
    draft.container !== undefined &&
    draft.container === detail.container
  )
    return true;
  if (kind === 'waiting') return draft.line === detail.line && detail.family === 'docker';
  if (detail.role === 'detail')
    return detail.reason === undefined || draft.reason === undefined || draft.weakReason === true;
  if (draft.reason !== undefined && draft.reason === detail.reason) return true;
  // What failed has the reason, not what ended well.
  if (meaning.exitStatus === 0) return false;
  return (
    draft.reason === undefined ||
    draft.weakReason === true ||
    draft.reason === detail.reason ||
    detail.family === 'docker'
  );
}

const isNear = (a: Mention, b: Mention): boolean => Math.abs(a.line - b.line) <= 2;

/** An event or a wait that is told with an ending: of the same reason, or of one that it explains. */
function takesEvent({ draft, meaning, kind }: Group, detail: Mention): boolean {
  // A CI service says of one cancelled job twice that it is; what ended in it is told apart.
  if (detail.family === 'ci')
    return (
      kind === 'event' &&
      draft.family === 'ci' &&
      (detail.cause === undefined || draft.cause === detail.cause)
    );
  if (detail.kind === 'waiting') return kind === 'waiting' && draft.reason === detail.reason;
  // The words of an event stand on its own line or the one beside it.
  if (kind === 'event')
    return (
      draft.reason === detail.reason ||
      (isNear(draft, detail) && draft.family.slice(0, 5) === detail.family.slice(0, 5))
    );
  const ofAnEnding = detail.family !== 'kubernetes-table' || (detail.reason?.endsWith(' probe') ?? false);
  return kind === 'waiting' || (ofAnEnding && meaning.exitStatus !== 0);
}
