/** Endings and clues -> each ending's cause and the lines that show it. */

import type { Cause } from '../causes.ts';
import type { Clue, Explains } from '../clue.ts';
import type { Group } from '../merge/index.ts';
import { ownCause } from './own.ts';
import type { Own } from './own.ts';

/** Where several clues explain one ending, the more exact one counts. */
const PRECEDENCE: readonly Cause[] = [
  'evicted',
  'preempted',
  'node-shutdown',
  'probe',
  'hook',
  'memory-limit',
  'memory-node',
  'memory',
  'deadline',
  'stop-timeout',
  'node-lost',
  'cancelled',
  'sandbox',
  'wrong-platform',
  'missing-library',
  'bad-interpreter',
  'workdir',
  'mount',
  'image',
  'not-executable',
  'not-found',
  'config-missing',
  'start-refused',
  'stop',
  'crash',
  'abort',
  'pipe',
  'uncaught',
  'own-code',
];

/** A clue of a log explains an ending at most this many lines below it, or above. */
export const LOG_BEFORE = 80;
export const LOG_AFTER = 12;
/** One that may be written at any time: only this many lines above the ending, or two below. */
const CLOSE_BEFORE = 12;
const CLOSE_AFTER = 2;

export interface Explained {
  readonly group: Group;
  readonly cause: Cause;
  /** 1-based, the deciding ones first. */
  readonly evidence: readonly number[];
  readonly own: Own;
  /** Explained by a clue that says that another one failed first. */
  readonly sibling: boolean;
  /** Nothing was seen to happen: the cause is only set up. */
  readonly suspected: boolean;
}

/** How many lines a card quotes as evidence at most. */
const EVIDENCE_LIMIT = 6;

const ASKED_TO_STOP = /^SIG(?:TERM|INT|QUIT|HUP|KILL)$/;

/** Whether a clue of this kind can explain an ending. */
function canExplain(explains: Explains, { kind, draft, meaning }: Group): boolean {
  const signal = draft.signal ?? meaning.signal;
  const status = meaning.exitStatus;
  const { code } = draft;
  if (kind === 'event') return false;
  if (kind === 'waiting') return /^(?:waiting|any|start|exec|stop)$/.test(explains);
  switch (explains) {
    case 'any':
      return true;
    case 'failure':
      return status !== 0;
    case 'code':
      return signal === undefined && status !== 0;
    case 'kill':
      return signal === 'SIGKILL' || (signal === undefined && code === undefined);
    case 'stop':
      return signal !== undefined && ASKED_TO_STOP.test(signal);
    case 'term':
      return signal === 'SIGTERM' || signal === 'SIGINT';
    case 'quit':
      return (
        (signal !== undefined && ASKED_TO_STOP.test(signal)) || (status === 0 && draft.state === 'current')
      );
    case 'start':
    case 'exec':
      return (
        signal === undefined &&
        (status === undefined ||
          (explains === 'start' && (status === 1 || status === 2)) ||
          (status >= 125 && status <= 128) ||
          status >= 200)
      );
    case 'abort':
      return signal === 'SIGABRT' || signal === 'SIGTRAP' || code === 3;
    case 'crash':
      return signal === 'SIGBUS' || signal === 'SIGSEGV';
    case 'lost':
      return status === 255 || (code !== undefined && code < 0);
    case 'waiting':
      return false;
  }
}

/** A name in full and without what a tool puts around it: `shop-worker-1` and `worker-1`, `web` and `web.1`. */
export function sameName(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const at = long.indexOf(short);
  if (at < 0 || !/^(?:.{2,}|\d)$/.test(short)) return false;
  const before = long[at - 1] ?? '';
  return /^[-_./ :(]?$/.test(before) && /^(?:[-_./ :)].*|)$/.test(long.slice(at + short.length));
}

/** Kubernetes shortens nothing, but people rename: `pay` for `payment`. */
const alike = (a: string, b: string): boolean => sameName(a, b) || a.startsWith(b) || b.startsWith(a);

/** What clues say is sought for this many endings: a paste of more is a list. */
const EXPLAINED = 2000;

const NONE: readonly Clue[] = [];

/** How many endings are decided on between two pauses. */
const PAUSE_EVERY = 64;

/** Why each ended: by what it says itself, and by the clues around it. Yields where it may pause. */
export function* explain(
  groups: readonly Group[],
  clues: readonly Clue[],
): Generator<undefined, readonly Explained[]> {
  const owns: Own[] = [];
  for (const group of groups) {
    owns.push(ownCause(group));
    if (owns.length % PAUSE_EVERY === 0) yield;
  }
  const explained = groups.slice(0, EXPLAINED);
  const chosen = explained.map((): Clue[] => []);
  for (const clue of clues) {
    for (const index of targetsOf(clue, explained, owns)) chosen[index]?.push(clue);
    yield;
  }
  for (const [index, clue] of restarts(explained)) chosen[index]?.push(clue);
  const decideAll = function* (isCounted: (clue: Clue) => boolean): Generator<undefined, Explained[]> {
    const decided: Explained[] = [];
    for (const [index, group] of groups.entries()) {
      decided.push(decide(group, owns[index] as Own, chosen[index]?.filter(isCounted) ?? NONE));
      if (decided.length % PAUSE_EVERY === 0) yield;
    }
    return decided;
  };
  const decided = yield* decideAll(() => true);
  // Where no other failure is told, nothing stands behind one; what was stopped for it was cancelled all the same.
  const rooted = decided.some(
    ({ group, sibling }) => !sibling && group.kind === 'ended' && group.meaning.exitStatus !== 0,
  );
  if (rooted) return decided;
  const alone = yield* decideAll(({ sibling, explains }) => !sibling || explains !== 'any');
  return alone.map((each) => ({ ...each, sibling: false }));
}

/** Containers that end with 255 in the same second: the node or its runtime went, and wrote that for all of them. */
function restarts(groups: readonly Group[]): readonly (readonly [index: number, clue: Clue])[] {
  const lost = groups.flatMap(({ draft: { code, finishedAt, span } }, index) =>
    code === 255 && span && finishedAt !== undefined ? [{ index, finishedAt }] : [],
  );
  // The first two of each second: one of them is another one.
  const at = new Map<string, number[]>();
  for (const { index, finishedAt } of lost)
    at.set(finishedAt, [...(at.get(finishedAt) ?? []), index].slice(0, 2));
  return lost.flatMap(({ index, finishedAt }) => {
    const other = at.get(finishedAt)?.find((each) => each !== index);
    const line = other === undefined ? undefined : groups[other]?.draft.line;
    return line === undefined
      ? []
      : [[index, { cause: 'node-lost', explains: 'lost', reach: 'all', line }] as const];
  });
}

/** The endings that a clue is about. */
function targetsOf(clue: Clue, groups: readonly Group[], owns: readonly Own[]): readonly number[] {
  const inSpan = groups.findIndex(
    ({ draft: { span } }) => span && clue.line >= span[0] && clue.line <= span[1],
  );
  // What an event says on its own line is about that event.
  const onEvent = groups.findIndex(
    ({ kind, draft }) => kind === 'event' && draft.line === clue.line && draft.family !== 'docker',
  );
  const near = clue.reach === 'next' || clue.reach === 'close';
  if (onEvent >= 0 && near) return [];
  const able = groups.flatMap((group, index) =>
    owns[index]?.by !== 'told' &&
    (canExplain(clue.explains, group) || (group.kind === 'event' && group.lines.includes(clue.line)))
      ? [index]
      : [],
  );
  if (inSpan >= 0 && near) return able.includes(inSpan) ? [inSpan] : [];
  const about = clue.about === undefined ? ofWriter(clue, able, groups) : ofName(clue.about, able, groups);
  const lineOf = (index: number): number => groups[index]?.draft.line ?? 0;
  switch (clue.reach) {
    case 'all':
      return about;
    case 'once': {
      const below = about.filter((index) => lineOf(index) >= clue.line);
      return below.slice(0, 1);
    }
    case 'below':
      return about.filter((index) => lineOf(index) >= clue.line);
    case 'next':
    case 'close': {
      const [before, after] = clue.reach === 'next' ? [LOG_BEFORE, LOG_AFTER] : [CLOSE_BEFORE, CLOSE_AFTER];
      const own = about.filter((index) => groups[index]?.kind === 'event');
      const ended = about.filter((index) => groups[index]?.kind !== 'event');
      const below = ended.filter((index) => {
        const away = lineOf(index) - clue.line;
        return away >= 0 && away <= before;
      });
      const above = ended.filter((index) => {
        const away = clue.line - lineOf(index);
        return away > 0 && away <= after;
      });
      const nearest = (list: readonly number[]): readonly number[] =>
        list.length === 0
          ? []
          : [
              list.reduce((a, b) =>
                Math.abs(lineOf(b) - clue.line) < Math.abs(lineOf(a) - clue.line) ? b : a,
              ),
            ];
      return [...own, ...(below.length > 0 ? nearest(below) : nearest(above))];
    }
  }
}

const BY_ITSELF = { sibling: false, suspected: false } as const;

/** The endings of what a clue names: by that name, or by none where nothing else has it. */
function ofName(name: string, able: readonly number[], groups: readonly Group[]): readonly number[] {
  const exact = able.filter((index) => sameName(groups[index]?.draft.container ?? '', name));
  if (exact.length > 0) return exact;
  const known = groups.some(
    ({ draft, kind }) => kind !== 'event' && draft.container !== undefined && sameName(draft.container, name),
  );
  if (known) return [];
  return able.filter((index) => {
    const own = groups[index]?.draft.container;
    return own === undefined || alike(own, name);
  });
}

/** The endings of who wrote a line; of everybody where no ending has that name. */
function ofWriter(
  { writer, inColumn }: Clue,
  able: readonly number[],
  groups: readonly Group[],
): readonly number[] {
  if (writer === undefined) return able;
  const named = able.filter((index) => sameName(groups[index]?.draft.container ?? '', writer));
  const known = groups.some(
    ({ draft }) => draft.container !== undefined && sameName(draft.container, writer),
  );
  if (known || !inColumn) return known ? named : able;
  return able.filter((index) => {
    const { family, container, naming = 'container' } = groups[index]?.draft ?? {};
    return (
      family !== 'docker' || container === undefined || naming !== 'container' || shareWord(container, writer)
    );
  });
}

/** `db_1` and `shop_db`: what compose calls one container in its log and when it ends. */
function shareWord(a: string, b: string): boolean {
  const words = new Set(a.split(/[-_.]/));
  return b.split(/[-_.]/).some((word) => /\D/.test(word) && words.has(word));
}

function decide(group: Group, own: Own, clues: readonly Clue[]): Explained {
  const { draft, meaning, lines } = group;
  const facts = lines.length > EVIDENCE_LIMIT ? lines.slice(0, EVIDENCE_LIMIT) : lines;
  const byItself: Explained = { group, cause: own.cause, evidence: facts, own, ...BY_ITSELF };
  if (own.by === 'told' || clues.length === 0) return byItself;
  const order = ({ cause, explains, suspected, weak }: Clue): number =>
    // A volume of a Secret that is named as missing: that is why it is not mounted.
    PRECEDENCE.indexOf(cause === 'config-missing' && explains === 'waiting' ? 'workdir' : cause) +
    (weak ? 0.5 : 0) +
    (suspected ? PRECEDENCE.length : 0);
  const near = (clue: Clue): number => Math.abs(clue.line - draft.line);
  const [best, ...others] = [...clues].sort((a, b) => order(a) - order(b) || near(a) - near(b)) as [
    Clue,
    ...Clue[],
  ];
  // What is asked to stop and dies of SIGKILL outlived its grace period.
  const signal = draft.signal ?? meaning.signal;
  const cause = best.cause === 'stop' && signal === 'SIGKILL' ? 'stop-timeout' : best.cause;
  // A stop or an own number says less than what the number itself says; no runtime ends with 126 or 127.
  if (
    (best.cause === 'stop' && own.by === 'likely') ||
    (best.cause === 'own-code' && (own.by === 'likely' || own.cause !== 'unknown')) ||
    (best.cause === 'uncaught' &&
      (own.by === 'likely' || own.cause.startsWith('not-') || ASKED_TO_STOP.test(signal ?? '')))
  )
    return byItself;
  const also = others.filter((clue) => clue.cause === best.cause).map(({ line }) => line);
  const evidence = [...new Set([best.line, ...also.slice(0, 2), ...facts])].slice(0, EVIDENCE_LIMIT);
  return { group, cause, own, evidence, sibling: best.sibling === true, suspected: best.suspected === true };
}
