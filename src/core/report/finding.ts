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
  /** Only passes on that something else failed: `make: *** [all] Error 2` after `Error 137`. */
  readonly wrapper?: true;
  /** 0 for the likeliest root cause, then counting up; the order of the list. */
  readonly rank: number;
}

/**
 * What a name names. Two names of one kind are two things; a pod and its container, a unit and its process may be
 * one. A step (a make target, a command, one of several equal workers) never keeps two endings apart.
 */
export type Naming = 'container' | 'pod' | 'process' | 'step' | 'command';

/** What a recogniser gives: one mention of an ending, before mentions of the same ending become one finding. */
export interface Draft extends Omit<
  Partial<Finding>,
  'rank' | 'count' | 'exitStatus' | 'windows' | 'family' | 'line'
> {
  readonly line: number;
  /** What `container` names; 'container' when absent. */
  readonly naming?: Naming;
  /** `code` is the number of the signal, not a status. */
  readonly bareSignal?: boolean;
  /** `reason` only repeats the signal: gives way to a reason that says more. */
  readonly weakReason?: boolean;
  /** Of a tool that tells how a command ended which it ran: an own failure, unless the paste shows what died inside. */
  readonly passesOn?: boolean;
  /** Says more about an ending nearby: and is none by itself, or is one when there is none nearby. */
  readonly note?: 'only' | 'or-alone';
}
