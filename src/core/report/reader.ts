/** Pasted output -> findings, by the rules that it is given. */

import { namesIn } from './names.ts';
import type { Names } from './names.ts';
import { finder, literalOf } from './needles.ts';
import type { Finder } from './needles.ts';
import type { Line, Paste } from './paste.ts';
import { chained } from './cause/chain.ts';
import { explain, LOG_AFTER, LOG_BEFORE } from './cause/explain.ts';
import { readClue } from './clue.ts';
import type { Clue, ClueRule } from './clue.ts';
import { merge } from './merge/index.ts';
import type { Group, Mention } from './merge/index.ts';
import type { Finding } from './finding.ts';
import { readLine } from './recogniser.ts';
import type { Recogniser, Rule } from './recogniser.ts';
import { verdictsOf } from './verdict.ts';
import type { Verdict } from './verdict.ts';

export interface Report {
  /** Likeliest root cause first, what only passes on another's failure last. */
  readonly findings: readonly Finding[];
  /** One for each process that ended, waits or was put away, in the order of their findings. */
  readonly verdicts: readonly Verdict[];
  /** How many more there are than `FINDING_LIMIT`. */
  readonly omitted: number;
  /** The paste was longer than `PASTE_LIMIT`; the rest was not read. */
  readonly truncated: boolean;
  /** How many lines were read. */
  readonly lines: number;
}

/** What is known of a text while its lines are counted. */
export const NOTHING_YET: Report = {
  findings: [],
  verdicts: [],
  omitted: 0,
  truncated: false,
  lines: 1,
};

/** What a text is read by. */
export interface Rules {
  /** In the order in which they are asked. */
  readonly recognisers: readonly Recogniser[];
  readonly clues: readonly ClueRule[];
}

interface Words {
  readonly words?: readonly string[];
  readonly pattern: RegExp;
}

/** The words of which a line must hold one, lower case. */
const wordsOf = ({ words, pattern }: Words): readonly string[] => words ?? [literalOf(pattern)];
const isNear = ({ reach }: ClueRule): boolean => reach === 'next' || reach === 'close';

/** Rules in the form in which they are used: those of every line, and the clues of logs. */
class Prepared {
  readonly recognisers: readonly Recogniser[];
  /** Every rule of every family, and the clues that are sought in the whole paste. */
  readonly rules: readonly { readonly family: string; readonly rule: Rule }[];
  readonly far: readonly ClueRule[];
  readonly near: readonly ClueRule[];
  readonly clues: readonly { readonly rule: ClueRule; readonly words: readonly string[] }[];
  readonly anywhere: Finder;
  readonly inLogs: Finder;

  constructor({ recognisers, clues }: Rules) {
    this.recognisers = recognisers;
    this.rules = recognisers.flatMap(({ family, rules = [] }) => rules.map((rule) => ({ family, rule })));
    this.far = clues.filter((rule) => !isNear(rule));
    this.near = clues.filter(isNear);
    this.clues = clues.map((rule) => ({ rule, words: wordsOf(rule) }));
    this.anywhere = finder([...this.rules.map(({ rule }) => wordsOf(rule)), ...this.far.map(wordsOf)]);
    this.inLogs = finder(this.near.map(wordsOf));
  }
}

const PREPARED = new WeakMap<Rules, Prepared>();

function prepared(rules: Rules): Prepared {
  const known = PREPARED.get(rules) ?? new Prepared(rules);
  PREPARED.set(rules, known);
  return known;
}

/** How many mentions are merged between two pauses. */
const MERGE_STEP = 50;

/** Interim results use only the first mentions, to keep them cheap. */
const INTERIM_MENTIONS = 50;

/**
 * Everything in the paste that ended, waits or happened, in steps that each take well below a millisecond for a page that
 * has something else to do: each gives a function that tells what was found so far, in the paste's order and of its
 * beginning only. Any text is accepted; time is linear in its length.
 */
export function* readInSteps(paste: Paste, rules: Rules): Generator<() => Report, Report> {
  const by = prepared(rules);
  const found: Found = { mentions: [], clues: [], beyond: 0 };
  const { mentions, clues } = found;
  const nothingYet = (): Report => NOTHING_YET;
  const { truncated, length: lines } = paste;
  const names = yield* pausing(namesIn(paste), nothingYet);
  const report = function* (groups: readonly Group[], known: readonly Clue[]): Generator<undefined, Report> {
    const { findings, omitted, rootOf } = yield* chained(yield* explain(groups, known));
    const verdicts = yield* verdictsOf(findings, rootOf, paste, names);
    return { findings, verdicts, omitted: omitted + found.beyond, truncated, lines };
  };
  const soFar = (): Report =>
    finish(report(finish(merge(mentions.slice(0, INTERIM_MENTIONS))), clues.slice(0, INTERIM_MENTIONS)));
  for (const _ of findMentions(by, paste, found)) yield soFar;
  const merging = merge(mentions.sort((a, b) => a.line - b.line));
  for (let step = merging.next(), count = 0; ; step = merging.next()) {
    if (step.done) {
      nameEvents(step.value, names);
      for (const clue of logClues(by, paste, step.value)) {
        if (clue) clues.push(clue);
        yield soFar;
      }
      return yield* pausing(report(step.value, clues), soFar);
    }
    if (++count % MERGE_STEP === 0) yield soFar;
  }
}

/** Steps of something else, with what to tell meanwhile. */
function* pausing<Result>(
  steps: Generator<undefined, Result>,
  soFar: () => Report,
): Generator<() => Report, Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    yield soFar;
  }
}

/** The result of what could pause, at once. */
export function finish<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as Result;
  }
}

interface Found {
  readonly mentions: Mention[];
  readonly clues: Clue[];
  /** How many more mentions were counted only. */
  beyond: number;
}

/** So many mentions of the scans, and of the rules, are kept: more than anybody reads, and what a phone has room for. */
const MENTION_LIMIT = 50_000;

/** Adds mentions and far clues to the lists, out of order; yields where it may pause. */
function* findMentions(by: Prepared, paste: Paste, into: Found): Generator<undefined, void> {
  const { mentions, clues } = into;
  const read = new Set<number>();
  for (const { family, scan } of by.recognisers) {
    for (const draft of scan?.(paste) ?? []) {
      if (draft && 'explains' in draft) clues.push(draft);
      else if (draft) {
        if (mentions.length < MENTION_LIMIT) mentions.push(Object.assign(draft, { family }));
        else into.beyond++;
        read.add(draft.line);
      }
      if (!draft || mentions.length % PAUSE_EVERY === 0) yield;
    }
  }
  // Logs repeat themselves: a line that was read before is not read again.
  const known = new Map<string, LineRead>();
  const most = mentions.length + MENTION_LIMIT;
  let count = 0;
  for (const found of by.anywhere(paste, 0, paste.text.length)) {
    if (!found || ++count % PAUSE_EVERY === 0) yield;
    if (!found) continue;
    const line = paste.line(found.index);
    let again = known.get(line.text);
    const isNew = !again;
    if (!again) {
      again = readLineBy(by, line, found.patterns);
      if (known.size < KNOWN_LIMIT) known.set(line.text, again);
    }
    for (const clue of again.clues) if (clues.length < CLUE_LIMIT) clues.push({ ...clue, line: line.number });
    if (read.has(line.number)) continue;
    if (mentions.length < most)
      for (const mention of again.mentions) mentions.push({ ...mention, line: line.number });
    // The same line says the same again.
    else if (isNew) into.beyond += again.mentions.length;
  }
}

const KNOWN_LIMIT = 5000;

/** More clues than this say nothing new. */
const CLUE_LIMIT = 400;

/** How many lines or mentions are read between two pauses. */
const PAUSE_EVERY = 16;

interface LineRead {
  readonly mentions: readonly Mention[];
  readonly clues: readonly Clue[];
}

function readLineBy({ rules, far }: Prepared, line: Line, patterns: readonly number[]): LineRead {
  const taken: [number, number][] = [];
  const mentions: Mention[] = [];
  const clues: Clue[] = [];
  for (const index of patterns) {
    const own = rules[index];
    if (own) {
      for (const draft of readLine(own.rule, line, taken))
        mentions.push(Object.assign(draft, { family: own.family }));
    } else {
      const clue = readClue(far[index - rules.length] as ClueRule, line);
      if (clue) clues.push(clue);
    }
  }
  return { mentions, clues };
}

/** An event of Kubernetes that names nothing is about the one pod, or for a hook the one container, of the paste. */
function nameEvents(groups: readonly Group[], { pod, container }: Names): void {
  for (const group of groups) {
    const { draft, kind } = group;
    if (kind !== 'event' || draft.container !== undefined || draft.family !== 'kubernetes-table') continue;
    const hook = draft.reason?.endsWith('Hook');
    const name = hook ? (container ?? pod) : pod;
    if (name !== undefined)
      group.draft = {
        ...draft,
        container: name,
        naming: hook && container !== undefined ? 'container' : 'pod',
      };
  }
}

/**
 * The last words of logs: read only on the lines around an ending, because every second line of a log could be some. Yields
 * nothing where it may pause.
 */
function* logClues(by: Prepared, paste: Paste, groups: readonly Group[]): Generator<Clue | undefined> {
  // A message that is wrapped or folded holds its clue as one text.
  for (const { draft } of groups.slice(0, LOGS_READ)) {
    if (draft.message === undefined) continue;
    yield;
    const line = { number: draft.messageLine ?? draft.line, text: draft.message.slice(0, MESSAGE_LIMIT) };
    const text = line.text.toLowerCase();
    for (const { rule, words } of by.clues) {
      const clue = words.some((word) => text.includes(word)) && readClue(rule, line);
      if (clue) yield clue;
    }
  }
  const ended = groups.filter(({ kind, meaning }) => kind !== 'event' && meaning.exitStatus !== 0);
  const places = ended
    .slice(0, LOGS_READ)
    .map(({ draft }) => draft.line - 1)
    .sort((a, b) => a - b);
  let from = -1;
  for (const place of places) {
    const begin = Math.max(from, place - LOG_BEFORE, 0);
    const end = Math.min(place + LOG_AFTER + 1, paste.length);
    if (end <= begin) continue;
    from = end;
    for (const found of by.inLogs(
      paste,
      paste.startOf(paste.indexOfLine(begin)),
      paste.startOf(paste.indexOfLine(end)),
    )) {
      yield;
      if (!found) continue;
      const line = paste.line(found.index);
      for (const index of found.patterns) {
        const clue = readClue(by.near[index] as ClueRule, line);
        if (clue) yield clue;
      }
    }
  }
}

/** How much of a runtime's message is read, in characters. */
const MESSAGE_LIMIT = 2000;

/** How many endings' logs are read. */
const LOGS_READ = 50;
