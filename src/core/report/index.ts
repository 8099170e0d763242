/** Pasted output -> findings. Adding a format is adding one file and its line below. */

import { decode } from '../read/decode.ts';
import { literalOf, needles } from './needles.ts';
import type { Needles } from './needles.ts';
import { readPaste } from './paste.ts';
import type { Line, Paste } from './paste.ts';
import { mergeMentions } from './merge.ts';
import type { Mention } from './merge.ts';
import type { Finding } from './finding.ts';
import { readLine } from './recogniser.ts';
import { RECOGNISERS } from './registry.ts';
import { signalIn } from './signal-in.ts';

export type { Finding, FindingKind } from './finding.ts';
export { FINDING_LIMIT } from './merge.ts';
export { PASTE_LIMIT } from './paste.ts';

export interface Report {
  /** Likeliest root cause first, what only passes on another's failure last. */
  readonly findings: readonly Finding[];
  /** How many more there are than `FINDING_LIMIT`. */
  readonly omitted: number;
  /** The paste was longer than `PASTE_LIMIT`; the rest was not read. */
  readonly truncated: boolean;
  /** How many lines were read. */
  readonly lines: number;
}

/** Every rule of every family, and for each word the rules that need it. */
const RULES = RECOGNISERS.flatMap(({ family, rules = [] }) => rules.map((each) => ({ family, rule: each })));
const RULES_BY_WORD = new Map<string, number[]>();
RULES.forEach(({ rule }, index) => {
  for (const word of rule.words ?? [literalOf(rule.pattern)]) {
    const rules = RULES_BY_WORD.get(word);
    if (rules) rules.push(index);
    else RULES_BY_WORD.set(word, [index]);
  }
});
const RULES_OF = [...RULES_BY_WORD.values()];

let search: Needles | undefined;

/** How many characters are searched, and how many mentions merged, between two pauses. */
const SEARCH_STEP = 50_000;
const MERGE_STEP = 500;

/** A reading that is not over is told from at most this many mentions, so that telling costs little. */
const TOLD_SO_FAR = 50;

/** The lines that hold a word of a rule, with the numbers of those rules; undefined where the search may pause. */
function* worthReading(paste: Paste): Generator<readonly [index: number, rules: number[]] | undefined> {
  search ??= needles([...RULES_BY_WORD.keys()]);
  /** By word, and by rule: one more than the line in which it was last seen. */
  const wordSeen = new Int32Array(RULES_OF.length);
  const ruleSeen = new Int32Array(RULES.length);
  let found: (readonly [number, number[]])[] = [];
  let last: number[] = [];
  let index = -1;
  let until = 0;
  const hit = (end: number, word: number): void => {
    if (end >= until) {
      index = paste.indexAt(end);
      until = paste.startOf(index + 1);
      found.push([index, (last = [])]);
    }
    if (wordSeen[word] === index + 1) return;
    wordSeen[word] = index + 1;
    for (const rule of RULES_OF[word] ?? []) {
      if (ruleSeen[rule] === index + 1) continue;
      ruleSeen[rule] = index + 1;
      last.push(rule);
    }
  };
  for (let from = 0, state = 0; from < paste.text.length; from += SEARCH_STEP) {
    state = search.search(paste.text, hit, from, from + SEARCH_STEP, state);
    // The last line may go on.
    const open = from + SEARCH_STEP < until ? found.pop() : undefined;
    yield* found;
    yield undefined;
    found = open ? [open] : [];
  }
  yield* found;
}

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
  const paste = readPaste(text);
  const { truncated, length: lines } = paste;
  const mentions: Mention[] = [];
  const soFar = (): Report => ({
    ...finish(mergeMentions(mentions.slice(0, TOLD_SO_FAR))),
    truncated,
    lines,
  });
  for (const _ of findMentions(paste, mentions)) yield soFar;
  const merging = mergeMentions(mentions.sort((a, b) => a.line - b.line));
  for (let step = merging.next(), count = 0; ; step = merging.next()) {
    if (step.done) return { ...step.value, truncated, lines };
    if (++count % MERGE_STEP === 0) yield soFar;
  }
}

function finish<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as Result;
  }
}

/** Adds every mention to the list, out of order; yields where it may pause. */
function* findMentions(paste: Paste, mentions: Mention[]): Generator<undefined, void> {
  const read = new Set<number>();
  for (const { family, scan } of RECOGNISERS) {
    for (const draft of scan?.(paste) ?? []) {
      if (draft) {
        mentions.push(Object.assign(draft, { family }));
        read.add(draft.line);
      }
      if (!draft || mentions.length % PAUSE_EVERY === 0) yield;
    }
  }
  // Logs repeat themselves: a line that was read before is not read again.
  const known = new Map<string, readonly Mention[]>();
  let count = 0;
  for (const worth of worthReading(paste)) {
    if (!worth || ++count % PAUSE_EVERY === 0) yield;
    if (!worth) continue;
    const line = paste.line(worth[0]);
    if (read.has(line.number)) continue;
    const again = known.get(line.text);
    if (again) {
      for (const mention of again) mentions.push({ ...mention, line: line.number });
      continue;
    }
    const found = readRules(
      line,
      worth[1].sort((a, b) => a - b),
    );
    if (known.size < KNOWN_LIMIT) known.set(line.text, found);
    for (const mention of found) mentions.push(mention);
  }
}

const KNOWN_LIMIT = 5000;

/** How many lines or mentions are read between two pauses. */
const PAUSE_EVERY = 64;

function readRules(line: Line, rules: readonly number[]): readonly Mention[] {
  const taken: [number, number][] = [];
  const mentions: Mention[] = [];
  for (const index of rules) {
    const { family, rule } = RULES[index] as (typeof RULES)[number];
    for (const draft of readLine(rule, line, taken)) mentions.push(Object.assign(draft, { family }));
  }
  return mentions;
}

/**
 * Whether findings answer a text rather than the readings of one number or name: it has more than one line, or one
 * line in a known format that holds more than that. What says one thing twice (`-1073741819 (0xC0000005)`, the signal
 * beside its exit status) holds one, as `decode` counts; whose code it is, or its reason, is more.
 */
export function isReport(text: string): boolean {
  const [first, ...others] = text.split(/[\r\n\u2028\u2029]+/).filter((line) => line.trim() !== '');
  if (first === undefined || others.length > 0) return first !== undefined;
  const { findings } = readReport(first);
  if (findings.length > 1 || findings.some(saysMore)) return true;
  const decoding = decode(first);
  const one = decoding.kind === 'readings' && decoding.subjects.length === 1;
  return !one && findings.some(({ family }) => family !== 'prose');
}

function saysMore({ container, code, reason }: Finding): boolean {
  return container !== undefined || (code !== undefined && reason !== undefined && !signalIn(reason));
}
