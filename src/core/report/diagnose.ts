/**
 * What the findings of one Kubernetes container allow together, as ids: whoever shows them brings the words. A single
 * finding says how something ended; what stands beside it says why, or that the paste cannot tell.
 *
 * Sources: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/, kubelet's kuberuntime_container.go
 * (grace periods), containerd internal/cri/server/container_start.go (StartError).
 */

import type { Finding } from './finding.ts';

/** Why a container could not start, from the runtime's message. */
export type StartCause = 'not-found' | 'permission' | 'mount' | 'workdir' | 'other';

/** What the paste does not show; each is the id of a step that shows it. */
export type Question =
  /** The reason beside the code: OOM or a kill from outside. */
  | 'ask-reason'
  /** Events: probes, evictions, deletions. */
  | 'ask-events'
  /** The state before the last restart. */
  | 'ask-last-state'
  /** What the program wrote before it ended. */
  | 'ask-logs'
  /** The memory limit. */
  | 'ask-limit';

export type Diagnosis = {
  /** As written; absent when the paste names none. */
  readonly container?: string;
  readonly questions: readonly Question[];
} & (
  | { readonly id: 'oom-with-limit'; readonly limit?: string }
  /** Seconds between start and end, when the paste has both times. */
  | { readonly id: 'sigkill-after-grace'; readonly seconds?: number }
  /** It ends with the same code each time it starts. */
  | { readonly id: 'same-code-at-start'; readonly code: number; readonly seconds?: number }
  | { readonly id: 'completed-in-crash-loop' }
  /** It is held back after an ending that the paste does not show. */
  | { readonly id: 'crash-loop' }
  | { readonly id: 'start-error'; readonly cause: StartCause }
  | { readonly id: 'status-unknown' }
  | { readonly id: 'oomkilled-beside-zero' }
);

/** An end within this many seconds of the start is one at the start: before any probe's default would matter. */
const AT_START = 30;

/** The cause in a runtime's message; `other` for one that says nothing known. */
export function startCause(message: string): StartCause {
  // chdir first: its message ends in "no such file or directory" too.
  if (/chdir to cwd|working dir/i.test(message)) return 'workdir';
  if (/mount|rootfs|not a directory/i.test(message)) return 'mount';
  if (/permission denied|operation not permitted/i.test(message)) return 'permission';
  if (/executable file not found|no such file or directory/i.test(message)) return 'not-found';
  return 'other';
}

/** Seconds that a container ran, from times as `kubectl` and the API write them; undefined when one does not parse. */
export function secondsRun({ startedAt, finishedAt }: Finding): number | undefined {
  const run = (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
  return Number.isFinite(run) && run >= 0 ? run : undefined;
}

/** One diagnosis per container at most, in the order of the findings; none where the paste allows none. */
export function diagnose(findings: readonly Finding[]): readonly Diagnosis[] {
  const ended = findings.filter(
    ({ family, kind }) => kind === 'ended' && /^(?:kubernetes|structured)/.test(family),
  );
  const seen = new Set<string | undefined>();
  const diagnoses = ended.flatMap((finding) => {
    if (seen.has(finding.container)) return [];
    const waiting = findings.find(
      ({ kind, container }) => kind === 'waiting' && (container === finding.container || !container),
    );
    const found = diagnosisOf(finding, waiting);
    if (found) seen.add(finding.container);
    return found ?? [];
  });
  return [...diagnoses, ...withoutEnding(findings, ended)];
}

/** A container in CrashLoopBackOff of whose endings the paste has none; one for all rows of a table. */
function withoutEnding(findings: readonly Finding[], ended: readonly Finding[]): readonly Diagnosis[] {
  const held = findings.filter(
    ({ kind, reason = '', container }) =>
      kind === 'waiting' &&
      /^(?:Init:)?CrashLoopBackOff$/.test(reason) &&
      !ended.some((each) => each.container === undefined || each.container === container),
  );
  const told = new Set<string>();
  return held.flatMap(({ container, family }): readonly Diagnosis[] => {
    const once = family === 'kubernetes-table' ? family : `${family} ${container}`;
    if (told.has(once)) return [];
    told.add(once);
    return [
      { ...(container !== undefined && { container }), id: 'crash-loop', questions: ['ask-last-state'] },
    ];
  });
}

function diagnosisOf(finding: Finding, waiting: Finding | undefined): Diagnosis | undefined {
  const { container, code, reason, message, limit, restarts = 0, state } = finding;
  const head = container === undefined ? {} : { container };
  const seconds = secondsRun(finding);
  const ran = seconds === undefined ? {} : { seconds };
  const crashing = waiting?.reason === 'CrashLoopBackOff';
  if (reason === 'ContainerStatusUnknown')
    return { ...head, id: 'status-unknown', questions: ['ask-events'] };
  if (reason === 'OOMKilled') {
    // Only a child of the main process was killed: the container itself ended well.
    if (code === 0) return { ...head, id: 'oomkilled-beside-zero', questions: ['ask-logs'] };
    return limit === undefined
      ? { ...head, id: 'oom-with-limit', questions: ['ask-limit'] }
      : { ...head, id: 'oom-with-limit', limit, questions: [] };
  }
  if (reason === 'StartError' || reason === 'ContainerCannotRun') {
    const cause = startCause(message ?? waiting?.message ?? '');
    return { ...head, id: 'start-error', cause, questions: cause === 'other' ? ['ask-events'] : [] };
  }
  if (code === 137) {
    const questions: readonly Question[] =
      reason === undefined ? ['ask-reason', 'ask-events'] : ['ask-events'];
    return { ...head, id: 'sigkill-after-grace', ...ran, questions };
  }
  if (code === 0 && crashing) return { ...head, id: 'completed-in-crash-loop', questions: ['ask-logs'] };
  if (code !== undefined && code !== 0 && (crashing || (restarts > 1 && state === 'last'))) {
    if (seconds !== undefined && seconds > AT_START) return undefined;
    const questions: readonly Question[] = ['ask-logs'];
    return { ...head, id: 'same-code-at-start', code, ...ran, questions };
  }
  return undefined;
}
