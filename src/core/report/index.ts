/** Pasted output -> findings. Adding a format is adding one file and its line below. */

import { decode } from '../read/decode.ts';
import { namesIn } from './names.ts';
import type { Names } from './names.ts';
import { finder, literalOf } from './needles.ts';
import type { Finder } from './needles.ts';
import { pasteInSteps } from './paste.ts';
import type { Line, Paste } from './paste.ts';
import { chained } from './cause/chain.ts';
import { explain, LOG_AFTER, LOG_BEFORE } from './cause/explain.ts';
import { readClue } from './clue.ts';
import type { Clue } from './clue.ts';
import { CLUES } from './clues/index.ts';
import { merge } from './merge/index.ts';
import type { Group, Mention } from './merge/index.ts';
import type { Finding } from './finding.ts';
import { readLine } from './recogniser.ts';
import { RECOGNISERS } from './recognisers/index.ts';
import { signalIn } from './signal-in.ts';
import { verdictsOf } from './verdict.ts';
import type { Verdict } from './verdict.ts';

export type { Finding, FindingKind } from './finding.ts';
export type { Verdict } from './verdict.ts';
export type { Cause } from './causes.ts';
export { FINDING_LIMIT } from './cause/chain.ts';
export { PASTE_LIMIT } from './limit.ts';

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

/** Every rule of every family, and the clues that are sought in the whole paste; then the clues of logs. */
const RULES = RECOGNISERS.flatMap(({ family, rules = [] }) => rules.map((each) => ({ family, rule: each })));
const isNear = ({ reach }: { reach: string }): boolean => reach === 'next' || reach === 'close';
const FAR = CLUES.filter((rule) => !isNear(rule));
const NEAR = CLUES.filter(isNear);

/** The words of which a line must hold one, lower case. */
const wordsOf = ({ words, pattern }: { words?: readonly string[]; pattern: RegExp }): readonly string[] =>
  words ?? [literalOf(pattern)];
const WORDS_ANYWHERE = [...RULES.map(({ rule }) => wordsOf(rule)), ...FAR.map(wordsOf)];
const WORDS_IN_LOGS = NEAR.map(wordsOf);
const WORDS_OF_CLUES = CLUES.map((rule) => ({ rule, words: wordsOf(rule) }));

let anywhere: Finder | undefined;
let inLogs: Finder | undefined;

/** How many mentions are merged between two pauses. */
const MERGE_STEP = 50;

/** Interim results use only the first mentions, to keep them cheap. */
const INTERIM_MENTIONS = 50;

/** Everything in the paste that ended, waits or happened. Any text is accepted; time is linear in its length. */
export function readReport(text: string): Report {
  const steps = readInSteps(text);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * As `readReport`, in steps that each take well below a millisecond for a page that has something else to do: each gives
 * a function that tells what was found so far, in the paste's order and of its beginning only.
 */
export function* readInSteps(text: string): Generator<() => Report, Report> {
  const found: Found = { mentions: [], clues: [], beyond: 0 };
  const { mentions, clues } = found;
  const nothingYet = (): Report => ({ findings: [], verdicts: [], omitted: 0, truncated: false, lines: 1 });
  const paste = yield* pausing(pasteInSteps(text), nothingYet);
  const { truncated, length: lines } = paste;
  const names = yield* pausing(namesIn(paste), nothingYet);
  const report = (groups: readonly Group[], known: readonly Clue[]): Report => {
    const { findings, omitted, rootOf } = chained(explain(groups, known));
    const verdicts = verdictsOf(findings, rootOf, paste, names);
    return { findings, verdicts, omitted: omitted + found.beyond, truncated, lines };
  };
  const soFar = (): Report =>
    report(finish(merge(mentions.slice(0, INTERIM_MENTIONS))), clues.slice(0, INTERIM_MENTIONS));
  for (const _ of findMentions(paste, found)) yield soFar;
  const merging = merge(mentions.sort((a, b) => a.line - b.line));
  for (let step = merging.next(), count = 0; ; step = merging.next()) {
    if (step.done) {
      nameEvents(step.value, names);
      for (const clue of logClues(paste, step.value)) clues.push(clue);
      return report(step.value, clues);
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

function finish<Result>(steps: Generator<unknown, Result>): Result {
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
function* findMentions(paste: Paste, into: Found): Generator<undefined, void> {
  const { mentions, clues } = into;
  const read = new Set<number>();
  for (const { family, scan } of RECOGNISERS) {
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
  anywhere ??= finder(WORDS_ANYWHERE);
  // Logs repeat themselves: a line that was read before is not read again.
  const known = new Map<string, LineRead>();
  const most = mentions.length + MENTION_LIMIT;
  let count = 0;
  for (const found of anywhere(paste, 0, paste.text.length)) {
    if (!found || ++count % PAUSE_EVERY === 0) yield;
    if (!found) continue;
    const line = paste.line(found.index);
    let again = known.get(line.text);
    const isNew = !again;
    if (!again) {
      again = readLineBy(line, found.patterns);
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

function readLineBy(line: Line, patterns: readonly number[]): LineRead {
  const taken: [number, number][] = [];
  const mentions: Mention[] = [];
  const clues: Clue[] = [];
  for (const index of patterns) {
    const own = RULES[index];
    if (own) {
      for (const draft of readLine(own.rule, line, taken))
        mentions.push(Object.assign(draft, { family: own.family }));
    } else {
      const clue = readClue(FAR[index - RULES.length] as (typeof FAR)[number], line);
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

/** The last words of logs: read only on the lines around an ending, because every second line of a log could be some. */
function* logClues(paste: Paste, groups: readonly Group[]): Generator<Clue> {
  inLogs ??= finder(WORDS_IN_LOGS);
  // A message that is wrapped or folded holds its clue as one text.
  for (const { draft } of groups.slice(0, LOGS_READ)) {
    if (draft.message === undefined) continue;
    const line = { number: draft.messageLine ?? draft.line, text: draft.message.slice(0, MESSAGE_LIMIT) };
    const text = line.text.toLowerCase();
    for (const { rule, words } of WORDS_OF_CLUES) {
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
    for (const found of inLogs(
      paste,
      paste.startOf(paste.indexOfLine(begin)),
      paste.startOf(paste.indexOfLine(end)),
    )) {
      if (!found) continue;
      const line = paste.line(found.index);
      for (const index of found.patterns) {
        const clue = readClue(NEAR[index] as (typeof NEAR)[number], line);
        if (clue) yield clue;
      }
    }
  }
}

/** How much of a runtime's message is read, in characters. */
const MESSAGE_LIMIT = 2000;

/** How many endings' logs are read. */
const LOGS_READ = 50;

/**
 * Whether findings answer a text rather than the readings of one number or name: it has more than one line, or one
 * line in a known format that holds more than that. What says one thing twice (`-1073741819 (0xC0000005)`, the signal
 * beside its exit status) holds one, as `decode` counts; whose code it is, or its reason, is more.
 */
export function isReport(text: string): boolean {
  const first = text.trim();
  if (first === '') return false;
  // Lines end as `readPaste` ends them. One that is longer than any question need not be read to know.
  if (first.includes('\n') || first.length > QUESTION_LIMIT) return true;
  const { findings } = readReport(first);
  if (findings.length > 1 || findings.some(saysMore)) return true;
  const decoding = decode(first);
  const one = decoding.kind === 'readings' && decoding.subjects.length === 1;
  return !one && findings.some(({ family }) => family !== 'prose');
}

/** In characters. */
const QUESTION_LIMIT = 2000;

function saysMore({ container, code, reason }: Finding): boolean {
  return container !== undefined || (code !== undefined && reason !== undefined && !signalIn(reason));
}
