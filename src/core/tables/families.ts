/** The families that share out the 256 exit statuses; each number belongs to exactly one. */

import { REALTIME, SIGNAL_OFFSET } from './signals.ts';

export type FamilyId =
  'success' | 'application' | 'sysexits' | 'shell' | 'signal' | 'systemd' | 'unassigned' | 'top';

export interface Family {
  readonly id: FamilyId;
  /** Inclusive ranges of exit statuses, ascending. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/**
 * - success: exit(3), EXIT_SUCCESS.
 * - sysexits: /usr/include/sysexits.h, EX__BASE 64 to EX__MAX 78.
 * - shell: 124 timeout(1); 125 docker run, timeout(1); 126 and 127 POSIX XCU 2.8.2; 128 the engines' "could not start".
 * - signal: 128 + 1 to 128 + 64; Linux has no signal above 64.
 * - systemd: src/shared/exit-status.h of v256, EXIT_CHDIR 200 to EXIT_KSM 245. A 246 stands only in a pull request that
 *   nobody has merged (systemd/systemd 39174, EXIT_LANDLOCK_CONFIG).
 * - top: 255 is what exit(-1) leaves, and what several tools use for "unknown".
 */
export const FAMILIES = [
  { id: 'success', ranges: [[0, 0]] },
  {
    id: 'application',
    ranges: [
      [1, 63],
      [79, 123],
    ],
  },
  { id: 'sysexits', ranges: [[64, 78]] },
  { id: 'shell', ranges: [[124, 128]] },
  { id: 'signal', ranges: [[SIGNAL_OFFSET + 1, SIGNAL_OFFSET + REALTIME.last]] },
  { id: 'systemd', ranges: [[200, 245]] },
  {
    id: 'unassigned',
    ranges: [
      [193, 199],
      [246, 254],
    ],
  },
  { id: 'top', ranges: [[255, 255]] },
] as const satisfies readonly Family[];

/** True for the numbers a Linux process can end with: whole, 0-255. */
export function isExitStatus(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 255;
}

/** The family of an exit status. A RangeError names anything that is not a whole number from 0 to 255. */
export function familyOf(status: number): Family {
  const family = FAMILIES.find(({ ranges }) => ranges.some(([from, to]) => status >= from && status <= to));
  if (!family || !isExitStatus(status)) {
    throw new RangeError(`exit status ${status}: expected a whole number from 0 to 255`);
  }
  return family;
}
