/**
 * Signals of Linux on x86, arm, riscv and most other CPUs (MIPS, SPARC, Alpha and PA-RISC number some differently).
 *
 * Numbers and default actions: signal(7), https://man7.org/linux/man-pages/man7/signal.7.html, and the kernel's
 * default-action masks (SIG_KERNEL_COREDUMP_MASK and its neighbours in include/linux/signal.h),
 * https://github.com/torvalds/linux/blob/master/include/linux/signal.h.
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
  /**
   * False for SIGKILL and SIGSTOP, which the kernel keeps from every program, and for 32 and 33, which the C library
   * keeps for its threads: sigaction(3) of glibc and musl refuses them with EINVAL (nptl(7)).
   */
  readonly catchable: boolean;
}

/** Names without SIG, by number from 1. */
const NAMES = [
  ...(['HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL', 'USR1', 'SEGV'] as const),
  ...(['USR2', 'PIPE', 'ALRM', 'TERM', 'STKFLT', 'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU'] as const),
  ...(['URG', 'XCPU', 'XFSZ', 'VTALRM', 'PROF', 'WINCH', 'IO', 'PWR', 'SYS'] as const),
] as const;

type ShortName = (typeof NAMES)[number];

/** The standard names; real-time signals are addressed as an offset and are not in this union. */
export type SignalName = `SIG${ShortName}`;

/** The kernel's masks of default actions; what none of them names ends the process. */
const ACTIONS = {
  core: ['QUIT', 'ILL', 'TRAP', 'ABRT', 'FPE', 'SEGV', 'BUS', 'SYS', 'XCPU', 'XFSZ'],
  stop: ['STOP', 'TSTP', 'TTIN', 'TTOU'],
  ignore: ['CHLD', 'WINCH', 'URG'],
  continue: ['CONT'],
} as const satisfies Readonly<Record<Exclude<SignalAction, 'terminate'>, readonly ShortName[]>>;

const ALIASES: Readonly<Partial<Record<ShortName, readonly string[]>>> = {
  ABRT: ['SIGIOT'],
  CHLD: ['SIGCLD'],
  IO: ['SIGPOLL'],
  SYS: ['SIGUNUSED'],
};

/** The 31 standard signals, by number. */
export const SIGNALS: readonly (Signal & { readonly name: SignalName })[] = NAMES.map((name, index) => ({
  number: index + 1,
  name: `SIG${name}`,
  aliases: ALIASES[name] ?? [],
  action: actionOf(name),
  catchable: name !== 'KILL' && name !== 'STOP',
}));

function actionOf(name: ShortName): SignalAction {
  const [action] = Object.entries(ACTIONS).find(([, names]) => names.some((known) => known === name)) ?? [];
  return (action as SignalAction | undefined) ?? 'terminate';
}

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
  return { number, name, aliases: [], action: 'terminate', catchable: number >= REALTIME.first };
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
