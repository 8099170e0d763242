import type { Cause } from './causes.ts';

/** What pasted output says about things that ended, as data: whoever shows it brings the words. */

/**
 * - ended: a process, container, job or step that is over.
 * - waiting: Kubernetes holds a container back (`CrashLoopBackOff`, `ImagePullBackOff`, …).
 * - event: something happened to it that is no exit (`Evicted`, a cancelled job).
 */
export type FindingKind = 'ended' | 'waiting' | 'event';

export interface Finding {
  readonly kind: FindingKind;
  /** The recogniser that found it. */
  readonly family: string;
  /** 1-based line of the paste: where the code stands, or else where the ending is first mentioned. */
  readonly line: number;
  /** How many times the paste says it. */
  readonly count: number;
  /** The number as written: an exit status, a negative number, a Windows value, or a bare signal number. */
  readonly code?: number;
  /** 0-255, when it follows from the code or the signal. */
  readonly exitStatus?: number;
  /** With the SIG prefix; also when it only follows from the code or the reason. */
  readonly signal?: string;
  /** `0xC0000005`, when the code is a 32-bit Windows value. */
  readonly windows?: string;
  readonly coreDumped?: true;
  /** As written: `OOMKilled`, `exit-code`, `Segmentation fault`. */
  readonly reason?: string;
  /** The container, pod, unit, process, command or target, as written. */
  readonly container?: string;
  /** What that names; a container when absent. */
  readonly naming?: Naming;
  /** Kubernetes: the state it is in, or the one before the last restart. */
  readonly state?: 'current' | 'last';
  /** As written, in the format's own notation. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly message?: string;
  /** The memory limit, as written: `512Mi`. */
  readonly limit?: string;
  readonly restarts?: number;
  /** Kubernetes: the container runs again since then, as written; empty when the paste does not say since when. */
  readonly runningSince?: string;
  /** The program whose table has the number, by its address, where the format tells: `node` for pm2's code. */
  readonly owner?: string;
  /** Whose number it is, when the tables of programs were given. */
  readonly program?: OwnNumber;
  /** Why, as far as the paste shows it. A finding that belongs to another one has the cause of that one. */
  readonly cause: Cause;
  /** 1-based lines of the paste that show the cause, the deciding ones first; at least one. */
  readonly evidence: readonly number[];
  /** The cause is only set up in the paste, nothing shows that it happened. */
  readonly suspected?: true;
  /** What it is beside the finding that it follows from; absent on a finding that stands for itself. */
  readonly follows?: Following;
  /** 0 for the likeliest root cause, then counting up; the order of the list. */
  readonly rank: number;
}

/** The number of an ending as its program's own. */
export interface OwnNumber {
  /** The program's address, and its name as people write it. */
  readonly slug: string;
  readonly name: string;
  /** As its table has it; absent when it documents no such number. */
  readonly code?: number;
  /** The entry, where that is one for a range: `64-78`. */
  readonly range?: string;
  /** The bits that the number adds up to. */
  readonly parts?: readonly number[];
}

/**
 * - relayed: a tool only repeats the ending of what it ran (`make: *** [all] Error 2`).
 * - cancelled: stopped because another one failed.
 * - told: another mention of the same story: the event, the wait, the report of an ending.
 */
export type Following = 'relayed' | 'cancelled' | 'told';

/**
 * How a mention stands to the ending that it speaks of; absent for an ending or event of its own.
 *
 * - relays: printed by a tool that ran something (make, npm, CI). A failure of its own only when nothing that it ran is
 *   seen to fail.
 * - relayed: always repeats another ending: a recursive make's `Error 2`.
 * - detail: says more about a nearby ending, and is dropped when there is none.
 * - detail-or-alone: says more about a nearby ending, and is one itself when there is none.
 * - lone: an ending only where nothing else in the whole text is one.
 */
export type Role = 'relays' | 'relayed' | 'detail' | 'detail-or-alone' | 'lone';

/**
 * What a name names. Two names of one kind are two things; a pod and its container, a unit and its process may be
 * one. A step (a make target, a command, one of several equal workers) never keeps two endings apart.
 */
export type Naming = 'container' | 'pod' | 'process' | 'step' | 'command';

/** What a recogniser gives: one mention of an ending, before mentions of the same ending become one finding. */
export interface Draft extends Omit<
  Partial<Finding>,
  'rank' | 'count' | 'exitStatus' | 'windows' | 'family' | 'line' | 'evidence' | 'follows'
> {
  readonly line: number;
  readonly role?: Role;
  /** `code` is the number of the signal, not a status. */
  readonly codeIsSignal?: boolean;
  /** `reason` only repeats the signal: gives way to a reason that says more. */
  readonly weakReason?: boolean;
  /** The lines of the block that describes this ending alone: whatever else is said there is about it. */
  readonly span?: readonly [from: number, to: number];
  /** 1-based: where `message` stands, which may hold clues. */
  readonly messageLine?: number;
  /** Further lines that it was read from. */
  readonly lines?: readonly number[];
  /** `code` is a raw wait status or a program's own number: no signal and no exit status follows from it. */
  readonly ownNumber?: boolean;
}
