/** The exit statuses of BSD's sysexits(3): a convention, meant only by programs that chose it. */

/**
 * `EX_OK` and `EX__BASE` to `EX__MAX` without their `EX_`: /usr/include/sysexits.h (glibc 2.36), the same in FreeBSD,
 * https://man.freebsd.org/cgi/man.cgi?query=sysexits.
 */
export const SYSEXITS = {
  OK: 0,
  USAGE: 64,
  DATAERR: 65,
  NOINPUT: 66,
  NOUSER: 67,
  NOHOST: 68,
  UNAVAILABLE: 69,
  SOFTWARE: 70,
  OSERR: 71,
  OSFILE: 72,
  CANTCREAT: 73,
  IOERR: 74,
  TEMPFAIL: 75,
  PROTOCOL: 76,
  NOPERM: 77,
  CONFIG: 78,
} as const satisfies Readonly<Record<string, number>>;

/** A name of sysexits.h without its `EX_`. */
export type SysexitName = keyof typeof SYSEXITS;
