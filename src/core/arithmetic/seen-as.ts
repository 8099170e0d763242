/** What the layers above the kernel make of an ending: the same event as different numbers. */

import { SIGNAL_OFFSET } from '../tables/signals.ts';
import type { WaitStatus } from './wait-status.ts';

export interface SeenAs {
  /** `$?` of a shell, and what container engines store: the exit status, or 128 plus the signal. */
  readonly status: number;
  /** Python's `returncode`, and what follows it: the exit status, or minus the signal. */
  readonly returncode: number;
}

/**
 * The numbers of an ending; undefined while there is none, stopped or continued. Sources: bash(1), EXIT STATUS;
 * containerd, pkg/sys/reaper/reaper_unix.go; the documentation of Python's subprocess, `Popen.returncode`. The core flag
 * is in neither number.
 */
export function seenAs(status: WaitStatus): SeenAs | undefined {
  switch (status.state) {
    case 'exited':
      return { status: status.exitStatus, returncode: status.exitStatus };
    case 'signaled':
      return { status: SIGNAL_OFFSET + status.signal, returncode: -status.signal };
    default:
      return undefined;
  }
}
