/** Mentions of one ending, and what its code and words stand for. */

import { meaningOf as meaningOfNumber, meaningOfSignal } from '../../read/meaning.ts';
import type { Meaning } from '../../read/meaning.ts';
import { signalByNumber } from '../../tables/signals.ts';
import type { Draft, Finding } from '../finding.ts';

export interface Mention extends Draft {
  readonly family: string;
}

export interface Group {
  readonly kind: Finding['kind'];
  draft: Mention;
  meaning: Meaning;
  count: number;
  /** Where it is mentioned, 1-based, the first few. */
  readonly lines: number[];
  /** Its place among the endings of the paste. */
  order: number;
}

/** How many of the lines that mention an ending are kept. */
const LINES_KEPT = 8;

export function groupOf(draft: Mention): Group {
  const { line, lines = [] } = draft;
  return {
    kind: draft.kind ?? 'ended',
    draft,
    meaning: meaningOf(draft),
    count: 1,
    // Most have one: a list that grows would keep room for many.
    lines: [...new Set([...lines, line])].slice(0, LINES_KEPT),
    order: 0,
  };
}

export function addLines({ lines }: Group, { line, lines: more = [] }: Draft): void {
  for (const each of [...more, line])
    if (lines.length < LINES_KEPT && !lines.includes(each)) lines.push(each);
}

/** A reason that implies SIGKILL although no number is printed. */
const MEMORY_REASON = /^(?:Init:)?OOMKilled$|out of memory|oom.?kill|memory limit|OutOfMemoryError: [Cc]ont/i;

export function meaningOf({ code, codeIsSignal, ownNumber, signal, reason, kind = 'ended' }: Draft): Meaning {
  if (ownNumber) return signal ? meaningOfSignal(signal) : {};
  // A record that nobody has: the 137 beside it is a filler, and no signal was seen.
  if (reason === 'ContainerStatusUnknown') return code === undefined ? {} : { exitStatus: code & 0xff };
  if (code !== undefined && !codeIsSignal) {
    const { windows, ...meaning } = meaningOfNumber(code);
    // Win32 codes are written and looked up in decimal: 1603, 9009.
    return windows === undefined || (code >= 0 && code <= 0xffff) ? meaning : { ...meaning, windows };
  }
  const named = signal ?? (codeIsSignal && code !== undefined ? signalByNumber(code)?.name : undefined);
  if (named) return meaningOfSignal(named);
  if (kind === 'ended' && reason && MEMORY_REASON.test(reason)) return meaningOfSignal('SIGKILL');
  if (kind === 'ended' && reason === 'Completed') return { exitStatus: 0 };
  return {};
}
