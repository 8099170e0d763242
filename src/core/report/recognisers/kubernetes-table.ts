/**
 * `kubectl get pods`, events and kubelet lines.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go
 */

import type { Draft } from '../finding.ts';
import { kindOfReason } from '../kubernetes-reasons.ts';
import type { Paste } from '../paste.ts';
import { codeOf, restartsOf, rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

/** NAME READY STATUS RESTARTS, with or without a namespace before; `Init:Signal:9`, `ExitCode:3`; k9s has a dot between. */
const ROW =
  /(?:^|[\s/│])([a-z0-9][a-z0-9.-]{0,252})\s+(?:[●○ⓅⒻ•]\s+)?\d{1,3}\/\d{1,3}\s+((?:Init:)?(?:[A-Z][A-Za-z-]+|ExitCode:-?\d+|Signal:\d+))\s+(\d+)\b(\s{1,10}(?:\(|\d|<))?/;

/** Events whose reason alone says what happened, as `kubectl get events` and `describe` print their rows. */
const EVENT =
  'FailedScheduling|FailedMount|FailedAttachVolume|FailedPostStartHook|FailedPreStopHook|Preempted|NodeNotReady';

function* scan(paste: Paste): Generator<Draft | undefined> {
  for (const found of paste.matching(/\d\/\d{1,3}\s+(?:Init:)?[A-Z]/g)) {
    yield;
    if (!found) continue;
    const { number, text } = found;
    const [, container = '', status = '', restarts = '', age] = ROW.exec(text) ?? [];
    // A row that ends behind a number has no age: words that look like a row.
    if (status === 'Terminated' && age === undefined) continue;
    const base: Draft = {
      line: number,
      container,
      naming: 'pod',
      state: 'current',
      ...restartsOf(restarts),
    };
    const [, what, value] = /(ExitCode|Signal):(-?\d+)$/.exec(status) ?? [];
    const code = codeOf(value);
    if (code !== undefined) yield { ...base, code, ...(what === 'Signal' && { codeIsSignal: true }) };
    const kind = kindOfReason(status);
    if (kind) yield { ...base, kind, reason: status };
  }
  yield* runtimeRows(paste);
}

/** `crictl ps -a`: the state and the name stand in columns, and no number: https://github.com/kubernetes-sigs/cri-tools. */
const EXITED =
  /^\s{0,4}[\da-f]{12,64}\s{1,12}\S{1,300}\s{1,12}(?:(?:About )?(?:an?|\d{1,4}) \w{3,8}(?: ago)?|Less than a second ago)\s{1,12}(?:CONTAINER_)?E(?:xited|XITED)\s{1,20}([\w.-]{1,253})\s{1,60}\d{1,6}\s/;

function* runtimeRows(paste: Paste): Generator<Draft | undefined> {
  for (const found of paste.matching(/\b(?:CONTAINER_)?E(?:xited|XITED)\s{1,20}[\w.-]{1,253}\s{1,60}\d/g)) {
    yield;
    const container = EXITED.exec(found?.text ?? '')?.[1];
    if (found && container !== undefined)
      yield { line: found.number, container, reason: 'Exited', weakReason: true, state: 'current' };
  }
}

export const kubernetesTable: Recogniser = {
  family: 'kubernetes-table',
  scan,
  rules: [
    // kubelet, "CrashLoopBackOff: back-off 5m0s restarting failed container=app pod=app-1_default(uid)".
    rule(
      /(?<reason>CrashLoopBackOff)[\\":]{1,4} [\\"]{0,2}[Bb]ack-off \S{1,20} restarting failed container(?:=(?<container>[\w.-]+))?/g,
      { kind: 'waiting', state: 'current' },
    ),
    rule(
      /\b(?<reason>BackOff)\s.{0,200}?Back-off restarting failed container(?: (?<container>(?!in\b)[\w.-]+) in pod)?/g,
      { kind: 'waiting' },
    ),
    // kubelet, kuberuntime: what it could not start, with the reason before the runtime's words.
    rule(
      /(?:failed to \\{0,2}"StartContainer\\{0,2}" for \\{0,2}"(?<container>[\w.-]{1,253})\\{0,2}" with |start failed in pod (?<pod>[\w.-]{1,253}?)(?:_[\w.-]{1,63}\([\w-]{1,40}\))?: )(?<reason>ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|CreateContainerConfigError|CreateContainerError|RunContainerError|PostStartHookError)\b/g,
      { kind: 'waiting', words: ['startcontainer', 'start failed in pod'] },
    ),
    // A mount's own command is the node's, no process of the pod.
    rule(/(?:MountVolume|MountDevice|AttachVolume)\.\w{1,30} failed .{0,1900}/g, {
      role: 'detail',
      words: ['mountvolume', 'mountdevice', 'attachvolume'],
    }),
    // kubelet's events, pkg/kubelet/events/event.go; the words before 1.13 name the container in an id, or not at all.
    rule(
      /Killing container with id (?:docker|containerd|cri-o):\/\/(?:[\da-f]{12,64}|(?<container>[\w.-]{1,253})):Container failed (?<reason>liveness probe)/g,
      { kind: 'event' },
    ),
    rule(/(?<reason>container) "(?<container>[\w.-]{1,253})" is unhealthy, it will be killed/g, {
      kind: 'event',
      reason: 'liveness probe',
    }),
    rule(/\bLiveness probe (?:failed|errored)\b/g, {
      kind: 'event',
      reason: 'liveness probe',
      role: 'detail',
    }),
    rule(/\bStartup probe (?:failed|errored)\b/g, {
      kind: 'event',
      reason: 'startup probe',
      role: 'detail',
    }),
    rule(
      new RegExp(
        `\\b(?<reason>${EVENT})\\b(?=\\s)(?:\\s{1,20}(?:pod|job|node|replicaset|statefulset)s?\\/(?<pod>[\\w.-]{1,253}))?`,
        'g',
      ),
      {
        kind: 'event',
        words: EVENT.toLowerCase().split('|'),
      },
    ),
    rule(/\bPreempted by \S{1,200} on node|Preempted in order to admit critical pod/g, {
      kind: 'event',
      reason: 'Preempted',
      role: 'detail-or-alone',
      words: ['preempted by', 'preempted in order'],
    }),
    // The whole line is about the sandbox: what the runtime could not find there is no command of the container.
    rule(
      /(?:FailedCreatePodSandBox\s.{0,200}?)?Failed (?:to )?create pod sandbox:(?:.{0,300}? for pod "(?<pod>[\w.-]{1,253})")?.{0,1900}/gi,
      {
        kind: 'event',
        reason: 'FailedCreatePodSandBox',
        words: ['create pod sandbox'],
      },
    ),
    rule(/\b\d{1,5}\/\d{1,5} nodes are available: /g, {
      kind: 'event',
      reason: 'FailedScheduling',
      role: 'detail-or-alone',
    }),
    rule(/Pod was terminated in response to imminent (?<reason>node shutdown)/g, {
      kind: 'event',
      cause: 'node-shutdown',
      role: 'detail-or-alone',
    }),
    // What keeps a container from being made; the kubelet's reason for it is not always on the same line.
    rule(
      /(?:Error: |^\s{0,8})(?:(?:secret|configmap) "[^"]{1,253}" not found|couldn't find key \S{1,253} in (?:Secret|ConfigMap) \S{1,253}|container has runAsNonRoot and )/g,
      {
        kind: 'waiting',
        reason: 'CreateContainerConfigError',
        role: 'detail-or-alone',
        words: ['" not found', "couldn't find key", 'runasnonroot'],
      },
    ),
    rule(
      /\b(?:Error: |: )failed to (?:start|create) container(?:d task)? ?"?(?:(?<container>[\w.-]{1,253})")?: /g,
      {
        kind: 'waiting',
        reason: 'RunContainerError',
        role: 'detail-or-alone',
      },
    ),
    rule(/\bFailed to pull image "/g, { kind: 'waiting', reason: 'ErrImagePull', role: 'detail-or-alone' }),
    rule(/\bFailed to apply default image tag "/g, {
      kind: 'waiting',
      reason: 'InvalidImageName',
      role: 'detail-or-alone',
    }),
    rule(/\bBack-off pulling image "/g, {
      kind: 'waiting',
      reason: 'ImagePullBackOff',
      role: 'detail-or-alone',
    }),
    rule(/Container (?<container>[\w.-]+) failed (?<reason>(?:liveness|startup) probe), will be restarted/g, {
      kind: 'event',
    }),
    rule(
      /(?:^|\s)(?:Error:|is waiting to start:) (?<reason>(?:ErrImage|ImagePull|CrashLoop|CreateContainer|RunContainer|InvalidImage)\w+)\s*$/g,
      {
        kind: 'waiting',
        words: ['error: ', 'waiting to start: '],
      },
    ),
    rule(
      /\b(?<reason>BackoffLimitExceeded|DeadlineExceeded)\s{1,20}job\/(?<pod>[\w.-]{1,253})(?:.{0,100}?Job (?:has reached the specified backoff limit|was active longer than specified deadline))?/g,
      { kind: 'event', words: ['backofflimitexceeded', 'deadlineexceeded'] },
    ),
    rule(/Job has reached the specified backoff limit/g, { kind: 'event', reason: 'BackoffLimitExceeded' }),
    rule(/Job was active longer than specified deadline/g, { kind: 'event', reason: 'DeadlineExceeded' }),
    // helm waits for its hooks, and for what it installed.
    rule(
      /(?:job (?<pod>[\w.-]{1,253}) failed|[Jj]ob failed): (?<reason>BackoffLimitExceeded|DeadlineExceeded)/g,
      {
        kind: 'event',
        words: [' failed: '],
      },
    ),
    rule(
      /(?:UPGRADE|INSTALLATION|ROLLBACK|UNINSTALL|DELETE) FAILED: .{0,200}?(?<reason>context deadline exceeded|timed out waiting for the condition)/g,
      { kind: 'event', cause: 'deadline', words: ['deadline exceeded', 'timed out waiting'] },
    ),
    rule(/(?<reason>(?:pre|post)-(?:install|upgrade|rollback|delete)) hooks? failed/g, {
      kind: 'event',
      cause: 'hook',
      role: 'detail-or-alone',
      words: [' hook failed', ' hooks failed'],
    }),
    rule(/Container \[(?<container>[\w.-]{1,253})\] terminated \[(?<reason>[A-Z]\w{2,40})\]/g),
    // A status alone on its line, as jsonpath, yq and jq print it.
    rule(/^\s{0,8}"?(?<reason>Evicted|Preempting|NodeLost|NodeShutdown)"?\s*$/g, {
      kind: 'event',
      words: ['evicted', 'preempting', 'nodelost', 'nodeshutdown'],
    }),
    rule(/\bNode \S{1,253} which was running pod (?<pod>[\w.-]{1,253}) is unresponsive/g, {
      kind: 'event',
      reason: 'NodeLost',
    }),
    // Argo, Tekton and people: the reason beside the code, in either order.
    rule(/OOMKilled["']?\s?[:=]\s?true/g, { reason: 'OOMKilled', role: 'detail' }),
    rule(/(?<!\bnot |NOT |no |reason: ')\b(?<reason>OOMKilled)\b(?!["']?\s?[:=]| count)/g, {
      role: 'detail-or-alone',
    }),
    rule(/(?<reason>Back-off restarting failed container) (?<container>(?!in\b)[\w.-]+) in pod/g, {
      kind: 'waiting',
    }),
    rule(/(?<reason>Back-off restarting failed container)/g, { kind: 'waiting' }),
    rule(/\bback-off \S{1,20} restarting failed container=(?<container>[\w.-]+)/g, {
      kind: 'waiting',
      reason: 'CrashLoopBackOff',
      role: 'lone',
    }),
    rule(/Pod,? (?<pod>[\w.-]+), is unhealthy with a status of: (?<reason>(?:Init:)?[A-Z]\w+)/g, {
      kind: 'waiting',
      state: 'current',
    }),
    rule(/\[(?<pod>[\w.-]+)\] terminated with exit code \((?<code>\d+)\)\. Reason \[(?<reason>\w+)\]/g),
    rule(/terminated with status '(?<reason>\w+)', exitcode '(?<code>-?\d+)'/g),
    rule(
      /command terminated with (?:non-zero )?exit code:?(?: Error executing in Docker Container:)? (?<code>\d+)/g,
    ),
    rule(
      /[Cc]ontainer "?(?<container>[\w.-]+)"? (?:in pod \S+ )?(?:is )?terminated \((?<reason>\w+)\)(?: \(?exit code:? (?<code>\d+)\)?)?/g,
    ),
    rule(
      /\bEvicted\s(?:.{0,60}?pod\/(?<pod>[\w.-]{1,253})(?![\w.-]))?.{0,60}?The node (?:was low on resource|had condition)/g,
      {
        kind: 'event',
        reason: 'Evicted',
      },
    ),
  ],
};
