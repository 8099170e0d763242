/**
 * The 16-bit word that wait(2) hands to a parent, taken apart and put together.
 *
 * Layout as the Linux macros read it (wait(2), https://man7.org/linux/man-pages/man2/wait.2.html; glibc
 * `bits/waitstatus.h`): low byte 0 = exited, status in the high byte; low byte 0x7f = stopped, signal in the high
 * byte; 0xffff = continued; otherwise the low seven bits are the signal that killed, bit 7 says that a core was dumped.
 */

export type WaitStatus =
  | {
      readonly state: 'exited';
      /** 0-255. */
      readonly exitStatus: number;
    }
  | {
      readonly state: 'signaled';
      /** 1-126; 127 in the low bits is the mark of a stop. */
      readonly signal: number;
      readonly coreDumped: boolean;
    }
  | {
      readonly state: 'stopped';
      /** 1-255: ptrace(2) adds 128 to the signal of a system-call stop. */
      readonly signal: number;
    }
  | { readonly state: 'continued' };

/** What the high byte counts: an exit status or a stop signal. */
export const SHIFT = 256;
/** Bit 7 of the low byte: the kernel wrote a core dump. */
export const CORE_FLAG = 0x80;
/** The low byte of a stopped process. */
export const STOP_MARK = 0x7f;
/** The whole word of a continued process. */
export const CONTINUED = 0xffff;

/**
 * The ending that a wait status stands for. Undefined for anything that is not a whole number from 0 to 65535, and
 * for the words that no kernel writes: a killing signal with something in the high byte, a stop by signal 0, the core
 * flag alone.
 */
export function decodeWaitStatus(word: number): WaitStatus | undefined {
  if (!Number.isInteger(word) || word < 0 || word > CONTINUED) return undefined;
  const low = word & 0xff;
  const high = word >>> 8;
  if (low === 0) return { state: 'exited', exitStatus: high };
  if (word === CONTINUED) return { state: 'continued' };
  if (low === STOP_MARK) return high > 0 ? { state: 'stopped', signal: high } : undefined;
  const signal = low & 0x7f;
  if (high > 0 || signal === 0 || signal === STOP_MARK) return undefined;
  return { state: 'signaled', signal, coreDumped: low >= CORE_FLAG };
}

/** The 16-bit word of an ending: the inverse of `decodeWaitStatus`. Numbers outside their range are not checked. */
export function encodeWaitStatus(status: WaitStatus): number {
  switch (status.state) {
    case 'exited':
      return status.exitStatus * SHIFT;
    case 'signaled':
      return status.signal + (status.coreDumped ? CORE_FLAG : 0);
    case 'stopped':
      return status.signal * SHIFT + STOP_MARK;
    case 'continued':
      return CONTINUED;
  }
}
