/** ECS, Batch, Lambda, Cloud Run, App Engine, Heroku, Fly, Nomad, Mesos. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

const SIGKILL = { signal: 'SIGKILL' } as const;

export const clouds: Recogniser = {
  family: 'clouds',
  rules: [
    rule(
      /(?<reason>OutOfMemoryError: Container killed due to (?:high )?memory usage)(?:\s{0,10}Exit Code\s{1,4}(?<code>\d+))?/g,
    ),
    rule(
      /(?<reason>(?:CannotPullContainer|CannotStartContainer|CannotCreateContainer|ResourceInitialization|TaskFailedToStart|DockerTimeout|CannotInspectContainer)Error)/g,
    ),
    rule(
      /process within container \w{12,64} \(name: "(?<container>[\w.-]{1,255})"\) (?<reason>died due to OOM)/g,
      {
        ...SIGKILL,
        cause: 'memory-limit',
      },
    ),
    // Events of an ECS service: its load balancer asked for the stop.
    rule(/\btask (?:\S{1,80} )?failed (?<reason>(?:ELB|container) health checks)/g, {
      kind: 'event',
      cause: 'probe',
      role: 'detail-or-alone',
    }),
    rule(/is unhealthy in \(?target-group .{0,300}?due to \(?reason (?<reason>[\w ]{1,60})/g, {
      kind: 'event',
      cause: 'probe',
      role: 'detail-or-alone',
    }),
    rule(/(?<reason>Host EC2 \(instance i-\w+\) terminated)/g, { kind: 'event' }),
    // Lambda: Go's words, https://github.com/aws/aws-lambda-runtime-interface-emulator.
    rule(
      /Process \d+\((?<step>[^()]{1,60})\) exited: Runtime exited with error: (?:signal: (?<signal>[a-z ]{1,40}?)|exit status (?<code>\d+))(?: \((?<core>core dumped)\))?(?=\s*$| Runtime)/g,
      { reason: 'Runtime.ExitError' },
    ),
    rule(
      /Runtime exited with error: (?:signal: (?<signal>[a-z ]{1,40}?)|exit status (?<code>\d+))(?: \((?<core>core dumped)\))?(?=\s*$|[\\"]| Runtime)/g,
      { reason: 'Runtime.ExitError' },
    ),
    rule(/Runtime exited without providing a reason/g, { reason: 'Runtime.ExitError' }),
    rule(/(?<reason>Task timed out after [\d.]{1,12} seconds)/g, { kind: 'event' }),
    rule(/Container called exit\((?<code>-?\d+)\)/g),
    rule(/\boom_killed=true\b/g, { reason: 'OOMKilled', role: 'detail' }),
    rule(/Uncaught signal: (?<signal>\d+)/g),
    rule(/(?<reason>Memory limit of (?<limit>[\d.]+ ?[KMG]i?B?) exceeded)/g, SIGKILL),
    rule(
      /(?<reason>Exceeded (?:soft|hard) (?:private )?memory limit of (?<limit>[\d.]+ ?[KMG]i?B?))/g,
      SIGKILL,
    ),
    // Heroku: `2024-… heroku[web.1]: Process exited with status 137`.
    rule(/heroku\[(?<container>[\w.-]+)\]: Process exited with status (?<code>\d+)/g),
    rule(
      /heroku\[(?<container>[\w.-]+)\]: Stopping (?:all processes|remaining processes|process) with (?<signal>SIG\w+)/g,
      { role: 'detail' },
    ),
    rule(
      /app\[(?<container>[\w.-]+)\]: (?<signal>Killed|Segmentation fault|Aborted|Terminated|Bus error|Illegal instruction)(?: \((?<core>core dumped)\))?\s*$/g,
      {
        weakReason: true,
      },
    ),
    rule(/heroku\[(?<container>[\w.-]+)\]: Error (?<reason>R1[25]) /g, { kind: 'event' }),
    // Render.
    rule(/(?<reason>(?:Ran o|O)ut of memory) \(used over (?<limit>\d{1,6} ?[KMG]i?B?)?/g, {
      ...SIGKILL,
      cause: 'memory-limit',
      role: 'detail-or-alone',
    }),
    // Bitbucket Pipelines.
    rule(/^Container '(?<container>[^']{1,100})' (?<reason>exceeded memory limit)/g, {
      ...SIGKILL,
      cause: 'memory-limit',
    }),
    // Fly.
    rule(
      /Main child exited (?:normally )?with (?:code: (?<code>\d+)|signal (?:\(with signal '(?<signal>SIG\w+)'))/g,
    ),
    rule(/(?<reason>Process appears to have been OOM killed)!?/g, SIGKILL),
    // Nomad, client/allocrunner/taskrunner.
    rule(
      /Exit Code: (?<code>-?\d{1,3})(?:, Signal: (?<signal>[1-9]\d?))?, Exit Message: "(?<reason>OOM Killed)"/g,
    ),
    rule(/\bDriver Failure {2,20}(?<reason>Failed to pull) /g, { kind: 'event', cause: 'image' }),
    rule(/Command terminated with signal (?<signal>[A-Z][\w ]{1,30})/g),
  ],
};
