/**
 * `kubectl get pods`, events and kubelet lines.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go
 */

import type { Draft } from './finding.ts';
import { kindOfReason } from './kubernetes-reasons.ts';
import type { Paste } from './paste.ts';
import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

/** NAME READY STATUS RESTARTS, with or without a namespace before; `Init:Signal:9`, `ExitCode:3`. */
const ROW =
  /(?:^|[\s/])([a-z0-9][a-z0-9.-]{0,252})\s+\d{1,3}\/\d{1,3}\s+((?:Init:)?(?:[A-Z][A-Za-z-]+|ExitCode:-?\d+|Signal:\d+))\s+(\d+)\b/;

function* scan(paste: Paste): Generator<Draft> {
  for (const { number, text } of paste.matching(/\d\/\d{1,3}\s+(?:Init:)?[A-Z]/g)) {
    const [, container = '', status = '', restarts = ''] = ROW.exec(text) ?? [];
    const base: Draft = {
      line: number,
      container,
      naming: 'pod',
      state: 'current',
      restarts: Number(restarts),
    };
    const [, what, value] = /(ExitCode|Signal):(-?\d+)$/.exec(status) ?? [];
    if (what === 'ExitCode') yield { ...base, code: Number(value) };
    else if (what === 'Signal') yield { ...base, code: Number(value), bareSignal: true };
    const kind = kindOfReason(status);
    if (kind) yield { ...base, kind, reason: status };
  }
}

export const kubernetesTable: Recogniser = {
  family: 'kubernetes-table',
  scan,
  rules: [
    // kubelet, "CrashLoopBackOff: back-off 5m0s restarting failed container=app pod=app-1_default(uid)".
    rule(
      /(?<reason>CrashLoopBackOff)[\\":]{1,4} [\\"]{0,2}back-off \S{1,20} restarting failed container(?:=(?<container>[\w.-]+))?/g,
      { kind: 'waiting', state: 'current' },
    ),
    rule(
      /\b(?<reason>BackOff)\s.{0,200}?Back-off restarting failed container(?: (?<container>(?!in\b)[\w.-]+) in pod)?/g,
      { kind: 'waiting' },
    ),
    // kubelet's events, pkg/kubelet/events/event.go.
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
      /Job (?<reason>has reached the specified backoff limit|was active longer than specified deadline)/g,
      {
        words: ['backoff limit', 'specified deadline'],
        kind: 'event',
      },
    ),
    // Argo, Tekton and people: the reason beside the code, in either order.
    rule(/OOMKilled["']?\s?[:=]\s?true/g, { reason: 'OOMKilled', note: 'only' }),
    rule(/(?<!\bnot |NOT |no )\b(?<reason>OOMKilled)\b(?!["']?\s?[:=]| count)/g, { note: 'or-alone' }),
    rule(/(?<reason>Back-off restarting failed container) (?<container>(?!in\b)[\w.-]+) in pod/g, {
      kind: 'waiting',
    }),
    rule(/(?<reason>Back-off restarting failed container)/g, { kind: 'waiting' }),
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
