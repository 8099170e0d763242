/** CI services: GitHub Actions, GitLab, Jenkins, CircleCI, Azure Pipelines, Travis, Bitbucket, Buildkite, Drone, Tekton, Argo. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

const EVENT = { kind: 'event' } as const;
const RELAYS = { role: 'relays' } as const;

export const ci: Recogniser = {
  family: 'ci',
  rules: [
    // Jenkins, durable-task: the plugin's own numbers are below zero. -1: the wrapper is gone, -2: it never started.
    rule(/script returned exit code (?<code>-2)\b/g, { ownNumber: true, cause: 'start-refused' }),
    rule(/script returned exit code (?<code>-\d{1,3})\b/g, { ownNumber: true, cause: 'node-lost' }),
    // Jenkins, kubernetes-plugin, KubernetesLauncher.java: the first of a Java map of containers.
    rule(/are terminated with exit codes: \{(?<container>[\w.-]{1,63})=(?<code>\d{1,3})\b/g),
    // Buildkite, agent/job_runner.go.
    rule(/Exited with status (?<code>-\d{1,3}) \((?<reason>[^()]{1,80})\)/g, {
      ownNumber: true,
      cause: 'node-lost',
    }),
    rule(
      /Exited with status (?<code>\d{1,3}) \(after intercepting .{1,120}?because the (?<reason>agent was stopped)\)/g,
      {
        cause: 'node-lost',
      },
    ),
    rule(/The command was interrupted by a signal: (?<signal>[a-z][\w ]{1,30})/g, RELAYS),
    rule(/Received (?<reason>cancellation signal), interrupting/g, { ...EVENT, cause: 'cancelled' }),
    rule(/The plugin \S{1,200} \w{1,40} hook exited with status (?<code>\d{1,3})/g, RELAYS),
    // What a service says when a step is over: the number is the one of the last command.
    rule(/Process completed with exit code (?<code>-?\d+)/g, RELAYS),
    rule(/script returned exit code (?<code>\d+)/g, RELAYS),
    rule(/Exited with code exit status (?<code>\d+)/g, RELAYS),
    rule(/CircleCI received exit code (?<code>\d+)/g, RELAYS),
    rule(/Received ['"](?<signal>[a-z][a-z ]{2,24})['"] signal/g, { weakReason: true }),
    rule(
      /Error in container (?<container>[\w.-]{1,200}): exit code: (?<code>-?\d+)(?:, reason: '(?<reason>\w{1,40})')?/g,
    ),
    rule(/Job failed(?: \([\w ]{1,40}\))?: exit (?:code|status) (?<code>\d+)/g, RELAYS),
    rule(/(?:Bash|PowerShell|Cmd\.exe) exited with code '?(?<code>-?\d+)/g, RELAYS),
    rule(/^The command .{1,300}? exited with (?<code>\d+)\b/g, RELAYS),
    rule(
      /The process '(?<step>[^']{1,300})' failed (?:with exit code (?<code>-?\d+)|because .{0,80}? exit code (?<codeB>\d+))/g,
      RELAYS,
    ),
    // Tekton: `"step-lint" exited with code 1`, and what became of a run.
    rule(/"(?<container>(?:step|sidecar)-[\w.-]{1,200})" exited with code (?<code>-?\d+)/g),
    rule(
      /(?:^\s{0,4}(?<container>[a-z\d][\w.-]{1,200})\s{2,20}.{0,120}?)?\b(?<reason>(?:Pipeline|Task)Run(?:Cancelled|Timeout))\b/g,
      { ...EVENT, words: ['runcancelled', 'runtimeout'] },
    ),
    // Argo.
    rule(
      /(?:^[\u2716\u26a0\u25cf\u2514\u2500\u251c\s]{1,20}(?<step>[a-z\d][\w.-]{1,200})\s{1,40}.{0,200}?)?\bworkflow shutdown with strategy: {1,4}'?(?<reason>\w{1,40})/g,
      { ...EVENT, cause: 'cancelled', role: 'detail-or-alone' },
    ),
    rule(
      /(?:^[\u2716\u26a0\u25cf\u2514\u2500\u251c\s]{1,20}(?<container>[a-z\d][\w.-]{1,200})\s{1,40}.{0,200}?)?\bStopped with strategy '(?<reason>\w{1,40})'/g,
      { ...EVENT, cause: 'cancelled' },
    ),
    rule(
      /^[\u2716\u26a0\u25cf\u2514\u2500\u251c\s]{1,20}(?<container>[a-z\d][\w.()-]{1,200}) {1,80}(?:[a-z\d]\S{0,200} {1,80}){0,3}\d{1,4}[smhd] {1,40}(?<reason>Error|OOMKilled) \(exit code (?<code>-?\d+)\)/g,
    ),
    rule(
      /^[\u2716\u26a0\u25cf\u2514\u2500\u251c\s]{1,20}(?<container>[a-z\d][\w.()-]{1,200})\s.{0,200}?\bPod was active on the node longer than the specified deadline/g,
      { ...EVENT, reason: 'DeadlineExceeded', cause: 'deadline' },
    ),
    rule(/\b(?<reason>Error|OOMKilled) \(exit code (?<code>-?\d+)\)/g),
    // The Kubernetes plugin of Jenkins.
    rule(
      /Container (?<container>[\w.-]{1,253}) was terminated \(Exit Code: (?<code>\d{1,3})(?:, Reason: (?<reason>\w{1,40}))?\)/g,
    ),
    rule(/^- (?<container>[\w.-]{1,253}) -- terminated \((?<code>\d{1,3})\)/g),
    // A time limit.
    rule(
      /The job running on (?:runner|agent) .{1,100}? (?:has )?(?<reason>exceeded the maximum execution time|ran longer than the maximum time)/g,
      {
        ...EVENT,
        cause: 'deadline',
        words: ['maximum execution time', 'the maximum time'],
      },
    ),
    rule(/Job failed: (?<reason>execution took longer than)/g, { ...EVENT, cause: 'deadline' }),
    rule(/(?<reason>Cancelling nested steps due to timeout|Build timed out)/g, {
      ...EVENT,
      cause: 'deadline',
      words: ['nested steps', 'build timed out'],
    }),
    rule(/(?<reason>No output has been received|Too long with no output)/g, {
      ...EVENT,
      cause: 'deadline',
      words: ['no output has been', 'too long with no output'],
    }),
    rule(/The action '(?<step>[^']{1,200})' (?<reason>has timed out)/g, { ...EVENT, cause: 'deadline' }),
    // The machine went away.
    rule(/The (?<container>runner) has received a (?<reason>shutdown signal)/g, {
      ...EVENT,
      cause: 'node-lost',
    }),
    rule(/(?<reason>lost communication with the server)/g, { ...EVENT, cause: 'node-lost' }),
    rule(/(?<reason>We stopped hearing from agent) (?<container>[\w .-]{1,80}?)\./g, {
      ...EVENT,
      cause: 'node-lost',
    }),
    // Cancelled: who says it is told first, what the service repeats joins that.
    rule(/(?<reason>The job was canceled|Build was aborted)/g, {
      ...EVENT,
      cause: 'cancelled',
      words: ['job was canceled', 'was aborted'],
    }),
    rule(/(?<reason>Canceling since a higher priority)/g, {
      ...EVENT,
      cause: 'cancelled',
      role: 'detail-or-alone',
      weakReason: true,
    }),
    // gitlab-runner's Kubernetes executor: its pod is gone.
    rule(
      /Job failed \((?<reason>system failure)\): (?=.{0,100}?(?:pods? "\S{1,253}" (?:not found|status is)|error dialing backend|unable to upgrade connection))/g,
      {
        ...EVENT,
        cause: 'node-lost',
      },
    ),
    rule(/Job failed: (?<reason>canceled|aborted)/g, { ...EVENT, cause: 'cancelled' }),
    rule(/(?<reason>Aborted by [\w ]{1,40})\s*$/g, { ...EVENT, cause: 'cancelled' }),
    rule(/(?<reason>The operation was canceled)/g, { ...EVENT, cause: 'cancelled', role: 'detail-or-alone' }),
    rule(/(?<reason>Sending interrupt signal to process)/g, { ...EVENT, role: 'detail-or-alone' }),
  ],
};
