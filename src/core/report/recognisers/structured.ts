/** JSON, YAML and Go dumps of Kubernetes, Docker, podman, ECS, Batch, Nomad and structured logs. */

import type { Clue } from '../clue.ts';
import type { Draft } from '../finding.ts';
import { HARMLESS_WAITING, isPodReason } from '../kubernetes-reasons.ts';
import { outline } from '../outline.ts';
import type { Branch } from '../outline.ts';
import type { Paste } from '../paste.ts';
import { codeOf, restartsOf } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';
import { signalIn } from '../signal-in.ts';
import { STRUCTURE_SIGN } from '../structure-sign.ts';

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

/** Every key that is read below. */
const ASKED: ReadonlySet<string> = new Set([
  ...CODE,
  ...NAME,
  ...(
    'deletionGracePeriodSeconds deletionTimestamp Error finishedAt FinishedAt finished_at started_at restart_count healthStatus involvedObject lastStatus ' +
    'memory message Message OOMKilled oom_killed reason Reason restartCount RestartCount Restarting Running signal Signal ' +
    'End Start startedAt StartedAt state State status Status statusReason stoppedReason type'
  ).split(' '),
]);

const WORTH = new RegExp(STRUCTURE_SIGN, 'g');

const get = (branch: Branch | undefined, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const value = branch?.fields.get(key)?.value;
    if (value !== undefined && value !== '' && value !== 'null' && value !== '<nil>' && value !== 'None')
      return value;
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
  const startedAt = get(branch, 'startedAt', 'StartedAt', 'started_at');
  const finishedAt = get(branch, 'finishedAt', 'FinishedAt', 'finished_at');
  const message = get(branch, 'message', 'Message', 'Error');
  const at = (branch.fields.get('message') ?? branch.fields.get('Error'))?.line;
  return {
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    ...(message !== undefined && { message }),
    ...(at !== undefined && { messageLine: at }),
  };
}

/** Without the zero time that Docker writes for what did not happen yet. */
const realTimes = ({ startedAt, finishedAt, ...rest }: Partial<Draft>): Partial<Draft> => ({
  ...rest,
  ...(startedAt && !startedAt.startsWith('0001') && { startedAt }),
  ...(finishedAt && !finishedAt.startsWith('0001') && { finishedAt }),
});

/** The lines of a branch's own keys. */
function spanOf(branch: Branch): {
  readonly span: readonly [number, number];
  readonly lines: readonly number[];
} {
  const told = ['reason', 'Reason', 'OOMKilled', 'message']
    .map((key) => branch.fields.get(key)?.line)
    .filter((line) => line !== undefined);
  return { span: [branch.line, branch.last], lines: told };
}

/** A container's state in Kubernetes: what stands under `terminated` or `waiting`. */
function containerState(
  branch: Branch,
  kind: 'ended' | 'waiting',
  running: ReadonlyMap<Branch | undefined, Branch>,
): Draft | undefined {
  const chain = around(branch).slice(1);
  const slot = chain.find(({ key }) =>
    /^(?:state|lastState|last_state|lastTerminationState|State|LastTerminationState)$/.test(key),
  );
  const status = chain.find((each) => get(each, 'name', 'Name') !== undefined);
  const reason = get(branch, 'reason', 'Reason');
  const code = codeOf(get(branch, 'exitCode', 'ExitCode', 'exit_code'));
  if (code === undefined && (reason === undefined || (kind === 'waiting' && HARMLESS_WAITING.has(reason))))
    return undefined;
  const container = get(status, 'name', 'Name');
  const restarts = get(status, 'restartCount', 'RestartCount', 'restart_count');
  const now = slot && running.get(slot.parent);
  return {
    line: lineOf(branch, 'exitCode', 'ExitCode', 'exit_code', 'reason', 'Reason'),
    ...(kind === 'waiting' && { kind }),
    ...(code !== undefined && { code }),
    ...(reason !== undefined && { reason }),
    ...(container !== undefined && { container }),
    ...(slot && { state: /^last/i.test(slot.key) ? 'last' : 'current' }),
    ...restartsOf(restarts),
    ...(now && { runningSince: get(now, 'startedAt') ?? '' }),
    ...timesOf(branch),
    ...spanOf(branch),
  };
}

/** An object with an exit code of its own: Docker's State, a container of ECS, a line of a JSON log. */
function coded(branch: Branch): Draft | undefined {
  if (branch.fields.size === 0) return undefined;
  const code = codeOf(get(branch, ...CODE));
  if (code === undefined || (get(branch, 'Running') === 'true' && get(branch, 'Restarting') !== 'true'))
    return undefined;
  const status = get(branch, 'Status', 'State', 'lastStatus', 'status', 'state') ?? '';
  if (
    /^(?:(?:c_)?running|created|paused|up|pending)\b/i.test(status) &&
    (code === 0 || !/^created/i.test(status))
  )
    return undefined;
  const chain = around(branch);
  // What a health check or a probe's command ended with is no ending of the container.
  if (
    chain.some(({ key }) => /^(?:Health|HealthCheck|Healthcheck|healthcheck|health)$/.test(key)) ||
    (branch.fields.has('Start') && branch.fields.has('End'))
  )
    return undefined;
  const named = chain.find((each) => get(each, ...NAME) !== undefined);
  const oom = get(branch, 'OOMKilled', 'oom_killed') === 'true';
  const reason = oom ? 'OOMKilled' : get(branch, 'reason', 'statusReason', 'stoppedReason');
  const container = (get(branch.metadata, 'name') ?? get(named, ...NAME))?.replace(/^\//, '');
  const isState = [...branch.fields.keys()].some((key) =>
    /^(?:OOMKilled|Status|FinishedAt|finishedAt|healthStatus|lastStatus)$/.test(key),
  );
  const word = get(branch, 'signal', 'Signal');
  const signal = word === undefined ? undefined : signalIn(word);
  return {
    line: lineOf(branch, ...CODE),
    code,
    ...(signal && { signal: signal.name }),
    ...(reason !== undefined && { reason }),
    ...(container !== undefined && { container }),
    ...((isState || branch.parent?.key === 'containers') && { state: 'current' as const }),
    ...realTimes(timesOf(branch)),
    ...spanOf(branch),
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
  if (message.startsWith('Pod was active on the node longer')) {
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

/** How long before `deletionTimestamp` the kubelet may already have asked it to stop, when no grace period is told; seconds. */
const GRACE = 30;

/**
 * What a pod's own data say about a stop: `deletionTimestamp` is when its grace period ends, and sidecars are stopped when
 * the main containers are over. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
function* podClues(branches: readonly Branch[]): Generator<Clue> {
  const finished = (branch: Branch): number => Date.parse(get(branch, 'finishedAt') ?? '');
  const nameOf = (branch: Branch): string | undefined =>
    get(
      around(branch).find((each) => get(each, 'name') !== undefined),
      'name',
    );
  const slotOf = (branch: Branch): string | undefined =>
    around(branch).find(({ key }) => /^(?:lastS|s)tate$/.test(key))?.key;
  const listOf = (branch: Branch): string | undefined =>
    around(branch).find(({ key }) => /^(?:init)?[cC]ontainerStatuses$/.test(key))?.key;
  const ended = branches.filter(({ key }) => key === 'terminated');
  const now = ended.filter((branch) => slotOf(branch) === 'state');
  const deleted = branches.find((branch) => branch.fields.has('deletionTimestamp'));
  if (deleted) {
    const line = lineOf(deleted, 'deletionTimestamp');
    const at = Date.parse(get(deleted, 'deletionTimestamp') ?? '');
    const grace = Number(get(deleted, 'deletionGracePeriodSeconds') ?? GRACE);
    // A pod that is held by a finalizer has its grace period set to 0 and its time to the moment of that.
    const from = at - Math.max(grace, GRACE) * 1000;
    for (const branch of now) {
      const name = nameOf(branch);
      if (finished(branch) < from) continue;
      yield {
        cause: 'stop',
        explains: 'quit',
        reach: 'all',
        line,
        ...(name !== undefined && { about: name }),
      };
    }
  }
  const main = now.filter((branch) => listOf(branch) === 'containerStatuses');
  const over = Math.max(...main.map(finished));
  const statuses = branches.filter(
    (branch) => branch.key === 'running' && listOf(branch) === 'containerStatuses',
  );
  if (main.length > 0 && statuses.length === 0) {
    for (const branch of now) {
      const name = nameOf(branch);
      if (listOf(branch) !== 'initContainerStatuses' || name === undefined || finished(branch) < over)
        continue;
      const line = lineOf(main[0] as Branch, 'finishedAt');
      yield { cause: 'stop', explains: 'stop', reach: 'all', line, about: name };
    }
  }
  if (!deleted) yield* suspects(branches);
}

/** A probe or hook that is only set up, of a container without a memory limit: nothing else here could have killed it. */
function* suspects(branches: readonly Branch[]): Generator<Clue> {
  for (const branch of branches) {
    const probe = branch.key === 'livenessProbe' || branch.key === 'startupProbe';
    const hook = branch.key === 'postStart' && branch.parent?.key === 'lifecycle';
    if (!probe && !hook) continue;
    const container = hook ? branch.parent?.parent : branch.parent;
    const name = get(container, 'name');
    const limited = branches.some(
      (each) => each.key === 'limits' && each.fields.has('memory') && each.parent?.parent === container,
    );
    if (!name || limited) continue;
    yield {
      cause: probe ? 'probe' : 'hook',
      explains: 'quit',
      reach: 'all',
      line: branch.line,
      about: name,
      suspected: true,
    };
  }
}

/** No list of pods that anybody pastes has more objects: what comes after them is not read as structure. */
const BRANCH_LIMIT = 100_000;
/** No single pod has more: of a longer text only what is still open is kept, and nothing is asked about the whole. */
const OF_PODS = 10_000;

function* scan(paste: Paste): Generator<Draft | Clue | undefined> {
  if (!(yield* paste.holds(WORTH))) return;
  const branches: Branch[] = [];
  /** The lines of the runtime's words on a state. */
  const told: number[] = [];
  let found = false;
  let gone = 0;
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
      const message = /^(?:terminated|waiting)$/i.test(branch.key) && branch.fields.get('message');
      if (message) told.push(message.line);
      const draft = /^terminated$/i.test(branch.key)
        ? containerState(branch, 'ended', running)
        : /^waiting$/i.test(branch.key)
          ? containerState(branch, 'waiting', running)
          : (coded(branch) ?? reasoned(branch));
      found ||= draft !== undefined;
      if (draft) yield draft;
    }
    if (gone + read < OF_PODS || read < SETTLED) return;
    branches.splice(0, read);
    gone += read;
    known -= read;
    read = 0;
  };
  for (const _ of outline(paste, branches, (key) => ASKED.has(key))) {
    yield* readTo(branches.length - SETTLED);
    yield undefined;
    if (gone + branches.length > BRANCH_LIMIT) break;
  }
  yield* readTo(branches.length);
  if (!found) return;
  // They belong to the state they stand in: nothing else is read from them.
  for (const line of told) yield { line, role: 'detail' };
  if (gone === 0) yield* podClues(branches);
}

export const structured: Recogniser = { family: 'structured', scan };
