/** Which findings stand for themselves, which only follow, and in what order a reader wants them. */

import { NOT_STARTED } from '../causes.ts';
import type { Cause } from '../causes.ts';
import type { Finding, Following } from '../finding.ts';
import { sameName } from './explain.ts';
import type { Explained } from './explain.ts';

/** How many findings one paste gives at most; the rest are counted. */
export const FINDING_LIMIT = 100;

/** Causes that come over a whole pod, job or machine: the event leads, the endings that it brought follow. */
const FROM_ABOVE: ReadonlySet<Cause> = new Set([
  'evicted',
  'preempted',
  'node-shutdown',
  'node-lost',
  'deadline',
  'cancelled',
]);

/** The exact one of an ending goes before the general one of its wait. */
const NOT_RUN: ReadonlySet<Cause> = new Set(NOT_STARTED);

interface Link {
  readonly to: Explained;
  readonly as: Following;
}

const nameOf = ({ group }: Explained): string | undefined => group.draft.container;
const lineOf = ({ group }: Explained): number => group.draft.line;
const failed = ({ group: { kind, meaning, draft } }: Explained): boolean =>
  kind === 'ended' && meaning.exitStatus !== 0 && draft.role !== 'relayed';

/** Could be about one thing: the same name, a pod and its container, or no name on one side. */
function mayBeOne(a: Explained, b: Explained): boolean {
  const [x, y] = [nameOf(a), nameOf(b)];
  if (x === undefined || y === undefined || sameName(x, y)) return true;
  const [p, q] = [a.group.draft.naming ?? 'container', b.group.draft.naming ?? 'container'];
  return p !== q && (p === 'pod' || q === 'pod');
}

/** What another finding this one follows from, undefined for one that stands for itself. */
function linkOf(one: Explained, all: readonly Explained[]): Link | undefined {
  const { group, cause, sibling } = one;
  const { kind, draft, meaning } = group;
  const others = all.filter((other) => other !== one);
  const told = (to: Explained | undefined): Link | undefined => to && { to, as: 'told' };
  if (kind === 'waiting') {
    const ended = others.find(
      (other) =>
        other.group.kind === 'ended' && isContainer(other) && mayBeOne(one, other) && !isReported(other),
    );
    if (one.own.by !== 'told' || cause === ended?.cause) {
      if (
        ended &&
        (one.own.by === 'none' ||
          ended.cause === cause ||
          one.cause === 'unknown' ||
          (NOT_RUN.has(cause) && NOT_RUN.has(ended.cause) && cause === one.own.cause))
      )
        return told(ended);
    }
    // Of two waits the one that says why leads; of equals the first.
    const wait = others.find(
      (other) =>
        other.group.kind === 'waiting' &&
        mayBeOne(one, other) &&
        (rankOfWait(other) < rankOfWait(one) ||
          (rankOfWait(other) === rankOfWait(one) &&
            other.cause === cause &&
            all.indexOf(other) < all.indexOf(one))),
    );
    if (wait) return told(wait);
    const event = others.find(
      (other) =>
        other.group.kind === 'event' &&
        other.own.by === 'told' &&
        cause === other.cause &&
        mayBeOne(one, other),
    );
    return told(event);
  }
  if (kind === 'event') {
    if (FROM_ABOVE.has(cause)) {
      const leads = others.find(
        (other) => other.group.kind === 'event' && FROM_ABOVE.has(other.cause) && leadsEvent(other, one, all),
      );
      if (leads) return told(leads);
      if (cause === 'cancelled' && sibling) {
        const root = others.find((other) => failed(other) && !other.sibling);
        if (root) return { to: root, as: 'cancelled' };
      }
      // A job that failed before it was cancelled was not ended by that.
      if (cause === 'cancelled') {
        const before = others.find(
          (other) => failed(other) && other.cause !== 'cancelled' && lineOf(other) < lineOf(one),
        );
        return before && { to: before, as: 'cancelled' };
      }
      return undefined;
    }
    const same = others.find(
      (other) => other.group.kind !== 'event' && other.cause === cause && mayBeOne(one, other),
    );
    if (same) return told(same);
    const twin = others.find(
      (other) =>
        other.group.kind === 'event' &&
        other.cause === cause &&
        mayBeOne(one, other) &&
        all.indexOf(other) < all.indexOf(one),
    );
    if (twin) return told(twin);
    if (cause === 'unknown' || cause === 'passed-on')
      return told(others.find((other) => failed(other) && mayBeOne(one, other)));
    return undefined;
  }
  if (
    draft.role === 'relayed' ||
    (draft.role === 'relays' && meaning.signal === undefined && meaning.exitStatus !== 0)
  ) {
    // What was asked to stop is no failure that a later one could repeat.
    const before = others.filter(
      (other) => failed(other) && other.cause !== 'stop' && lineOf(other) < lineOf(one),
    );
    const own = before.filter((other) => other.group.draft.role === undefined);
    const root = own.at(-1) ?? before.find((other) => !other.sibling) ?? before[0];
    if (root) return { to: root, as: 'relayed' };
  }
  if (sibling) {
    const root = others.find((other) => failed(other) && !other.sibling);
    if (root) return { to: root, as: 'cancelled' };
  }
  // The installer's own number is told last, behind the actions that failed with it.
  if (draft.role === 'relayed' && draft.family === 'windows') {
    const root = others.find((other) => failed(other));
    if (root) return { to: root, as: 'relayed' };
  }
  // A death in words alone, whose proof is the line of another one: the abort of a JVM that reported a fault before.
  if (draft.code === undefined && meaning.signal !== undefined && nameOf(one) === undefined) {
    const [proof] = one.evidence;
    const same = others.find(
      (other) =>
        failed(other) && other.cause === cause && lineOf(other) === proof && lineOf(other) < lineOf(one),
    );
    if (same) return told(same);
  }
  // A step of a batch job ended with the job.
  const [, job] = /^(\d{1,12})\.\w/.exec(nameOf(one) ?? '') ?? [];
  if (job !== undefined && draft.family === 'batch-systems') {
    const whole = others.find((other) => nameOf(other) === job && other.cause === cause);
    if (whole) return told(whole);
  }
  if (FROM_ABOVE.has(cause)) {
    const event = others.find(
      (other) => other.group.kind === 'event' && other.cause === cause && mayBeOneJob(one, other),
    );
    if (event) return told(event);
  }
  return undefined;
}

/** A container of Kubernetes, or something without a name that may be one. */
const isContainer = ({ group: { draft } }: Explained): boolean =>
  /^(?:kubernetes|structured|clouds|prose|docker|batch)/.test(draft.family) || draft.container === undefined;

/** Told by a tool that only repeats. */
const isReported = ({ group: { draft } }: Explained): boolean => draft.role === 'relayed';

function rankOfWait({ cause, own }: Explained): number {
  if (cause === 'unknown') return 2;
  return own.by === 'told' ? 0 : 1;
}

/** Of two events over one job the more exact one leads: a deadline before the cancelling that it brought. */
function leadsEvent(other: Explained, one: Explained, all: readonly Explained[]): boolean {
  const weight = ({ cause }: Explained): number => (cause === 'cancelled' ? 1 : 0);
  if (weight(other) !== weight(one)) return weight(other) < weight(one);
  return other.cause === one.cause && mayBeOne(one, other) && all.indexOf(other) < all.indexOf(one);
}

/** An event over a job or pod brings what ended in it, whatever that is called. */
function mayBeOneJob(one: Explained, event: Explained): boolean {
  const [x, y] = [nameOf(one), nameOf(event)];
  return (
    x === undefined || y === undefined || sameName(x, y) || mayBeOne(one, event) || one.own.by !== 'told'
  );
}

/** Lower is nearer to the root cause. */
function tierOf(one: Explained, all: readonly Explained[]): number {
  const { group, cause, sibling } = one;
  const { kind, draft, meaning } = group;
  if (sibling) return 8;
  if (draft.role === 'relayed') return 7;
  if (draft.state === 'last' && kind === 'ended') {
    const current = all.find(
      (other) =>
        other !== one &&
        other.group.kind === 'ended' &&
        other.group.draft.state === 'current' &&
        nameOf(other) === nameOf(one),
    );
    if (current) return Math.max(ownTier(one), ownTier(current)) + 0.1;
  }
  if (kind === 'event' && FROM_ABOVE.has(cause) && cause !== 'cancelled') return 0;
  if (meaning.exitStatus === 0 && cause === 'success') return 6;
  return ownTier(one);
}

function ownTier({ group: { kind, draft, meaning }, cause }: Explained): number {
  if (kind === 'event') return FROM_ABOVE.has(cause) ? 1 : 3;
  if (kind === 'waiting') return cause === 'unknown' ? 4 : 3;
  if (cause === 'success') return 6;
  return meaning.signal !== undefined ||
    (meaning.windows !== undefined && cause !== 'unknown') ||
    draft.reason === 'OOMKilled'
    ? 1
    : 2;
}

export interface Chained {
  readonly findings: readonly Finding[];
  readonly omitted: number;
  /** For each finding that follows another one, the rank of that one. */
  readonly rootOf: ReadonlyMap<number, number>;
}

/** Findings in the order of `rank`: the roots, likeliest first, then what follows from them. Yields where it may pause. */
export function* chained(all: readonly Explained[]): Generator<undefined, Chained> {
  const known = all.slice(0, COMPARED);
  const links = new Map<Explained, Link>();
  for (const one of known) {
    const link = linkOf(one, known);
    if (link) links.set(one, link);
    yield;
  }
  // A chain has one root, and no two findings follow each other.
  const rootOf = (one: Explained): Explained => {
    let root = one;
    for (let step = 0, link = links.get(root); link && step < DEEPEST; step++, link = links.get(root)) {
      if (link.to === one) {
        links.delete(root);
        break;
      }
      root = link.to;
    }
    return root;
  };
  for (const one of known) rootOf(one);
  let shown: readonly Keyed[] = [];
  for (let from = 0; from < all.length; from += SORTED_AT_ONCE) {
    const more = all.slice(from, from + SORTED_AT_ONCE).map((one) => ({
      one,
      link: links.get(one),
      tier: links.has(one) ? 9 : tierOf(one, known),
    }));
    shown = [...shown, ...more].sort(byRank).slice(0, FINDING_LIMIT);
    yield;
  }
  const rankOf = new Map(shown.map(({ one }, rank) => [one, rank]));
  const roots = new Map<number, number>();
  const findings = shown.map(({ one, link }, rank) => {
    const root = link && rootOf(one);
    const at = root && rankOf.get(root);
    if (at !== undefined) roots.set(rank, at);
    return findingOf(one, rank, root, link?.as);
  });
  return { findings, omitted: Math.max(0, all.length - FINDING_LIMIT), rootOf: roots };
}

interface Keyed {
  readonly one: Explained;
  readonly link: Link | undefined;
  readonly tier: number;
}

const byRank = (a: Keyed, b: Keyed): number =>
  a.tier - b.tier || lineOf(a.one) - lineOf(b.one) || a.one.group.order - b.one.group.order;

/** The first ones are picked out of so many at a time. */
const SORTED_AT_ONCE = 200;

/** Chains are sought among this many findings. */
const COMPARED = 200;
const DEEPEST = 20;

function findingOf(
  one: Explained,
  rank: number,
  root: Explained | undefined,
  follows: Following | undefined,
): Finding {
  const { group, evidence } = one;
  const { draft, meaning, count, kind } = group;
  const {
    naming,
    codeIsSignal: _,
    weakReason: __,
    role: ___,
    span: ____,
    lines: _____,
    ownNumber: ______,
    messageLine: _______,
    ...rest
  } = draft;
  const signal = draft.signal ?? meaning.signal;
  // What was cancelled has a cause of its own; all else that follows has the cause of what it follows from.
  const cause = follows === 'cancelled' || !root ? one.cause : root.cause;
  return {
    ...rest,
    ...meaning,
    ...(signal !== undefined && { signal }),
    ...(naming === 'pod' && { naming }),
    ...(follows && { follows }),
    ...((root ?? one).suspected && { suspected: true }),
    cause,
    evidence:
      root && follows !== 'cancelled' ? [...new Set([...evidence, ...root.evidence])].slice(0, 6) : evidence,
    kind,
    count,
    rank,
  };
}
