/** What a decoded number or name can mean, as data: whoever shows it brings the words. */

import type { Elsewhere } from '../tables/platforms.ts';
import type { StatusName } from '../tables/status-names.ts';
import type { WaitStatus } from '../arithmetic/wait-status.ts';
import type { WindowsFamily } from '../tables/windows.ts';

/** Where a reader says they saw the number; only ever changes the order of readings. */
export const ORIGINS = [
  'shell',
  'docker',
  'kubernetes',
  'systemd',
  'python',
  'wait',
  'windows',
  'slurm',
  'ci',
] as const satisfies readonly string[];

export type Origin = (typeof ORIGINS)[number];

/** Who prints numbers in the form of a reading; `wait` is any language that hands out the raw wait status. */
export type Emitter =
  | Origin
  | 'airflow'
  | 'go'
  | 'java'
  | 'ksh93'
  | 'lsf'
  | 'msys'
  | 'npm'
  | 'pbs'
  | 'php'
  | 'rust'
  | 'ssh'
  | 'torque'
  | 'yarn';

export type Confidence = 'most-likely' | 'possible';

/** The page that a reading leads to. */
export type Target =
  | {
      readonly kind: 'status';
      /** 0-255. */
      readonly status: number;
    }
  | {
      readonly kind: 'windows';
      /** As `windowsHex` writes it: `0xC0000005`. */
      readonly hex: string;
    }
  | {
      readonly kind: 'reason';
      /** As the system prints it: `OOMKilled`. */
      readonly name: string;
    }
  | {
      readonly kind: 'program';
      /** The name that its address has: `curl`. */
      readonly program: string;
      /** The number that its page has an entry for; absent for a sum of bits. */
      readonly code?: number;
      /** The entry, where that is one for a range: `64-78`. */
      readonly range?: string;
    };

/** What a number inside the arithmetic stands for. */
export type TermRole =
  | 'exit-status'
  | 'signal-number'
  /** 128, or 256 where ksh93 and PBS count. */
  | 'signal-offset'
  | 'core-flag'
  | 'stop-mark'
  /** 256: into the high byte of a wait status. */
  | 'high-byte'
  /** -1: a death by signal written as a negative number. */
  | 'sign'
  /** The multiple of 256 that exit(3) drops; negative where the argument was. */
  | 'dropped'
  /** 256: what a layer with eight-bit statuses keeps the remainder of. */
  | 'eight-bits'
  | 'win32-error'
  | 'hresult-base'
  /** -2^32: from the unsigned to the signed spelling. */
  | 'signed-range'
  | 'value';

export interface Term {
  readonly role: TermRole;
  /** Exact at any size. */
  readonly value: bigint;
}

export interface Step extends Term {
  /** `modulo` keeps the remainder, 0 to value - 1. */
  readonly op: 'add' | 'multiply' | 'modulo';
}

/** How the parts of a reading make the number that was typed, or, for a name, the status that it leads to. */
export interface Arithmetic {
  readonly start: Term;
  /** From left to right, no precedence. */
  readonly steps: readonly Step[];
}

interface Shared {
  readonly confidence: Confidence;
  /** Empty when nobody prints it: a number that only stands in source code. */
  readonly printedBy: readonly Emitter[];
  /** Absent where no page is about this reading: a stopped process, a signal that Linux does not have. */
  readonly target?: Target;
  /** Absent for a word that no number stands behind. */
  readonly arithmetic?: Arithmetic;
  /** 0-255: what a shell or container engine on Linux shows for this ending. */
  readonly exitStatus?: number;
  /** `SIGKILL`, `SIGRTMIN+3`. */
  readonly signal?: string;
  /** Present where the form can tell. */
  readonly coreDumped?: boolean;
  /** As `windowsHex` writes it. */
  readonly windows?: string;
  /** What the number or the signal is on other platforms; only there when the answer differs. */
  readonly elsewhere?: readonly Elsewhere[];
}

/** An exit status as it stands; `signal` is there for 129-192, which stand for one unless the program chose them. */
export interface ExitStatusReading extends Shared {
  readonly kind: 'exit-status';
  readonly exitStatus: number;
  readonly names: readonly StatusName[];
  /** The number was typed with a minus that no ending has: -137 for 137. */
  readonly minus?: true;
}

/** A signal by name, by number, or added to 256. */
export interface SignalReading extends Shared {
  readonly kind: 'signal';
  readonly signal: string;
}

/** A raw 16-bit wait status. */
export interface WaitStatusReading extends Shared {
  readonly kind: 'wait-status';
  readonly state: WaitStatus['state'];
}

/** A death by signal written as a negative number. */
export interface NegativeReading extends Shared {
  readonly kind: 'negative';
  readonly signal: string;
  readonly exitStatus: number;
}

/** A 32-bit Windows value. */
export interface WindowsReading extends Shared {
  readonly kind: 'windows';
  readonly windows: string;
  /** Absent when no table here names the value. */
  readonly family?: WindowsFamily;
  readonly name?: string;
  /** The Win32 error (0-65535) inside an HRESULT 0x8007nnnn. */
  readonly win32?: number;
}

/** What eight bits keep: of an argument to exit(3), or, with `windows`, of a Windows value. */
export interface TruncatedReading extends Shared {
  readonly kind: 'truncated';
  readonly exitStatus: number;
  /** The Windows constant that was cut. */
  readonly name?: string;
}

/** A word beside the number. */
export interface ReasonReading extends Shared {
  readonly kind: 'reason';
  readonly reason: string;
  /** The statuses that stand beside it as a rule, likeliest first; `exitStatus` is there when it is only one. */
  readonly exitStatuses: readonly number[];
}

/** A number that one program gives its own meaning. */
export interface ProgramReading extends Shared {
  readonly kind: 'program';
  /** A program of the tables by the name that its address has, a batch system, or `errno`: the C library's errors. */
  readonly program: string;
  /** The constant's name in the source; absent where the program's own page has the words. */
  readonly name?: string;
  /** The number as the program has it. */
  readonly code: number;
  /** The bits it adds up to, where the program's numbers are sums of bits: 8 and 2 for robocopy's 10. */
  readonly parts?: readonly number[];
}

export type Reading =
  | ExitStatusReading
  | SignalReading
  | WaitStatusReading
  | NegativeReading
  | WindowsReading
  | TruncatedReading
  | ReasonReading
  | ProgramReading;

export type ReadingKind = Reading['kind'];

/** What every reading of one number or name says alike; empty when they differ in everything. */
export type Agreement = Partial<
  Readonly<
    Record<'exitStatus', number> & Record<'signal' | 'windows', string> & Record<'coreDumped', boolean>
  >
>;

/** One number or name of the input with its readings. */
export interface Subject {
  /** As typed, digits and punctuation folded to half width. */
  readonly written: string;
  /** The number it is, exactly; a pair `A:B` counts as the wait status A * 256 + B. Absent for a name. */
  readonly value?: bigint;
  /** Set when a number lacked its 0x or one of its zeros and was read as this Windows value. */
  readonly corrected?: string;
  /** A program of the tables that the input names beside the number, by the name that its address has. */
  readonly program?: string;
  /**
   * Whether the words around it or its own form say that it is a code, a signal or a reason, or nothing else was typed.
   * False for a number in a sentence that may count anything.
   */
  readonly said: boolean;
  /** Likeliest first. */
  readonly readings: readonly [Reading, ...Reading[]];
  readonly agreed: Agreement;
}

/** What a shell makes of `exit 3.5`. */
export interface ShellStatus {
  readonly shell: string;
  /** 0-255: the status that the shell leaves. */
  readonly status: number;
  /** False when it took the whole part; true when it complained and chose a status of its own. */
  readonly refused: boolean;
}

export type Refusal =
  | { readonly kind: 'refusal'; readonly reason: 'empty' }
  /** No number or name ends within the length that is read. */
  | { readonly kind: 'refusal'; readonly reason: 'too-long'; readonly limit: number }
  | {
      readonly kind: 'refusal';
      readonly reason: 'fraction';
      readonly written: string;
      readonly shells: readonly ShellStatus[];
    }
  /** A signal's number outside 1 to 64. */
  | { readonly kind: 'refusal'; readonly reason: 'no-signal'; readonly written: string }
  | {
      /** `unknown-signal` begins with SIG; `unknown-name` is anything else. */
      readonly kind: 'refusal';
      readonly reason: 'unknown-signal' | 'unknown-name';
      readonly written: string;
      /** At most three, nearest first; may be empty. */
      readonly nearest: readonly string[];
    };

export type Decoding =
  | {
      readonly kind: 'readings';
      /** In the order of the input. */
      readonly subjects: readonly [Subject, ...Subject[]];
      /** How many more numbers and names the input held than are decoded. */
      readonly omitted: number;
    }
  | Refusal;

/**
 * The number that a reading's arithmetic comes to: the number that was typed, or, for a name, the exit status that it
 * leads to. Undefined for a reading without arithmetic.
 */
export function recompute(reading: Reading): bigint | undefined {
  return reading.arithmetic && evaluate(reading.arithmetic);
}

/** What an arithmetic comes to, from left to right, exactly. */
function evaluate({ start, steps }: Arithmetic): bigint {
  return steps.reduce((total, { op, value }) => {
    if (op === 'add') return total + value;
    if (op === 'multiply') return total * value;
    return ((total % value) + value) % value;
  }, start.value);
}
