/** A number taken apart into bits, as data: whoever draws it brings the words. */

import { SIGNAL_OFFSET, signalOfStatus } from '../tables/signals.ts';
import { CORE_FLAG, decodeWaitStatus } from './wait-status.ts';

/** What a run of neighbouring bits stands for. */
export type BitRole = 'signal-flag' | 'signal-number' | 'exit-status' | 'core-flag' | 'stop-flag' | 'value';

export interface BitGroup {
  readonly role: BitRole;
  /** How many bits, from the left. */
  readonly width: number;
  /** The number that these bits make within their byte: 128 for the top bit of 137, 9 for the rest. */
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

/**
 * The sixteen bits of a raw wait status (0-65535), grouped as wait(2) reads them: the exit status and a low byte of 0;
 * the core flag and the signal that killed; the stop signal and its mark. A word that no kernel writes, and `continued`,
 * which has no parts, are one value.
 */
export function waitStatusBits(word: number): BitPicture {
  const bits = bitsOf(word, 16);
  const status = decodeWaitStatus(word);
  const high = word >>> 8;
  const low = word & 0xff;
  switch (status?.state) {
    case 'exited':
      return {
        bits,
        groups: [
          { role: 'exit-status', width: 8, value: high },
          { role: 'value', width: 8, value: low },
        ],
      };
    case 'signaled':
      return {
        bits,
        groups: [
          { role: 'value', width: 8, value: high },
          { role: 'core-flag', width: 1, value: status.coreDumped ? CORE_FLAG : 0 },
          { role: 'signal-number', width: 7, value: status.signal },
        ],
      };
    case 'stopped':
      return {
        bits,
        groups: [
          { role: 'signal-number', width: 8, value: status.signal },
          { role: 'stop-flag', width: 8, value: low },
        ],
      };
    default:
      return { bits, groups: [{ role: 'value', width: 16, value: word }] };
  }
}
