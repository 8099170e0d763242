/** What a number can mean, likeliest first where nothing else is known. */

import { batchCodes, SLURM_IO_ERROR, SLURM_OOM, SLURM_OOM_UNMASKED } from '../tables/batch.ts';
import { errorOfNegative } from '../tables/errno.ts';
import type { Anchor } from './grammar.ts';
import { numberElsewhere, signalElsewhere } from '../tables/platforms.ts';
import type { Elsewhere } from '../tables/platforms.ts';
import type { Arithmetic, Emitter, Origin, Reading, Step, Term, TermRole } from './reading.ts';
import { REALTIME, SIGNAL_OFFSET, signalByNumber, signalOfStatus } from '../tables/signals.ts';
import type { Signal } from '../tables/signals.ts';
import { namesOfStatus } from '../tables/status-names.ts';
import { CONTINUED, CORE_FLAG, decodeWaitStatus, SHIFT, STOP_MARK } from '../arithmetic/wait-status.ts';
import {
  HRESULT_WIN32,
  TWO_TO_32,
  win32InHresult,
  windowsByValue,
  windowsCutTo,
  windowsHex,
} from '../tables/windows.ts';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A reading before its rank is known. */
export type Draft = Without<Reading, 'confidence'>;

/** ksh93 and PBS add 256 to a signal: `$?` of a child that SIGKILL ended is 265 in ksh93. */
const WIDE_OFFSET = 256;

const term = (role: TermRole, value: number | bigint): Term => ({ role, value: BigInt(value) });
const add = (role: TermRole, value: number | bigint): Step => ({ op: 'add', ...term(role, value) });
const multiply = (role: TermRole, value: number): Step => ({ op: 'multiply', ...term(role, value) });
const sum = (start: Term, steps: readonly Step[] = []): { readonly arithmetic: Arithmetic } => ({
  arithmetic: { start, steps },
});

const elsewhere = (list: readonly Elsewhere[]): { readonly elsewhere?: readonly Elsewhere[] } =>
  list.length > 0 ? { elsewhere: list } : {};

/** What a reading says that comes down to an exit status: the status, its page, the signal it may stand for. */
const ended = (status: number) => {
  const signal = signalOfStatus(status);
  return {
    exitStatus: status,
    target: { kind: 'status', status },
    ...(signal && { signal: signal.name, ...elsewhere(numberElsewhere(signal.number)) }),
  } as const;
};

/** What a reading says that is a death by a signal. */
const killed = ({ number, name }: Pick<Signal, 'number' | 'name'>) =>
  ({ ...ended(SIGNAL_OFFSET + number), signal: name }) as const;

/** An exit status made of its parts: 9 + 128 for one that stands for a signal, itself for any other; then `steps`. */
const statusSum = (status: number, steps: readonly Step[] = []): { readonly arithmetic: Arithmetic } =>
  signalOfStatus(status)
    ? sum(term('signal-number', status - SIGNAL_OFFSET), [add('signal-offset', SIGNAL_OFFSET), ...steps])
    : sum(term('exit-status', status), steps);

const STATUS_EMITTERS = [
  'shell',
  'docker',
  'kubernetes',
  'systemd',
  'python',
  'slurm',
  'ci',
  'go',
  'rust',
  'windows',
] as const satisfies readonly Emitter[];

/** An exit status 0-255, by default as it stands in `$?`. `last` are the steps from there to the number as typed. */
export function exitStatusDraft(
  status: number,
  printedBy: readonly Emitter[] = STATUS_EMITTERS,
  last: readonly Step[] = [],
): Draft {
  const byDefault = printedBy === STATUS_EMITTERS;
  const names = namesOfStatus(status);
  const systemdOnly = names.some(({ convention }) => convention === 'systemd') && status < 255;
  // Java's waitFor and LSF count 128 + N as shells do.
  const also: readonly Emitter[] = signalOfStatus(status) ? ['java', 'lsf'] : [];
  return {
    kind: 'exit-status',
    ...ended(status),
    names,
    printedBy: byDefault ? (systemdOnly ? ['systemd'] : [...printedBy, ...also]) : printedBy,
    ...statusSum(status, last),
  };
}

/** A signal 1-64 by its number; empty outside. `steps` lead from the signal's number to the number as typed. */
export function signalDrafts(
  number: number,
  printedBy: readonly Emitter[],
  steps: readonly Step[] = [],
): Draft[] {
  const signal = signalByNumber(number);
  if (!signal) return [];
  return [{ kind: 'signal', ...killed(signal), printedBy, ...sum(term('signal-number', number), steps) }];
}

/** A signal that was named, with the number it has on Linux. Leads to the exit status that a shell gives it. */
export function namedSignalDraft(signal: Pick<Signal, 'number' | 'name'>, coreDumped: boolean): Draft {
  const { elsewhere: _, ...death } = killed(signal);
  return {
    kind: 'signal',
    ...death,
    printedBy: ['shell', 'go', 'rust', 'systemd'],
    ...statusSum(SIGNAL_OFFSET + signal.number),
    ...elsewhere(signalElsewhere(signal.name)),
    ...(coreDumped && { coreDumped }),
  };
}

/** A signal that only other systems have (SIGEMT, SIGINFO): its numbers are those of `elsewhere`, and no page is about it. */
export function foreignSignalDraft(name: string): Draft {
  return { kind: 'signal', signal: name, printedBy: [], ...elsewhere(signalElsewhere(name)) };
}

/**
 * A raw wait status; empty for what no Linux kernel writes. Unless `certain`, a core flag on a signal that dumps no
 * core by default is no reading either: 137 as a wait status would be SIGKILL with a core.
 */
function waitStatusDrafts(word: number, certain: boolean): Draft[] {
  const status = decodeWaitStatus(word);
  if (!status) return [];
  const { state } = status;
  const base = { kind: 'wait-status', state, printedBy: ['wait'] } as const;
  if (state === 'continued') return [{ ...base, ...sum(term('value', CONTINUED)) }];
  if (state === 'exited') {
    const { exitStatus } = status;
    return [{ ...base, ...ended(exitStatus), ...statusSum(exitStatus, [multiply('high-byte', SHIFT)]) }];
  }
  const signal = signalByNumber(status.signal);
  if (!signal) return [];
  const start = term('signal-number', signal.number);
  if (state === 'stopped') {
    const { exitStatus: _, target: __, ...stop } = killed(signal);
    return [
      {
        ...base,
        ...stop,
        ...sum(start, [multiply('high-byte', SHIFT), add('stop-mark', STOP_MARK)]),
      },
    ];
  }
  const { coreDumped } = status;
  if (coreDumped && signal.action !== 'core' && !certain) return [];
  const flag = coreDumped ? [add('core-flag', CORE_FLAG)] : [];
  return [{ ...base, ...killed(signal), coreDumped, ...sum(start, flag) }];
}

/** Death by signal N written as -N, for -1 to -64; empty otherwise. */
export function negativeDrafts(
  value: bigint,
  printedBy: readonly Emitter[] = ['python', 'airflow'],
): Draft[] {
  const signal = signalByNumber(-Number(value));
  if (!signal) return [];
  const start = term('signal-number', signal.number);
  return [{ kind: 'negative', ...killed(signal), printedBy, ...sum(start, [multiply('sign', -1)]) }];
}

/** What exit(3) makes of an argument: the low eight bits, at any size; 300 -> 44, -1 -> 255. */
function truncatedDraft(value: bigint): Draft {
  const status = BigInt.asUintN(8, value);
  const { exitStatus, target } = ended(Number(status));
  return {
    kind: 'truncated',
    exitStatus,
    target,
    printedBy: [],
    ...sum(term('exit-status', status), [add('dropped', value - status)]),
  };
}

/** A Windows value in its unsigned or signed spelling, -2^31 to 2^32 - 1. The caller checks the range. */
export function windowsDraft(value: bigint): Draft {
  const unsigned = Number(BigInt.asUintN(32, value));
  const known = windowsByValue(unsigned);
  const win32 = win32InHresult(unsigned);
  const hex = windowsHex(unsigned);
  return {
    kind: 'windows',
    windows: hex,
    // dockerd keeps the unsigned number; the CRI's int32 makes Kubernetes show the signed one.
    printedBy: ['windows', value < 0n ? 'kubernetes' : 'docker', 'ci'],
    ...(known && { target: { kind: 'windows', hex } as const }),
    ...sum(win32 === undefined ? term('value', unsigned) : term('win32-error', win32), [
      ...(win32 === undefined ? [] : [add('hresult-base', HRESULT_WIN32)]),
      ...(value < 0n ? [add('signed-range', -TWO_TO_32)] : []),
    ]),
    ...(known && { family: known.family, name: known.name }),
    ...(win32 !== undefined && { win32 }),
  };
}

function windowsCutDrafts(status: number): Draft[] {
  return windowsCutTo(status).map(({ value, name }) => ({
    kind: 'truncated',
    exitStatus: status,
    windows: windowsHex(value),
    name,
    printedBy: ['msys', 'ssh'],
    target: { kind: 'windows', hex: windowsHex(value) },
    ...sum(term('value', value), [{ op: 'modulo', ...term('eight-bits', 256) }]),
  }));
}

/** A number that a batch system or the C library gives its own meaning. */
function constantDraft(
  program: Emitter | 'errno',
  name: string,
  arithmetic: Arithmetic,
  code: number,
): Draft {
  return {
    kind: 'program',
    program,
    name,
    code,
    printedBy: program === 'errno' ? ['npm'] : [program],
    arithmetic,
  };
}

function batchDrafts(value: bigint): Draft[] {
  return batchCodes(Number(value)).map(({ system, name, code }) =>
    constantDraft(system, name, { start: term('value', value), steps: [] }, code),
  );
}

/** What the input says beside a number. */
export interface Context {
  /** The words before it. */
  readonly anchor?: Anchor | undefined;
  /** Where the reader saw it. */
  readonly seen?: Origin | undefined;
  /** A batch system is named. */
  readonly batch?: boolean;
}

/**
 * Every reading of a whole number, at least one at any size but for `signal`, which has only 1 to 64 and 129 to 192. The
 * context admits readings that are too far-fetched otherwise, and leaves out those that it contradicts: an "exit status
 * 2" is no signal.
 */
export function numberDrafts(value: bigint, context: Context = {}): Draft[] {
  const { anchor, seen } = context;
  // Exact where it matters: beyond 2^53 only the low eight bits are read, from the bigint.
  const n = Number(value);
  if (anchor === 'signal') {
    if (n >= 1 && n <= REALTIME.last) return signalDrafts(n, ['systemd', 'php']);
    return n >= 0 && !signalOfStatus(n) ? [] : numberDrafts(value, { ...context, anchor: undefined });
  }
  if (anchor === 'errno' && n < 0) return errnoDrafts(value, n);
  if (anchor === 'wait') return leadingWith('wait-status', plainDrafts(value, n, context));
  if (anchor === 'windows' && n >= -0x8000_0000 && n < TWO_TO_32) {
    // Only these: whoever says Win32 error 2 means no exit status.
    return [windowsDraft(value)];
  }
  const drafts = plainDrafts(value, n, context);
  // An argument of exit(3) that needs no cutting is the status itself, one beyond 16 bits was hardly typed by hand.
  const argument = anchor === 'call' && drafts[0]?.kind !== 'exit-status' && Math.abs(n) < 0x10000;
  return argument && seen === undefined ? leadingWith('truncated', drafts) : drafts;
}

function leadingWith(kind: Draft['kind'], drafts: readonly Draft[]): Draft[] {
  return [...drafts.filter((draft) => draft.kind === kind), ...drafts.filter((draft) => draft.kind !== kind)];
}

function plainDrafts(value: bigint, n: number, { anchor, seen, batch = false }: Context): Draft[] {
  const wait = anchor === 'wait' || seen === 'wait';
  if (n >= 0 && n <= 255) {
    const status = exitStatusDraft(n);
    if (anchor === 'wait') return [status, ...waitStatusDrafts(n, true)];
    if (anchor === 'status' || anchor === 'call')
      return wait ? [status, ...waitStatusDrafts(n, true)] : [status];
    const standard = n < REALTIME.kernelFirst || seen === 'systemd';
    return [
      status,
      ...(standard ? signalDrafts(n, ['systemd', 'php']) : []),
      // Below 128 a raw wait status says what the bare signal's number says.
      ...(wait || n > CORE_FLAG ? waitStatusDrafts(n, wait) : []),
      ...windowsCutDrafts(n),
    ];
  }
  const truncated = truncatedDraft(value);
  if (n < 0) return belowZero(value, n, truncated, seen, batch);
  const known = windowsByValue(n) ? [windowsDraft(value)] : [];
  if (n === CONTINUED) return [truncated, ...waitStatusDrafts(n, wait)];
  if (n < CONTINUED) {
    const wide = signalDrafts(n - WIDE_OFFSET, ['ksh93', 'pbs'], [add('signal-offset', WIDE_OFFSET)]);
    const standard = n - WIDE_OFFSET < REALTIME.kernelFirst;
    // 1603 of an installer is no argument of exit(3); 259 is also what ksh93 makes of SIGQUIT.
    if (known.length > 0 && wide.length === 0) return [...known, ...waitStatusDrafts(n, wait)];
    return [
      ...known,
      ...waitStatusDrafts(n, wait),
      ...(standard ? [...wide, truncated] : [truncated, ...wide]),
    ];
  }
  const top = BigInt.asIntN(32, value);
  const windows = known.length > 0 || (n < TWO_TO_32 && top < 0n) ? [windowsDraft(value)] : [];
  if (known.length > 0) return windows;
  // 4294967295 is the unsigned spelling of -1: the truncated reading says more than a value that no header names.
  return known.length === 0 && top >= -0xffffn && top < 0n
    ? [truncated, ...windows]
    : [...windows, truncated];
}

function belowZero(
  value: bigint,
  n: number,
  truncated: Draft,
  seen: Origin | undefined,
  batch: boolean,
): Draft[] {
  const far = n < -0xffff || seen === 'windows';
  const windows = far && n >= -0x8000_0000 ? [windowsDraft(value)] : [];
  // The numbers of batch systems between -9 and -64 are signals unless one of the systems is named.
  const programs = n >= -8 || n < -REALTIME.last || batch ? batchDrafts(value) : [];
  const meant = [...negativeDrafts(value), ...programs];
  // -1 is the argument of exit(3) and the "no status" of many languages far more often than a hangup.
  if (n === -1) return [truncated, ...meant, ...windows];
  // Whoever names the number leaves nothing to guess.
  const named = windows.length > 0 && windowsByValue(n + TWO_TO_32) !== undefined;
  if (named || (n < -REALTIME.last && programs.length > 0)) return [...meant, ...windows];
  return [...minusDrafts(n), ...meant, ...windows, truncated];
}

/** -137: the 137 of a death by a signal with a minus that no system writes. */
function minusDrafts(n: number): Draft[] {
  if (!signalOfStatus(-n)) return [];
  const draft = exitStatusDraft(-n, [], [multiply('sign', -1)]);
  return draft.kind === 'exit-status' ? [{ ...draft, minus: true }] : [];
}

/** A negated error number, as npm prints one: npm ends with its low eight bits, 243 for -13. */
function errnoDrafts(value: bigint, n: number): Draft[] {
  const error = errorOfNegative(n);
  const truncated = truncatedDraft(value);
  if (!error) return [truncated];
  const draft = constantDraft('errno', error.name, { start: term('value', value), steps: [] }, n);
  return [n === -error.linux ? { ...draft, exitStatus: Number(BigInt.asUintN(8, value)) } : draft, truncated];
}

/**
 * Slurm's `A:B`: exit status and signal of a job, 0-255 and 0-64, or one of the marks that stand in the signal's place
 * without being one. At least one reading.
 */
export function pairDrafts(exitStatus: number, signal: number): Draft[] {
  const steps = exitStatus > 0 ? [add('exit-status', exitStatus * SHIFT)] : [];
  const start = term('signal-number', signal);
  const oom = signal === SLURM_OOM || signal === SLURM_OOM_UNMASKED;
  const mark = oom ? 'OUT_OF_MEMORY' : signal === SLURM_IO_ERROR ? 'ESLURMD_IO_ERROR' : undefined;
  const drafts = [
    ...(mark === undefined ? [] : [constantDraft('slurm', mark, { start, steps }, signal)]),
    ...(oom ? [] : signalDrafts(signal, ['slurm'], steps)),
  ];
  if (exitStatus === 0 && signal > 0) return drafts;
  const last = [multiply('high-byte', SHIFT), ...(signal > 0 ? [add('signal-number', signal)] : [])];
  return [...drafts, exitStatusDraft(exitStatus, ['slurm'], last)];
}
