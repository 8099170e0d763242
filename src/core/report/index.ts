/** Pasted output -> findings. Adding a format is adding one file and its line below. */

import { cleanLine, readPaste } from './paste.ts';
import type { Paste } from './paste.ts';
import { mergeMentions } from './merge.ts';
import type { Mention } from './merge.ts';
import type { Finding } from './finding.ts';
import { readLine } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';
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

/** One pattern that finds the lines any family may read: words that hold another word add nothing. */
const words = [...new Set(RECOGNISERS.flatMap((each) => each.words))];
const WORTH = new RegExp(
  words
    .filter((word) => !words.some((other) => other !== word && word.includes(other)))
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|'),
  'gi',
);

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
  for (const line of paste.matching(WORTH)) {
    const lower = line.text.toLowerCase();
    const taken: [number, number][] = [];
    for (const recogniser of RECOGNISERS) {
      if (!worthReading(recogniser, lower)) continue;
      for (const draft of readLine(recogniser, line, taken)) mentions.push({ ...draft, family: recogniser.family });
    }
  }
  return mentions.sort((a, b) => a.line - b.line);
}

function worthReading({ words: own, rules }: Recogniser, lower: string): boolean {
  return rules !== undefined && own.some((word) => lower.includes(word));
}

/**
 * Whether findings answer a text rather than the readings of one number: more than one line, or one line that is
 * output in a known format or holds more than one number or name.
 */
export function isReport(text: string): boolean {
  const lines = text.split(/\r?\n/, 3).filter((line) => line.trim() !== '');
  if (lines.length > 1) return true;
  return cleanLine(lines[0] ?? '').length > 200;
}
