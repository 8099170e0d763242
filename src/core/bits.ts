/** A number taken apart into bits, as data: whoever draws it brings the words. */

import { SIGNAL_OFFSET, signalOfStatus } from './signals.ts';

/** What a run of neighbouring bits stands for. */
export type BitRole = 'signal-flag' | 'signal-number' | 'exit-status' | 'core-flag' | 'stop-flag' | 'value';

export interface BitGroup {
  readonly role: BitRole;
  /** How many bits, from the left. */
  readonly width: number;
  /** The number that these bits make where they stand: 128 for the top bit of 137, 9 for the rest. */
  readonly value: number;
}

export interface BitPicture {
  /** Most significant bit first; as many as the groups' widths add up to. */
  readonly bits: readonly (0 | 1)[];
  readonly groups: readonly BitGroup[];
}

export function bitsOf(value: number, width: number): readonly (0 | 1)[] {
  return Array.from({ length: width }, (_, index) => ((value >>> (width - 1 - index)) & 1 ? 1 : 0));
}

/**
 * The eight bits of an exit status (0-255). A status that can stand for a signal (129-192) splits into the 128 that
 * shells and engines add and the signal's number; any other is one value.
 */
export function exitStatusBits(status: number): BitPicture {
  const bits = bitsOf(status, 8);
  const signal = signalOfStatus(status);
  if (!signal) return { bits, groups: [{ role: 'value', width: 8, value: status }] };
  return {
    bits,
    groups: [
      { role: 'signal-flag', width: 1, value: SIGNAL_OFFSET },
      { role: 'signal-number', width: 7, value: signal.number },
    ],
  };
}
