/** Pasted output -> findings. Adding a format is adding one file and its line below. */

import { literalOf, needles } from './needles.ts';
import type { Needles } from './needles.ts';
import { readPaste } from './paste.ts';
import type { Line, Paste } from './paste.ts';
import { mergeMentions } from './merge.ts';
import type { Mention } from './merge.ts';
import type { Finding } from './finding.ts';
import { readLine } from './recogniser.ts';
import { RECOGNISERS } from './registry.ts';

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

/** Every rule of every family, and for each the words of which a line must hold one. */
const RULES = RECOGNISERS.flatMap(({ family, rules = [] }) => rules.map((each) => ({ family, rule: each })));
const WORDS = RULES.flatMap(({ rule }, index) =>
  (rule.words ?? [literalOf(rule.pattern)]).map((word) => [word, index] as const),
);

let search: Needles | undefined;

/** The lines that hold a word of a rule, with the numbers of those rules in the order of the registry. */
function* worthReading(paste: Paste): Generator<readonly [Line, readonly number[]]> {
  search ??= needles(WORDS.map(([word]) => word));
  const hits = new Map<number, Set<number>>();
  let from = 0;
  let until = 0;
  let rules = new Set<number>();
  search.search(paste.text, (end, word) => {
    if (end >= until) {
      const index = paste.indexAt(end);
      from = index;
      until = paste.startOf(index + 1);
      rules = new Set();
      hits.set(from, rules);
    }
    const [, rule] = WORDS[word] ?? ['', 0];
    rules.add(rule);
  });
  for (const [index, found] of hits) yield [paste.line(index), [...found].sort((a, b) => a - b)];
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
  for (const [line, rules] of worthReading(paste)) {
    if (read.has(line.number)) continue;
    const taken: [number, number][] = [];
    for (const index of rules) {
      const { family, rule } = RULES[index] as (typeof RULES)[number];
      for (const draft of readLine(rule, line, taken)) mentions.push({ ...draft, family });
    }
  }
  return mentions.sort((a, b) => a.line - b.line);
}

/**
 * Whether findings answer a text rather than the readings of one number: more than one line, or one line that is
 * output in a known format or holds more than one number or name.
 */
export function isReport(text: string): boolean {
  const lines = text.split(/\r?\n/, 3).filter((line) => line.trim() !== '');
  return lines.length > 1;
}
