/** What a number stands for in its context, in one word: the leading reading, for whoever needs no others. */

import type { Anchor } from './grammar.ts';
import { numberDrafts } from './number.ts';
import { SIGNAL_OFFSET, signalByName, signalByNumber } from '../tables/signals.ts';

/** What a code or a signal says of how something ended. Empty when a number says nothing by itself. */
export interface Meaning {
  /** 0-255: what a shell or container engine on Linux shows for it. */
  readonly exitStatus?: number;
  /** The signal that ended it. Absent for statuses above 128 whose signal ends no process by default. */
  readonly signal?: string;
  /** As `windowsHex` writes it. */
  readonly windows?: string;
}

/**
 * What a number means where words before it say what it is; a whole number of any size. `status` is the default: 137 is
 * SIGKILL, -9 too, -1 is exit status 255, 0xC0000005 in any spelling is Windows; 300, -100 and what else a program may
 * have chosen mean nothing here. Real-time signals (32 and above) count only where a signal was named.
 */
export function meaningOf(code: number, anchor: Anchor = 'status'): Meaning {
  if (!Number.isInteger(code)) return {};
  const [lead] = numberDrafts(BigInt(code), { anchor });
  switch (lead?.kind) {
    case 'exit-status': {
      const { exitStatus, minus } = lead;
      if (minus) return {};
      const { name, action, number = 0 } = signalByNumber(exitStatus - SIGNAL_OFFSET) ?? {};
      const ends = number < 32 && (action === 'terminate' || action === 'core');
      return { exitStatus, ...(ends && name !== undefined && { signal: name }) };
    }
    case 'signal':
      return anchor === 'signal' ? meaningOfSignal(lead.signal) : {};
    case 'negative':
      return { exitStatus: lead.exitStatus, signal: lead.signal };
    case 'wait-status': {
      const { exitStatus, signal, state } = lead;
      // A raw wait status counts only where it is called one: 256 behind "exit code" may be anything.
      if (anchor !== 'wait' || exitStatus === undefined || (state !== 'exited' && state !== 'signaled'))
        return {};
      return state === 'exited'
        ? meaningOf(exitStatus)
        : { exitStatus, ...(signal !== undefined && { signal }) };
    }
    case 'windows':
      return lead.windows === undefined ? {} : { windows: lead.windows };
    case 'truncated':
      // Only -1, in any width, is an argument that programs really pass.
      return BigInt.asIntN(32, BigInt(code)) === -1n ? { exitStatus: lead.exitStatus } : {};
    default:
      return {};
  }
}

/** What a signal's name means: the status 128 + N that a shell shows. A name that Linux does not have keeps its name. */
export function meaningOfSignal(name: string): Meaning {
  const signal = signalByName(name);
  return signal ? { signal: signal.name, exitStatus: SIGNAL_OFFSET + signal.number } : { signal: name };
}
