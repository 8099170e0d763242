/** The cause that a signal or an exit status shows by itself, whatever printed it. */

import type { Cause } from '../causes.ts';

const OF_SIGNAL: Readonly<Record<string, Cause>> = {
  SIGKILL: 'killed',
  SIGTERM: 'stop',
  SIGSEGV: 'crash',
  SIGBUS: 'crash',
  SIGILL: 'crash',
  SIGFPE: 'crash',
  SIGTRAP: 'crash',
  SIGABRT: 'abort',
  SIGPIPE: 'pipe',
  SIGXCPU: 'deadline',
};

const OF_STATUS: Readonly<Record<number, Cause>> = {
  0: 'success',
  124: 'deadline',
  126: 'not-executable',
  127: 'not-found',
};

export const causeOfSignal = (signal: string): Cause => OF_SIGNAL[signal] ?? 'signal-other';

/** 0-255; unknown for what a program chose. */
export const causeOfStatus = (status: number | undefined): Cause =>
  (status !== undefined && OF_STATUS[status]) || 'unknown';
