/** What a number can mean, likeliest first where nothing else is known. */

import { batchCodes, SLURM_OOM } from '../tables/batch.ts';
import { numberElsewhere, signalElsewhere } from '../tables/platforms.ts';
import type { Elsewhere } from '../tables/platforms.ts';
import type {
  Arithmetic,
  Emitter,
  ProgramReading,
  Reading,
  Step,
  Target,
  Term,
  TermRole,
} from './reading.ts';
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
  const byDefault = printedBy === STATUS_EMITTERS && signalOfStatus(status);
  return {
    kind: 'exit-status',
    ...ended(status),
    names: namesOfStatus(status),
    // Java's waitFor and LSF count 128 + N as shells do.
    printedBy: byDefault ? [...printedBy, 'java', 'lsf'] : printedBy,
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

/**
 * A signal that was named, with the number it has on Linux, or, where Linux does not have it, elsewhere. Leads to the
 * exit status that a shell gives it.
 */
export function namedSignalDraft(signal: Pick<Signal, 'number' | 'name'>, coreDumped: boolean): Draft {
  const { elsewhere: sameNumber, ...death } = killed(signal);
  return {
    kind: 'signal',
    ...death,
    printedBy: ['shell', 'go', 'rust', 'systemd'],
    ...statusSum(SIGNAL_OFFSET + signal.number),
    ...elsewhere(signalElsewhere(signal.name)),
    ...(coreDumped && { coreDumped }),
  };
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
  const target: Target = { kind: 'guide', guide: 'arithmetic' };
  if (state === 'continued') return [{ ...base, target, ...sum(term('value', CONTINUED)) }];
  if (state === 'exited') {
    const { exitStatus } = status;
    return [{ ...base, ...ended(exitStatus), ...statusSum(exitStatus, [multiply('high-byte', SHIFT)]) }];
  }
  const signal = signalByNumber(status.signal);
  if (!signal) return [];
  const start = term('signal-number', signal.number);
  if (state === 'stopped') {
    const { exitStatus, ...stop } = killed(signal);
    return [
      {
        ...base,
        ...stop,
        target,
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
    target: known ? { kind: 'windows', hex } : { kind: 'guide', guide: 'windows' },
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

/** A number that a program gives its own meaning. */
function programDraft(program: ProgramReading['program'], name: string, arithmetic: Arithmetic): Draft {
  return {
    kind: 'program',
    program,
    name,
    printedBy: [program],
    target: { kind: 'program', program },
    arithmetic,
  };
}

function batchDrafts(value: bigint): Draft[] {
  return batchCodes(Number(value)).map(({ system, name }) =>
    programDraft(system, name, { start: term('value', value), steps: [] }),
  );
}

/**
 * Every reading of a whole number, at least one at any size. `wait` and `windows` say that the number was seen as a
 * raw wait status or on Windows, and admit readings that are too far-fetched otherwise.
 */
export function numberDrafts(value: bigint, seen: { wait: boolean; windows: boolean }): Draft[] {
  // Exact where it matters: beyond 2^53 only the low eight bits are read, from the bigint.
  const n = Number(value);
  if (n >= 0 && n <= 255) {
    return [
      exitStatusDraft(n),
      ...signalDrafts(n, ['systemd', 'php']),
      ...waitStatusDrafts(n, seen.wait),
      ...windowsCutDrafts(n),
    ];
  }
  const truncated = truncatedDraft(value);
  if (n < 0) {
    const meant = [...negativeDrafts(value), ...batchDrafts(value)];
    const far = n < -0xffff || seen.windows;
    const windows = far && n >= -0x8000_0000 ? [windowsDraft(value)] : [];
    // -1 is the argument of exit(3) and the "no status" of many languages far more often than a hangup.
    return n === -1 ? [truncated, ...meant, ...windows] : [...meant, ...windows, truncated];
  }
  const known = windowsByValue(n) ? [windowsDraft(value)] : [];
  if (n <= CONTINUED) {
    const wide = signalDrafts(
      n - WIDE_OFFSET,
      ['ksh93', 'pbs', 'shell'],
      [add('signal-offset', WIDE_OFFSET)],
    );
    const standard = n - WIDE_OFFSET < REALTIME.kernelFirst;
    return [
      ...known,
      ...waitStatusDrafts(n, seen.wait),
      ...(standard ? [...wide, truncated] : [truncated, ...wide]),
    ];
  }
  const top = BigInt.asIntN(32, value);
  const windows = known.length > 0 || (n < TWO_TO_32 && top < 0n) ? [windowsDraft(value)] : [];
  // 4294967295 is the unsigned spelling of -1: the truncated reading says more than a value that no header names.
  return known.length === 0 && top >= -0xffffn && top < 0n
    ? [truncated, ...windows]
    : [...windows, truncated];
}

/** Slurm's `A:B`: exit status and signal of a job, 0-255 and 0-64 or `SLURM_OOM`. At least one reading. */
export function pairDrafts(exitStatus: number, signal: number): Draft[] {
  const steps = exitStatus > 0 ? [add('exit-status', exitStatus * SHIFT)] : [];
  const start = term('signal-number', signal);
  const drafts =
    signal === SLURM_OOM
      ? [programDraft('slurm', 'OUT_OF_MEMORY', { start, steps })]
      : signalDrafts(signal, ['slurm'], steps);
  if (exitStatus === 0 && signal > 0) return drafts;
  const last = [multiply('high-byte', SHIFT), ...(signal > 0 ? [add('signal-number', signal)] : [])];
  return [...drafts, exitStatusDraft(exitStatus, ['slurm'], last)];
}
