/** Signals that have another number away from Linux on x86, arm and most CPUs: they change what 128 + N means. */

import { SIGNALS } from './signals.ts';
import type { Signal } from './signals.ts';

export const PLATFORMS = ['mips', 'macos', 'freebsd'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A signal's number on another platform. */
export interface Elsewhere {
  readonly platform: Platform;
  readonly signal: string;
  /** 1-31. */
  readonly number: number;
}

type Numbers = Readonly<Record<number, string>>;

/**
 * XNU bsd/sys/signal.h, https://github.com/apple-oss-distributions/xnu/blob/main/bsd/sys/signal.h, and FreeBSD
 * sys/sys/signal.h, which agree on 1-31. macOS ends at 31.
 */
const BSD = {
  7: 'SIGEMT',
  10: 'SIGBUS',
  12: 'SIGSYS',
  16: 'SIGURG',
  17: 'SIGSTOP',
  18: 'SIGTSTP',
  19: 'SIGCONT',
  20: 'SIGCHLD',
  23: 'SIGIO',
  29: 'SIGINFO',
  30: 'SIGUSR1',
  31: 'SIGUSR2',
} as const satisfies Numbers;

/** Linux arch/mips/include/uapi/asm/signal.h; the MIPS column of signal(7). */
const MIPS = {
  7: 'SIGEMT',
  10: 'SIGBUS',
  12: 'SIGSYS',
  16: 'SIGUSR1',
  17: 'SIGUSR2',
  18: 'SIGCHLD',
  19: 'SIGPWR',
  20: 'SIGWINCH',
  21: 'SIGURG',
  22: 'SIGIO',
  23: 'SIGSTOP',
  24: 'SIGTSTP',
  25: 'SIGCONT',
  26: 'SIGTTIN',
  27: 'SIGTTOU',
  28: 'SIGVTALRM',
  29: 'SIGPROF',
  30: 'SIGXCPU',
  31: 'SIGXFSZ',
} as const satisfies Numbers;

const NUMBERS: readonly (readonly [Platform, Numbers])[] = [
  ['macos', BSD],
  ['freebsd', BSD],
  ['mips', MIPS],
];

/** Every number and name that differs from `SIGNALS`. */
export const ELSEWHERE: readonly Elsewhere[] = NUMBERS.flatMap(([platform, numbers]) =>
  Object.entries(numbers).map(([number, signal]) => ({ platform, signal, number: Number(number) })),
);

/** What a signal number means on other platforms, where that is not what it means on Linux; often empty. */
export function numberElsewhere(number: number): readonly Elsewhere[] {
  return ELSEWHERE.filter((entry) => entry.number === number);
}

/** The numbers that a signal has on other platforms, where they differ from Linux; often empty. */
export function signalElsewhere(name: string): readonly Elsewhere[] {
  return ELSEWHERE.filter((entry) => entry.signal === name);
}

/**
 * A signal that Linux on x86 and arm does not have (SIGEMT, SIGINFO), any case, with or without `SIG`, and its number
 * where it exists; undefined for anything else.
 */
export function foreignSignal(text: string): Pick<Signal, 'name' | 'number'> | undefined {
  const name = `SIG${text.toUpperCase().replace(/^SIG/, '')}`;
  if (SIGNALS.some((signal) => signal.name === name)) return undefined;
  const [entry] = signalElsewhere(name);
  return entry && { name, number: entry.number };
}
