/** The form that every family of formats has, and the reading of one line by its rules. */

import type { Draft, Naming } from './finding.ts';
import type { Line, Paste } from './paste.ts';
import { signalIn } from './signal-in.ts';

/**
 * One format of one line. Named groups of the pattern: `code`, `signal` (a number, a name or words), `core`, `reason`,
 * `message`, `limit`, `startedAt`, `finishedAt`, and the name as `container`, `pod`, `process`, `step` or `command`.
 * The pattern has the flag g, and no quantifier without a bound before its first literal word, so that a line is read
 * in time linear to its length.
 */
export interface Rule extends Partial<Omit<Draft, 'line'>> {
  readonly pattern: RegExp;
}

export interface Recogniser {
  readonly family: string;
  /** Lower case: a line is looked at when it holds one of them. */
  readonly words: readonly string[];
  /** The first rule that matches a part of a line has it. */
  readonly rules?: readonly Rule[];
  /** For what spreads over lines. Linear in the paste. */
  readonly scan?: (paste: Paste) => readonly Draft[];
}

export function rule(pattern: RegExp, rest: Omit<Rule, 'pattern'> = {}): Rule {
  return { pattern, ...rest };
}

/** A code as a program wrote it, decimal or hexadecimal; undefined for what no 32-bit number holds. */
export function codeOf(text: string | undefined): number | undefined {
  if (!text || !/^[-+]?(?:\d{1,10}|0x[\da-f]{1,8})$/i.test(text)) return undefined;
  const value = Number(text.replace(/^[-+]/, ''));
  if (value > 0xffff_ffff) return undefined;
  return text.startsWith('-') && value > 0 ? -value : value;
}

const NAMINGS = ['container', 'pod', 'process', 'step', 'command'] as const satisfies readonly Naming[];

/** The mentions on one line; `taken` are the parts that earlier families already read. */
export function readLine(
  { rules = [] }: Recogniser,
  line: Line,
  taken: [from: number, to: number][],
): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const { pattern, ...rest } of rules) {
    for (const match of line.text.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (taken.some(([start, end]) => from < end && start < to)) continue;
      const draft = draftOf(groupsOf(match), rest, line.number);
      if (!draft) continue;
      taken.push([from, to]);
      drafts.push(draft);
    }
  }
  return drafts;
}

/** The groups that matched; `codeB` is the code of another branch of the pattern. */
function groupsOf({ groups = {} }: RegExpExecArray): Partial<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([key, value]) => (value === undefined ? [] : [[key.replace(/[B-D]$/, ''), value]])),
  );
}

function draftOf(
  groups: Partial<Record<string, string>>,
  rest: Omit<Rule, 'pattern'>,
  line: number,
): Draft | undefined {
  const signal = groups['signal'] === undefined ? undefined : signalIn(groups['signal']);
  if (groups['signal'] !== undefined && !signal) return undefined;
  const code = codeOf(groups['code']);
  if (groups['code'] !== undefined && code === undefined) return undefined;
  const number = signal && codeOf(groups['signal']?.trim());
  const naming = NAMINGS.find((each) => groups[each]);
  const text = (key: 'reason' | 'message' | 'limit' | 'startedAt' | 'finishedAt'): object => {
    const value = groups[key]?.trim();
    return value ? { [key]: value } : {};
  };
  return {
    line,
    ...(signal && { signal: signal.name }),
    ...(code !== undefined ? { code } : number !== undefined && { code: number, bareSignal: true }),
    ...(groups['core'] && { coreDumped: true }),
    ...(rest.weakReason && groups['signal'] && { reason: groups['signal'].trim() }),
    ...(naming && { container: (groups[naming] ?? '').trim(), naming }),
    ...(['reason', 'message', 'limit', 'startedAt', 'finishedAt'] as const).reduce(
      (all, key) => ({ ...all, ...text(key) }),
      {},
    ),
    ...rest,
    // `$` in a name stands for the group `id`.
    ...(rest.container && { container: rest.container.replace('$', () => groups['id'] ?? '') }),
  };
}
