/** Mentions of endings -> findings: the same ending printed several times is one, and the likeliest cause goes first. */

import { isExitStatus } from '../tables/families.ts';
import { SIGNAL_OFFSET, signalByName, signalByNumber, signalOfStatus } from '../tables/signals.ts';
import { TWO_TO_32, windowsByValue, windowsHex } from '../tables/windows.ts';
import type { Draft, Finding } from './finding.ts';

/** How many findings one paste gives at most; the rest are counted. */
export const FINDING_LIMIT = 100;

/** A note belongs to an ending at most this many lines away. */
const NOTE_REACH = 40;

export interface Mention extends Draft {
  readonly family: string;
}

/** What a code stands for, and the signal that follows from it. */
interface Meaning {
  readonly exitStatus?: number;
  readonly signal?: string;
  readonly windows?: string;
}

function meaningOf({ code, bareSignal, signal, reason, kind = 'ended' }: Draft): Meaning {
  if (code !== undefined && !bareSignal) {
    if (isExitStatus(code)) {
      const { name, action } = signalOfStatus(code) ?? {};
      const dies = action === 'terminate' || action === 'core';
      return { exitStatus: code, ...(dies && code < 161 && { signal: name as string }) };
    }
    if (code < 0 && code >= -64) {
      const died = code === -1 ? undefined : signalByNumber(-code);
      return died ? { exitStatus: SIGNAL_OFFSET - code, signal: died.name } : { exitStatus: lowByte(code) };
    }
    const value = code < 0 ? code + TWO_TO_32 : code;
    if (value >= 0x4000_0000 && value < TWO_TO_32 && code < -0xffff !== code > 0)
      return { windows: windowsHex(value) };
    if (windowsByValue(value)) return { windows: windowsHex(value) };
    return {};
  }
  const named = signal ?? (bareSignal && code !== undefined ? signalByNumber(code)?.name : undefined);
  if (named) return killedBy(named);
  // Words that say how it was killed, beside no number.
  if (
    kind === 'ended' &&
    reason &&
    /^(?:Init:)?OOMKilled$|out of memory|oom.?kill|memory limit|OutOfMemoryError: Cont/i.test(reason)
  ) {
    return killedBy('SIGKILL');
  }
  if (kind === 'ended' && reason === 'Completed') return { exitStatus: 0 };
  return {};
}

/** What exit(3) keeps of its argument. */
const lowByte = (code: number): number => ((code % 256) + 256) % 256;

function killedBy(signal: string): Meaning {
  const number = signalByName(signal)?.number;
  return { signal, ...(number !== undefined && { exitStatus: SIGNAL_OFFSET + number }) };
}

/** Equal numbers in different spellings: 137, -9, signal 9; 0xC0000005 and its signed form. */
function agrees<T>(a: T | undefined, b: T | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function sameEnding(a: Group, b: Group): boolean {
  const [x, y] = [a.meaning, b.meaning];
  if (a.kind !== b.kind || !agrees(a.draft.state, b.draft.state)) return false;
  if (!sameThing(a.draft, b.draft)) return false;
  if (a.kind !== 'ended') return bareReason(a.draft.reason) === bareReason(b.draft.reason);
  if (unknown(a) || unknown(b)) return unknown(a) && unknown(b) && agrees(a.draft.reason, b.draft.reason);
  if (x.windows !== y.windows) return false;
  if (x.signal !== undefined && x.signal === y.signal) return conflictFree(a.draft, b.draft);
  return (
    a.draft.code !== undefined &&
    (a.draft.code === b.draft.code || (x.exitStatus !== undefined && x.exitStatus === y.exitStatus))
  );
}

const unknown = ({ draft, meaning }: Group): boolean =>
  draft.code === undefined && meaning.signal === undefined && meaning.exitStatus === undefined;

const bareReason = (reason = ''): string => reason.replace(/^Init:/, '');

/** pm2 prints a code and a signal that contradict each other; they are not another process's signal. */
function conflictFree(a: Draft, b: Draft): boolean {
  return (
    a.bareSignal ||
    b.bareSignal ||
    agrees(
      a.code === undefined ? undefined : a.code < 0 ? SIGNAL_OFFSET - a.code : a.code,
      b.code === undefined ? undefined : b.code < 0 ? SIGNAL_OFFSET - b.code : b.code,
    )
  );
}

function sameThing(a: Draft, b: Draft): boolean {
  if (a.container === undefined || b.container === undefined) return true;
  const [x, y] = [a.naming ?? 'container', b.naming ?? 'container'];
  if (x !== y || x === 'step' || x === 'command') return true;
  return sameName(a, b);
}

function sameName(a: Draft, b: Draft): boolean {
  return a.container !== undefined && a.container === b.container;
}

interface Group {
  readonly kind: Finding['kind'];
  draft: Mention;
  meaning: Meaning;
  count: number;
  /** Its place among the endings of the paste. */
  order: number;
}

const WEIGHT = { container: 4, pod: 3, process: 2, step: 1, command: 0 } as const;

/** One mention out of two: the written code before the number of the signal, the name and the reason that say more. */
function joined(a: Mention, b: Mention): Mention {
  const weight = (draft: Mention): number =>
    draft.container === undefined ? -1 : WEIGHT[draft.naming ?? 'container'];
  const named = weight(b) > weight(a) ? b : a;
  const coded = a.code === undefined || (a.bareSignal && b.code !== undefined && !b.bareSignal) ? b : a;
  const reasoned =
    a.reason === undefined || (a.weakReason && b.reason !== undefined && !b.weakReason) ? b : a;
  const {
    code: _,
    bareSignal: __,
    weakReason: ___,
    wrapper: ____,
    passesOn: _____,
    ...rest
  } = { ...b, ...a };
  const written = coded.code === undefined ? {} : { code: coded.code };
  return {
    ...rest,
    ...written,
    ...(coded.bareSignal && { bareSignal: true }),
    ...(reasoned.reason !== undefined && { reason: reasoned.reason }),
    ...(reasoned.weakReason && { weakReason: true }),
    ...(named.container !== undefined && { container: named.container, naming: named.naming ?? 'container' }),
    ...(a.wrapper && b.wrapper && { wrapper: true }),
    ...(a.passesOn && b.passesOn && { passesOn: true }),
    line: coded.code === undefined ? a.line : coded.line,
    family: coded.family,
  };
}

/** Distinct endings, and by what they end with and what they are called, so that each mention looks at few of them. */
class Endings {
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
        const found = firstSame(list, group);
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
      let named = shelf.byName.get(name);
      if (!named) shelf.byName.set(name, (named = []));
      place(named, group);
    }
  }
}

interface Shelf {
  readonly byClass: Partial<Record<(typeof CLASSES)[number], Group[]>>;
  readonly byName: Map<string, Group[]>;
}

/** What has no name, or a name that keeps nothing apart, is loose: see `sameThing`. */
const CLASSES = ['loose', 'container', 'pod', 'process'] as const;

function classOf({ container, naming = 'container' }: Draft): (typeof CLASSES)[number] {
  return container === undefined || naming === 'step' || naming === 'command' ? 'loose' : naming;
}

/** Endings that `sameEnding` holds for share one of these. */
function keysOf({ kind, draft, meaning }: Group): readonly (string | number)[] {
  if (kind !== 'ended') return [`${kind}\n${bareReason(draft.reason)}`];
  const means = meaning.windows ?? meaning.exitStatus ?? meaning.signal ?? draft.code ?? 'unknown';
  return draft.code === undefined || draft.code === means ? [means] : [means, draft.code];
}

function place(list: Group[], group: Group): void {
  if (list.at(-1) !== group && list.length < FINDING_LIMIT) list.push(group);
}

function firstSame(list: readonly Group[] | undefined, group: Group): Group | undefined {
  return list?.find((known) => sameEnding(known, group));
}

/**
 * Findings in the order of `rank`, at most `FINDING_LIMIT`, and how many more there are. Linear in the mentions, which
 * are in the order of the paste; yields after each of them.
 */
export function* mergeMentions(
  mentions: readonly Mention[],
): Generator<undefined, { readonly findings: readonly Finding[]; readonly omitted: number }> {
  const endings = new Endings();
  const byText = new Map<string, Group>();
  const add = (draft: Mention): void => {
    const { kind = 'ended', code, signal, container, reason, state } = draft;
    const text = `${kind}\n${code}\n${signal}\n${container}\n${reason}\n${state}`;
    const exact = byText.get(text);
    if (exact) {
      exact.count++;
      return;
    }
    const group: Group = { kind, draft, meaning: meaningOf(draft), count: 1, order: 0 };
    const same = endings.same(group);
    if (same) {
      same.draft = joined(same.draft, draft);
      same.meaning = meaningOf(same.draft);
      same.count++;
      endings.shelve(same);
    } else endings.add(group);
    byText.set(text, same ?? group);
  };
  // A reason without a number first looks for the number that belongs to it.
  const waits = (draft: Mention): boolean =>
    draft.note !== undefined ||
    ((draft.kind ?? 'ended') === 'ended' &&
      draft.code === undefined &&
      draft.signal === undefined &&
      draft.naming !== 'pod');
  for (const draft of mentions) {
    if (!waits(draft)) add(draft);
    yield;
  }
  const near = nearby(endings.all);
  for (const draft of mentions) {
    if (!waits(draft)) continue;
    if (!annotate(near(draft.line), draft) && draft.note !== 'only') {
      const before = endings.all.length;
      add(draft);
      for (const group of endings.all.slice(before)) near(group.draft.line, group);
    }
    yield;
  }
  markWrappers(endings.all);
  return { findings: ranked(endings.all), omitted: Math.max(0, endings.all.length - FINDING_LIMIT) };
}

/** The endings on about `NOTE_REACH` lines around a line, not all where they are many; takes further ones. */
function nearby(groups: readonly Group[]): (line: number, more?: Group) => readonly Group[] {
  const blocks = new Map<number, Group[]>();
  const put = (group: Group): void => {
    const block = Math.floor(group.draft.line / NOTE_REACH);
    const list = blocks.get(block);
    if (!list) blocks.set(block, [group]);
    else if (list.length < FINDING_LIMIT) list.push(group);
  };
  groups.forEach(put);
  return (line, more) => {
    if (more) put(more);
    const block = Math.floor(line / NOTE_REACH);
    return [block - 1, block, block + 1].flatMap((each) => blocks.get(each) ?? []);
  };
}

/** Adds what a note says to the nearest ending that it can belong to; false when there is none. */
function annotate(groups: readonly Group[], note: Mention): boolean {
  const implied = meaningOf(note).signal;
  let nearest: Group | undefined;
  let least = NOTE_REACH;
  for (const group of groups) {
    const distance = Math.abs(group.draft.line - note.line);
    if (distance > least || group.kind === 'event' || !takes(group, note, implied)) continue;
    [nearest, least] = [group, distance - (group.draft.line < note.line ? 0.5 : 0)];
  }
  if (!nearest) return false;
  const { draft: own, count } = nearest;
  const { line, family, wrapper, passesOn } = own;
  const message =
    nearest.draft.message ??
    (nearest.draft.reason === undefined || nearest.draft.weakReason || nearest.draft.reason === note.reason
      ? undefined
      : note.reason);
  nearest.draft = {
    ...joined(own, note),
    ...(wrapper && { wrapper }),
    ...(passesOn && { passesOn }),
    line,
    family,
    ...(message !== undefined && { message }),
  };
  nearest.count = count;
  return true;
}

function takes({ draft, meaning, kind }: Group, note: Mention, implied: string | undefined): boolean {
  if (!sameThing(draft, note) || !agrees(draft.state, note.state)) return false;
  if (implied !== undefined && meaning.signal !== undefined && implied !== meaning.signal) return false;
  if (kind === 'waiting') return draft.line === note.line && note.family === 'docker';
  if (note.note === 'only')
    return note.reason === undefined || draft.reason === undefined || draft.weakReason === true;
  if (draft.reason !== undefined && draft.reason === note.reason) return true;
  // What failed has the reason, not what ended well.
  if (meaning.exitStatus === 0) return false;
  return (
    draft.reason === undefined ||
    draft.weakReason === true ||
    draft.reason === note.reason ||
    note.family === 'docker'
  );
}

/** A signal that a program does not get because somebody wants it to stop, or a crash of Windows. */
function crashed({ kind, draft, meaning }: Group): boolean {
  const name = draft.signal ?? meaning.signal;
  return (
    kind === 'ended' &&
    (meaning.windows !== undefined || name === 'SIGKILL' || signalByName(name ?? '')?.action === 'core')
  );
}

/** What tells of a command's ordinary failure below a crash only passes it on: `make: *** Error 1` below `Killed`. */
function markWrappers(groups: readonly Group[]): void {
  const first = groups.reduce(
    (line, group) => (crashed(group) ? Math.min(line, group.draft.line) : line),
    Infinity,
  );
  for (const group of groups) {
    const { draft, meaning } = group;
    const fails = meaning.exitStatus !== 0 && meaning.signal === undefined && draft.signal === undefined;
    if (draft.passesOn && fails && draft.line > first) group.draft = { ...draft, wrapper: true };
  }
}

function ranked(groups: readonly Group[]): readonly Finding[] {
  const failures = groups.filter(({ draft }) => !draft.wrapper && draft.kind !== 'event').length;
  const order = (group: Group): number => {
    const { draft, meaning, kind } = group;
    if (draft.wrapper && failures > 0) return 5;
    if (kind === 'waiting') return 3;
    if (kind === 'event') return 2;
    if (meaning.exitStatus === 0) return 4;
    return meaning.signal !== undefined || meaning.windows !== undefined || draft.reason === 'OOMKilled'
      ? 0
      : 1;
  };
  return groups
    .map((group) => ({ group, key: order(group) }))
    .sort((a, b) => a.key - b.key || a.group.draft.line - b.group.draft.line)
    .slice(0, FINDING_LIMIT)
    .map(({ group: { draft, meaning, count, kind } }, rank): Finding => {
      const {
        naming: _,
        bareSignal: __,
        weakReason: ___,
        note: ____,
        passesOn: _____,
        wrapper,
        ...rest
      } = draft;
      const signal = draft.signal ?? meaning.signal;
      return {
        ...rest,
        ...meaning,
        ...(signal !== undefined && { signal }),
        ...(wrapper && { wrapper }),
        kind,
        count,
        rank,
      };
    });
}
