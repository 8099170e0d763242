/**
 * Signals of Linux on x86, arm, riscv and most other CPUs (MIPS, SPARC, Alpha and PA-RISC number some differently).
 *
 * Numbers and default actions: signal(7), https://man7.org/linux/man-pages/man7/signal.7.html, and the kernel's
 * default-action masks, https://github.com/torvalds/linux/blob/master/include/linux/signal.h.
 */

export type SignalAction = 'terminate' | 'core' | 'stop' | 'continue' | 'ignore';

export interface Signal {
  /** 1-64. */
  readonly number: number;
  /** With the SIG prefix: `SIGKILL`, `SIGRTMIN+3`. */
  readonly name: string;
  /** Other names of the same number on Linux, with the SIG prefix. */
  readonly aliases: readonly string[];
  /** What happens when the process has not chosen otherwise. */
  readonly action: SignalAction;
  /** False only for SIGKILL and SIGSTOP: no handler, no ignoring, no blocking. */
  readonly catchable: boolean;
}

export const SIGNALS = [
  { number: 1, name: 'SIGHUP', aliases: [], action: 'terminate', catchable: true },
  { number: 2, name: 'SIGINT', aliases: [], action: 'terminate', catchable: true },
  { number: 3, name: 'SIGQUIT', aliases: [], action: 'core', catchable: true },
  { number: 4, name: 'SIGILL', aliases: [], action: 'core', catchable: true },
  { number: 5, name: 'SIGTRAP', aliases: [], action: 'core', catchable: true },
  { number: 6, name: 'SIGABRT', aliases: ['SIGIOT'], action: 'core', catchable: true },
  { number: 7, name: 'SIGBUS', aliases: [], action: 'core', catchable: true },
  { number: 8, name: 'SIGFPE', aliases: [], action: 'core', catchable: true },
  { number: 9, name: 'SIGKILL', aliases: [], action: 'terminate', catchable: false },
  { number: 10, name: 'SIGUSR1', aliases: [], action: 'terminate', catchable: true },
  { number: 11, name: 'SIGSEGV', aliases: [], action: 'core', catchable: true },
  { number: 12, name: 'SIGUSR2', aliases: [], action: 'terminate', catchable: true },
  { number: 13, name: 'SIGPIPE', aliases: [], action: 'terminate', catchable: true },
  { number: 14, name: 'SIGALRM', aliases: [], action: 'terminate', catchable: true },
  { number: 15, name: 'SIGTERM', aliases: [], action: 'terminate', catchable: true },
  { number: 16, name: 'SIGSTKFLT', aliases: [], action: 'terminate', catchable: true },
  { number: 17, name: 'SIGCHLD', aliases: ['SIGCLD'], action: 'ignore', catchable: true },
  { number: 18, name: 'SIGCONT', aliases: [], action: 'continue', catchable: true },
  { number: 19, name: 'SIGSTOP', aliases: [], action: 'stop', catchable: false },
  { number: 20, name: 'SIGTSTP', aliases: [], action: 'stop', catchable: true },
  { number: 21, name: 'SIGTTIN', aliases: [], action: 'stop', catchable: true },
  { number: 22, name: 'SIGTTOU', aliases: [], action: 'stop', catchable: true },
  { number: 23, name: 'SIGURG', aliases: [], action: 'ignore', catchable: true },
  { number: 24, name: 'SIGXCPU', aliases: [], action: 'core', catchable: true },
  { number: 25, name: 'SIGXFSZ', aliases: [], action: 'core', catchable: true },
  { number: 26, name: 'SIGVTALRM', aliases: [], action: 'terminate', catchable: true },
  { number: 27, name: 'SIGPROF', aliases: [], action: 'terminate', catchable: true },
  { number: 28, name: 'SIGWINCH', aliases: [], action: 'ignore', catchable: true },
  { number: 29, name: 'SIGIO', aliases: ['SIGPOLL'], action: 'terminate', catchable: true },
  { number: 30, name: 'SIGPWR', aliases: [], action: 'terminate', catchable: true },
  { number: 31, name: 'SIGSYS', aliases: ['SIGUNUSED'], action: 'core', catchable: true },
] as const satisfies readonly Signal[];

/** The 31 standard names; real-time signals are addressed as an offset and are not in this union. */
export type SignalName = (typeof SIGNALS)[number]['name'];

/**
 * Real-time signals as programs linked to glibc count them: the kernel has 32-64, glibc keeps 32 and 33 for its
 * threads, so SIGRTMIN is 34 (nptl(7)). musl keeps 34 as well and starts at 35.
 */
export const REALTIME = { kernelFirst: 32, first: 34, last: 64 } as const;

function realtimeName(number: number): string {
  if (number === REALTIME.first) return 'SIGRTMIN';
  if (number === REALTIME.last) return 'SIGRTMAX';
  // Same split as `kill -l`: count from whichever end is nearer, the middle (49) from the start.
  return number - REALTIME.first <= 15
    ? `SIGRTMIN+${number - REALTIME.first}`
    : `SIGRTMAX-${REALTIME.last - number}`;
}

/** The signal with this number, or undefined outside 1-64. 32 and 33 are named `SIG32` and `SIG33`. */
export function signalByNumber(number: number): Signal | undefined {
  if (!Number.isInteger(number)) return undefined;
  if (number >= 1 && number <= SIGNALS.length) return SIGNALS[number - 1];
  if (number < REALTIME.kernelFirst || number > REALTIME.last) return undefined;
  const name = number < REALTIME.first ? `SIG${number}` : realtimeName(number);
  return { number, name, aliases: [], action: 'terminate', catchable: true };
}

const NUMBER_BY_NAME: ReadonlyMap<string, number> = new Map(
  SIGNALS.flatMap((signal) => [signal.name, ...signal.aliases].map((name) => [name.slice(3), signal.number])),
);

/**
 * The signal of this name: any case, with or without `SIG`; `RTMIN+3`, `SIGRTMAX-2` and `SIG34` too.
 * Undefined for anything else, including a bare number.
 */
export function signalByName(text: string): Signal | undefined {
  const name = text
    .trim()
    .toUpperCase()
    .replace(/^SIG(?=[A-Z0-9])/, '');
  const standard = NUMBER_BY_NAME.get(name);
  if (standard !== undefined) return signalByNumber(standard);
  const realtime = /^RT(MIN|MAX)(?:([+-])(\d{1,2}))?$/.exec(name);
  if (realtime) {
    const [, end, sign, digits = '0'] = realtime;
    if (end === 'MIN' ? sign === '-' : sign === '+') return undefined;
    const number = end === 'MIN' ? REALTIME.first + Number(digits) : REALTIME.last - Number(digits);
    return number >= REALTIME.first ? signalByNumber(number) : undefined;
  }
  const numbered = /^SIG(\d{1,2})$/i.exec(text.trim());
  return numbered ? signalByNumber(Number(numbered[1])) : undefined;
}

/**
 * Shells and container engines report a death by signal N as 128 + N
 * (bash(1) "EXIT STATUS"; containerd `pkg/sys/reaper/reaper_unix.go`, `exitSignalOffset`).
 */
export const SIGNAL_OFFSET = 128;

/** The signal that an exit status of 129-192 stands for, if it stands for one; otherwise undefined. */
export function signalOfStatus(status: number): Signal | undefined {
  return signalByNumber(status - SIGNAL_OFFSET);
}
