/** The names that conventions give to exit statuses, found by number and by name. */

import { SYSEXITS } from './sysexits.ts';
import { LSB, SYSTEMD } from './systemd.ts';

export type Convention = 'libc' | 'lsb' | 'sysexits' | 'systemd';

export interface StatusName {
  readonly convention: Convention;
  /** As the source code spells it: `EX_USAGE`, `EXIT_EXEC`. */
  readonly name: string;
  /** 0-255. */
  readonly status: number;
}

/** Where systemd prints another word than its constant ends with: `status=231/APPARMOR` is EXIT_APPARMOR_PROFILE. */
const CONSTANTS: Readonly<Record<string, string>> = { APPARMOR: 'APPARMOR_PROFILE' };

/** What systemd prints behind the slash for a constant: `EXEC` for `EXIT_EXEC`. */
export function printedName(name: string): string {
  const short = name.replace(/^EX(IT)?_/, '');
  return Object.entries(CONSTANTS).find(([, constant]) => constant === short)?.[0] ?? short;
}

function named(
  convention: Convention,
  prefix: string,
  table: Readonly<Record<string, number>>,
): StatusName[] {
  return Object.entries(table).map(([name, status]) => ({
    // EXIT_SUCCESS and EXIT_FAILURE come from C's stdlib.h; the LSB took them over.
    convention: convention === 'lsb' && status <= 1 ? 'libc' : convention,
    name: prefix + (CONSTANTS[name] ?? name),
    status,
  }));
}

/** Every name, by convention and then by number. */
export const STATUS_NAMES: readonly StatusName[] = [
  ...named('lsb', 'EXIT_', LSB),
  ...named('sysexits', 'EX_', SYSEXITS),
  ...named('systemd', 'EXIT_', SYSTEMD),
];

/** The names of an exit status; empty when no convention names it or the number is out of range. */
export function namesOfStatus(status: number): readonly StatusName[] {
  return STATUS_NAMES.filter((entry) => entry.status === status);
}

/**
 * The entry of a name, any case: `EX_USAGE`, `EXIT_EXEC`, and as systemd prints it, `EXEC` and `USAGE`. Undefined for
 * anything else.
 */
export function statusByName(text: string): StatusName | undefined {
  const name = text.toUpperCase();
  return STATUS_NAMES.find((entry) => entry.name === name || printedName(entry.name) === name);
}
