/**
 * What a number stands for where words before it say that it is how something ended: the leading reading of the decoder,
 * for whoever needs no others. It knows no tables but those of signals and of Windows, so that what reads pastes is small.
 */

import { CONTINUED } from '../arithmetic/wait-status.ts';
import { REALTIME, SIGNAL_OFFSET, signalByName, signalByNumber } from '../tables/signals.ts';
import { TWO_TO_32, windowsByValue, windowsHex } from '../tables/windows.ts';

/** What a code or a signal says of how something ended. Empty when a number says nothing by itself. */
export interface Meaning {
  /** 0-255: what a shell or container engine on Linux shows for it. */
  readonly exitStatus?: number;
  /** The signal that ended it. Absent for statuses above 128 whose signal ends no process by default. */
  readonly signal?: string;
  /** As `windowsHex` writes it. */
  readonly windows?: string;
}

/** What programs pass to exit(3) as -1, in any width. */
const MINUS_ONE: Meaning = { exitStatus: 255 };

/**
 * What a whole number of any size means: 137 is SIGKILL, -9 too, -1 is exit status 255, 0xC0000005 in any spelling is
 * Windows; 300, -100 and what else a program may have chosen mean nothing here. Real-time signals (32 and above) count
 * only below zero.
 */
export function meaningOf(code: number): Meaning {
  if (!Number.isInteger(code)) return {};
  if (code >= 0 && code <= 255) {
    const { name, action, number = 0 } = signalByNumber(code - SIGNAL_OFFSET) ?? {};
    const ends = number < REALTIME.kernelFirst && (action === 'terminate' || action === 'core');
    return { exitStatus: code, ...(ends && name !== undefined && { signal: name }) };
  }
  if (BigInt.asIntN(32, BigInt(code)) === -1n && code !== CONTINUED) return MINUS_ONE;
  if (code < 0) {
    const killed = code >= -REALTIME.last ? signalByNumber(-code) : undefined;
    if (killed) return { exitStatus: SIGNAL_OFFSET + killed.number, signal: killed.name };
    return code < -CONTINUED && code >= -0x8000_0000 ? { windows: windowsHex(code + TWO_TO_32) } : {};
  }
  // From here on a number that no header names is one of Windows where its highest bit is set; the last 65535 of them are
  // small negative numbers instead.
  const high = code >= 0x8000_0000 && code < TWO_TO_32 - CONTINUED;
  return (windowsByValue(code) && code !== CONTINUED) || high ? { windows: windowsHex(code) } : {};
}

/** What a signal's name means: the status 128 + N that a shell shows. A name that Linux does not have keeps its name. */
export function meaningOfSignal(name: string): Meaning {
  const signal = signalByName(name);
  return signal ? { signal: signal.name, exitStatus: SIGNAL_OFFSET + signal.number } : { signal: name };
}
