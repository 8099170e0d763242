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
  /** Lower case: every match holds one of them. Needed where the pattern itself has no word that all matches share. */
  readonly words?: readonly string[];
}

export interface Recogniser {
  readonly family: string;
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

/** The mentions of one rule on a line; `taken` are the parts that earlier rules already read, and grows. */
export function readLine(
  { pattern, words: _, ...rest }: Rule,
  line: Line,
  taken: [from: number, to: number][],
): readonly Draft[] {
  const drafts: Draft[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(line.text); match; match = pattern.exec(line.text)) {
    const from = match.index;
    const to = pattern.lastIndex;
    if (to === from) pattern.lastIndex++;
    if (taken.some(([start, end]) => from < end && start < to)) continue;
    const draft = draftOf(groupsOf(match), rest, line.number);
    if (!draft) continue;
    taken.push([from, to]);
    drafts.push(draft);
  }
  return drafts;
}

/** The groups that matched; `codeB` is the code of another branch of the pattern. */
function groupsOf({ groups = {} }: RegExpExecArray): Partial<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([key, value]) =>
      value === undefined ? [] : [[key.replace(/[B-D]$/, ''), value]],
    ),
  );
}

function draftOf(
  groups: Partial<Record<string, string>>,
  rest: Omit<Rule, 'pattern' | 'words'>,
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
