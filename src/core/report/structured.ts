/** JSON, YAML and Go dumps of Kubernetes, Docker, podman, ECS, Batch, Nomad and structured logs. */

import type { Draft } from './finding.ts';
import { HARMLESS_WAITING, isPodReason } from './kubernetes-reasons.ts';
import { outline } from './outline.ts';
import type { Branch } from './outline.ts';
import type { Paste } from './paste.ts';
import { codeOf } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';
import { signalIn } from './signal-in.ts';

const CODE = ['exitCode', 'ExitCode', 'exit_code', 'exitcode', 'exitStatus', 'exit_status', 'returncode'];
const NAME = [
  'containerName',
  'Name',
  'Names',
  'name',
  'TaskName',
  'Service',
  'container_name',
  'container',
  'displayName',
];

/** Kubernetes' own, Docker's and ECS's spelling of what such a paste holds. */
const WORTH =
  /[eE]xit[_ ]?[cC]ode|exit_?[sS]tatus|returncode|"rc"|terminated[":]|waiting[":]|"?reason"?: ?"?[A-Z]|\bmessage: Pod was|tatusReason/;

const get = (branch: Branch | undefined, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const value = branch?.fields.get(key)?.value;
    if (value !== undefined && value !== '' && value !== 'null' && value !== '<nil>') return value;
  }
  return undefined;
};

const lineOf = (branch: Branch, ...keys: readonly string[]): number =>
  keys.map((key) => branch.fields.get(key)?.line).find((line) => line !== undefined) ?? branch.line;

/** A container's name and state stand at most this many levels above its exit code. */
const DEPTH = 8;

/** The branch itself and what it stands in, nearest first. */
function around(branch: Branch): readonly Branch[] {
  const chain: Branch[] = [];
  for (let each: Branch | undefined = branch; each && chain.length < DEPTH; each = each.parent)
    chain.push(each);
  return chain;
}

function timesOf(branch: Branch): Partial<Draft> {
  const startedAt = get(branch, 'startedAt', 'StartedAt');
  const finishedAt = get(branch, 'finishedAt', 'FinishedAt');
  const message = get(branch, 'message', 'Message', 'Error');
  return {
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    ...(message !== undefined && { message }),
  };
}

/** A container's state in Kubernetes: what stands under `terminated` or `waiting`. */
function containerState(
  branch: Branch,
  kind: 'ended' | 'waiting',
  running: ReadonlyMap<Branch | undefined, Branch>,
): Draft | undefined {
  const chain = around(branch).slice(1);
  const slot = chain.find(({ key }) =>
    /^(?:state|lastState|lastTerminationState|State|LastTerminationState)$/.test(key),
  );
  const status = chain.find((each) => get(each, 'name', 'Name') !== undefined);
  const reason = get(branch, 'reason', 'Reason');
  const code = codeOf(get(branch, 'exitCode', 'ExitCode'));
  if (code === undefined && (reason === undefined || (kind === 'waiting' && HARMLESS_WAITING.has(reason))))
    return undefined;
  const container = get(status, 'name', 'Name');
  const restarts = get(status, 'restartCount', 'RestartCount');
  const now = slot && running.get(slot.parent);
  return {
    line: lineOf(branch, 'exitCode', 'ExitCode', 'reason', 'Reason'),
    ...(kind === 'waiting' && { kind }),
    ...(code !== undefined && { code }),
    ...(reason !== undefined && { reason }),
    ...(container !== undefined && { container }),
    ...(slot && { state: /^last/i.test(slot.key) ? 'last' : 'current' }),
    ...(restarts !== undefined && { restarts: Number(restarts) || 0 }),
    ...(now && { runningSince: get(now, 'startedAt') ?? '' }),
    ...timesOf(branch),
  };
}

/** An object with an exit code of its own: Docker's State, a container of ECS, a line of a JSON log. */
function coded(branch: Branch): Draft | undefined {
  if (branch.fields.size === 0) return undefined;
  const code = codeOf(get(branch, ...CODE));
  if (code === undefined || (get(branch, 'Running') === 'true' && get(branch, 'Restarting') !== 'true'))
    return undefined;
  const status = get(branch, 'Status', 'State', 'lastStatus', 'status', 'state') ?? '';
  if (/^(?:running|created|paused|up|pending)\b/i.test(status) && (code === 0 || !/^created/i.test(status)))
    return undefined;
  const named = around(branch).find((each) => get(each, ...NAME) !== undefined);
  const oom = get(branch, 'OOMKilled', 'oom_killed') === 'true';
  const reason = oom ? 'OOMKilled' : get(branch, 'reason', 'statusReason', 'stoppedReason');
  const container = get(named, ...NAME)?.replace(/^\//, '');
  const word = get(branch, 'signal', 'Signal');
  const signal = word === undefined ? undefined : signalIn(word);
  return {
    line: lineOf(branch, ...CODE),
    code,
    ...(signal && { signal: signal.name }),
    ...(reason !== undefined && { reason }),
    ...(container !== undefined && { container }),
    ...timesOf(branch),
  };
}

/** A reason without a code: a pod put away, a container of ECS that ran out of memory. */
function reasoned(branch: Branch): Draft | undefined {
  const reason = get(branch, 'reason');
  const message = get(branch, 'message') ?? '';
  if (reason === undefined && message === '') return undefined;
  const container = get(branch, ...NAME) ?? get(branch.parent, ...NAME);
  const named = container !== undefined && { container, naming: 'pod' as const };
  const limit = [...branch.fields.values()].find(({ value }) => value === reason)?.line ?? branch.line;
  if (/^Pod was active on the node longer/.test(message)) {
    return { kind: 'event', line: limit, reason: reason ?? message, state: 'current', ...named };
  }
  if (reason === undefined) return undefined;
  if (isPodReason(reason) && get(branch, 'type', 'involvedObject') === undefined) {
    return { kind: 'event', line: limit, reason, state: 'current', message };
  }
  return /^OutOfMemoryError:|^Cannot\w+Error:/.test(reason)
    ? { line: limit, reason, ...(container !== undefined && { container }) }
    : undefined;
}

/** An ending is complete, and what it stands in is named, before this many further objects begin. */
const SETTLED = 1000;

function* scan(paste: Paste): Generator<Draft | undefined> {
  if (!WORTH.test(paste.text)) return;
  const branches: Branch[] = [];
  let found = false;
  let read = 0;
  let known = 0;
  /** What stands under `running`, by the status of its container. */
  const running = new Map<Branch | undefined, Branch>();
  const readTo = function* (end: number): Generator<Draft> {
    for (; known < branches.length; known++) {
      const branch = branches[known];
      if (branch?.key === 'running' && branch.parent?.key === 'state')
        running.set(branch.parent.parent, branch);
    }
    for (; read < end; read++) {
      const branch = branches[read] as Branch;
      const draft = /^terminated$/i.test(branch.key)
        ? containerState(branch, 'ended', running)
        : /^waiting$/i.test(branch.key)
          ? containerState(branch, 'waiting', running)
          : (coded(branch) ?? reasoned(branch));
      found ||= draft !== undefined;
      if (draft) yield draft;
    }
  };
  for (const _ of outline(paste, branches)) {
    yield* readTo(branches.length - SETTLED);
    yield undefined;
  }
  yield* readTo(branches.length);
  if (!found) return;
  // The runtime's words belong to the state they stand in: nothing else is read from them.
  for (const { key, fields } of branches) {
    const message = /^(?:terminated|waiting)$/i.test(key) ? fields.get('message') : undefined;
    if (message) yield { line: message.line, note: 'only' };
  }
}

export const structured: Recogniser = { family: 'structured', scan };
