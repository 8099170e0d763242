/**
 * The exit statuses that systemd names: its own, set before a unit's program could be executed, and those of the LSB.
 *
 * https://github.com/systemd/systemd-stable/blob/v256/src/shared/exit-status.h; systemd.exec(5), "Process Exit Codes";
 * compared with `systemd-analyze exit-status` in the tests.
 */

/** What systemd's child sets when it cannot prepare or execute the program; the names without `EXIT_`. */
export const SYSTEMD = {
  CHDIR: 200,
  NICE: 201,
  FDS: 202,
  EXEC: 203,
  MEMORY: 204,
  LIMITS: 205,
  OOM_ADJUST: 206,
  SIGNAL_MASK: 207,
  STDIN: 208,
  STDOUT: 209,
  CHROOT: 210,
  IOPRIO: 211,
  TIMERSLACK: 212,
  SECUREBITS: 213,
  SETSCHEDULER: 214,
  CPUAFFINITY: 215,
  GROUP: 216,
  USER: 217,
  CAPABILITIES: 218,
  CGROUP: 219,
  SETSID: 220,
  CONFIRM: 221,
  STDERR: 222,
  PAM: 224,
  NETWORK: 225,
  NAMESPACE: 226,
  NO_NEW_PRIVILEGES: 227,
  SECCOMP: 228,
  SELINUX_CONTEXT: 229,
  PERSONALITY: 230,
  APPARMOR: 231,
  ADDRESS_FAMILIES: 232,
  RUNTIME_DIRECTORY: 233,
  CHOWN: 235,
  SMACK_PROCESS_LABEL: 236,
  KEYRING: 237,
  STATE_DIRECTORY: 238,
  CACHE_DIRECTORY: 239,
  LOGS_DIRECTORY: 240,
  CONFIGURATION_DIRECTORY: 241,
  NUMA_POLICY: 242,
  CREDENTIALS: 243,
  BPF: 244,
  KSM: 245,
  EXCEPTION: 255,
} as const satisfies Readonly<Record<string, number>>;

/** Numbers that older systemd used and that are kept free: exit-status.h marks them obsolete. */
export const SYSTEMD_RETIRED = [223, 234] as const;

/** Names that version 252 does not know yet; `systemd-analyze exit-status` of that version ends at BPF. */
export const SYSTEMD_AFTER_252 = ['KSM'] as const satisfies readonly (keyof typeof SYSTEMD)[];

/** What an LSB init script returns, and the two of the C library; the names without `EXIT_`. */
export const LSB = {
  SUCCESS: 0,
  FAILURE: 1,
  INVALIDARGUMENT: 2,
  NOTIMPLEMENTED: 3,
  NOPERMISSION: 4,
  NOTINSTALLED: 5,
  NOTCONFIGURED: 6,
  NOTRUNNING: 7,
} as const satisfies Readonly<Record<string, number>>;

/** A name that systemd prints behind the slash of `status=203/EXEC`; sysexits.h has its own table. */
export type SystemdName = keyof typeof SYSTEMD | keyof typeof LSB;
