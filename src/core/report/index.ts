/** Pasted output -> findings. Adding a format is adding one file and its line below. */

import { decode } from '../decode.ts';
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

/** The lines that hold a word of a rule, with the numbers of those rules in the order of the registry. */
function* worthReading(paste: Paste): Generator<readonly [Line, readonly number[]]> {
  search ??= needles([...RULES_BY_WORD.keys()]);
  const hits = new Map<number, Set<number>>();
  const lastSeen = new Int32Array(RULES_OF.length).fill(-1);
  let index = -1;
  let until = 0;
  search.search(paste.text, (end, word) => {
    if (end >= until) {
      index = paste.indexAt(end);
      until = paste.startOf(index + 1);
      hits.set(index, new Set());
    }
    if (lastSeen[word] === index) return;
    lastSeen[word] = index;
    for (const rule of RULES_OF[word] ?? []) hits.get(index)?.add(rule);
  });
  for (const [at, found] of hits) yield [paste.line(at), [...found].sort((a, b) => a - b)];
}

/** Everything in the paste that ended, waits or happened. Any text is accepted; time is linear in its length. */
export function readReport(text: string): Report {
  const paste = readPaste(text);
  return { findings: mergeMentions(mentionsIn(paste)), truncated: paste.truncated, lines: paste.length };
}

function mentionsIn(paste: Paste): readonly Mention[] {
  const mentions: Mention[] = [];
  const read = new Set<number>();
  for (const { family, scan } of RECOGNISERS) {
    for (const draft of scan?.(paste) ?? []) {
      mentions.push({ ...draft, family });
      read.add(draft.line);
    }
  }
  // Logs repeat themselves: a line that was read before is not read again.
  const known = new Map<string, readonly Mention[]>();
  for (const [line, rules] of worthReading(paste)) {
    if (read.has(line.number)) continue;
    const again = known.get(line.text);
    const found = again
      ? again.map((mention) => ({ ...mention, line: line.number }))
      : readRules(line, rules);
    if (!again && known.size < KNOWN_LIMIT) known.set(line.text, found);
    mentions.push(...found);
  }
  return mentions.sort((a, b) => a.line - b.line);
}

const KNOWN_LIMIT = 5000;

function readRules(line: Line, rules: readonly number[]): readonly Mention[] {
  const taken: [number, number][] = [];
  return rules.flatMap((index) => {
    const { family, rule } = RULES[index] as (typeof RULES)[number];
    return readLine(rule, line, taken).map((draft) => ({ ...draft, family }));
  });
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
