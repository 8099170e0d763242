/** The form that every family of formats has, and the reading of one line by its rules. */

import type { Clue } from './clue.ts';
import type { Draft, Naming } from './finding.ts';
import type { Line, Paste } from './paste.ts';
import { signalIn } from './signal-in.ts';

/**
 * One format of one line. Named groups of the pattern: `code`, `octal`, `signal` (a number, a name or words), `core`, `reason`,
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
  /** For what spreads over lines: endings, and clues to them. Linear; a long paste gives undefined where it may pause. */
  readonly scan?: (paste: Paste) => Iterable<Draft | Clue | undefined>;
}

export function rule(pattern: RegExp, rest: Omit<Rule, 'pattern'> = {}): Rule {
  return { pattern, ...rest };
}

/**
 * The group `code` of a pattern: decimal, negative or hexadecimal, and no part of a longer number. What stands behind a
 * letter is a hyphen and no minus: `exit-code-2` in an address.
 */
export const ANY_NUMBER = '(?<code>(?:(?<!\\w)-)?(?:0[xX][\\da-fA-F]{1,8}|\\d{1,10}))(?![:.]?\\d)';

/** A code as a program wrote it, decimal or hexadecimal; undefined for what no 32-bit number holds. */
export function codeOf(text: string | undefined): number | undefined {
  if (!text || !/^[-+]?(?:\d{1,10}|0x[\da-f]{1,8})$/i.test(text)) return undefined;
  const value = Number(text.replace(/^[-+]/, ''));
  if (value > 0xffff_ffff) return undefined;
  return text.startsWith('-') && value > 0 ? -value : value;
}

/** How often something was restarted, for a draft; nothing for what Kubernetes' 32 bits do not hold. */
export function restartsOf(text: string | undefined): { readonly restarts?: number } {
  const [digits] = /^\d{1,10}(?![\w.])/.exec(text?.trim() ?? '') ?? [];
  const restarts = Number(digits);
  return digits !== undefined && restarts <= 0x7fff_ffff ? { restarts } : {};
}

/** A draft while its parts are found. */
export type Building = { -readonly [Key in keyof Draft]: Draft[Key] };

/** The mentions of one rule on a line; `taken` are the parts that earlier rules already read, and grows. */
export function readLine(rule: Rule, line: Line, taken: [from: number, to: number][]): readonly Draft[] {
  const { pattern } = rule;
  const drafts: Draft[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(line.text); match; match = pattern.exec(line.text)) {
    const from = match.index;
    const to = pattern.lastIndex;
    if (to === from) pattern.lastIndex++;
    if (taken.some(([start, end]) => from < end && start < to)) continue;
    const draft = draftOf(match.groups ?? {}, rule, line.number);
    if (!draft) continue;
    taken.push([from, to]);
    drafts.push(draft);
  }
  return drafts;
}

interface Fixed {
  /** The groups of the pattern, and what each gives; `codeB` is the code of another branch. */
  readonly groups: readonly (readonly [group: string, gives: string])[];
  /** What every match has, whatever the groups hold. */
  readonly rest: Omit<Rule, 'pattern' | 'words'>;
}

const FIXED = new WeakMap<Rule, Fixed>();

function fixedOf(rule: Rule): Fixed {
  const known = FIXED.get(rule);
  if (known) return known;
  const { pattern, words: _, ...rest } = rule;
  const groups = [...pattern.source.matchAll(/\(\?<(\w+)>/g)].map(
    ([, group = '']) => [group, group.replace(/[B-D]$/, '')] as const,
  );
  const fixed = { groups, rest };
  FIXED.set(rule, fixed);
  return fixed;
}

function draftOf(
  groups: Readonly<Partial<Record<string, string>>>,
  rule: Rule,
  line: number,
): Draft | undefined {
  const fixed = fixedOf(rule);
  const draft: Building = { line };
  let id = '';
  for (const [group, gives] of fixed.groups) {
    const value = groups[group];
    if (value === undefined) continue;
    switch (gives) {
      case 'code': {
        const code = codeOf(value);
        if (code === undefined) return undefined;
        draft.code = code;
        delete draft.codeIsSignal;
        break;
      }
      case 'octal': {
        const code = Number.parseInt(value, 8);
        if (Number.isNaN(code)) return undefined;
        draft.code = code;
        break;
      }
      case 'signal': {
        const signal = signalIn(value);
        if (!signal) return undefined;
        draft.signal = signal.name;
        if (rule.weakReason) draft.reason = value.trim();
        const number = draft.code === undefined && !rule.ownNumber ? codeOf(value.trim()) : undefined;
        if (number !== undefined) {
          draft.code = number;
          draft.codeIsSignal = true;
        }
        break;
      }
      case 'core':
        if (value) draft.coreDumped = true;
        break;
      case 'id':
        id = value;
        break;
      case 'reason':
      case 'message':
      case 'limit':
      case 'startedAt':
      case 'finishedAt':
        if (value.trim()) draft[gives] = value.trim();
        break;
      default:
        if (value) {
          draft.container = value.trim();
          draft.naming = gives as Naming;
        }
    }
  }
  Object.assign(draft, fixed.rest);
  // `$` in a name stands for the group `id`.
  if (rule.container) draft.container = rule.container.replace('$', () => id);
  return draft;
}
