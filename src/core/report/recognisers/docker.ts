/**
 * Docker and podman: `ps -a`, `run` and daemon errors, `build`, compose, `events`, swarm.
 * https://github.com/docker/cli, https://github.com/moby/buildkit, https://github.com/docker/compose
 */

import type { Draft } from '../finding.ts';
import type { Paste } from '../paste.ts';
import { codeOf, rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

const STATUS = /\b(?:Exited|Restarting|Dead) ?\((-?\d{1,10})\)/g;

/** `docker ps -a`: the name is the last column; with --format or compose the first; cut off, the one that looks like it. */
function* scan(paste: Paste): Generator<Draft | undefined> {
  let namesFirst = false;
  for (const found of paste.matching(/\b(?:Exited|Restarting|Dead) ?\(-?\d|\bNAMES?\b|\bExit -?\d+\b/g)) {
    yield;
    if (!found) continue;
    const { number, text } = found;
    if (/^\s*(?:NAME|Name|SERVICE)\b/.test(text)) namesFirst = true;
    else if (/\bCONTAINER ID\b/.test(text)) namesFirst = false;
    for (const match of text.matchAll(STATUS)) {
      const code = codeOf(match[1]);
      if (code === undefined) continue;
      const before = text.slice(0, match.index);
      const after = text.slice(match.index + match[0].length);
      const container = namesFirst ? firstWord(before) : (lastColumn(after) ?? firstWord(before));
      yield {
        line: number,
        code,
        state: 'current',
        ...(container !== undefined && { container }),
      };
    }
    // docker-compose 1: `demo_db_1   docker-entrypoint.sh postgres   Exit 137`.
    const old = / {2}Exit (-?\d{1,10})\b/.exec(text);
    const name = /^\s{0,40}(\S{1,200}) {2}/.exec(text);
    const status = codeOf(old?.[1]);
    if (old && status !== undefined && name?.[1] !== undefined && name[0].length < old.index)
      yield { line: number, container: name[1], code: status };
  }
}

/** What stands behind `5 minutes ago` and the ports. */
function lastColumn(after: string): string | undefined {
  const [age] = /^\s*(?:Less than an?|About an?|\d+|an?)\s+\w+(?:\s+ago)?/.exec(after) ?? [];
  // Prose, not a row: neither an age nor columns behind the status.
  if (age === undefined && !/^(?:\s{2}|\t)/.test(after)) return undefined;
  const rest = after.slice(age?.length ?? 0);
  const word = /(?<!\S)\S+$/.exec(rest.trimEnd())?.[0];
  return word !== undefined && /^[\w<][\w.<>:-]*$/.test(word) && !/\/(?:tcp|udp)$|^\d+$|^ago$/.test(word)
    ? word
    : undefined;
}

function firstWord(before: string): string | undefined {
  return /^\s*(?!(?:docker|container|status|it|was)\b)([\w.-]+)(?:\s\s|\t|\s$)/i.exec(before)?.[1];
}

const OCI =
  '(?:OCI runtime|runc|crun|containerd|shim task|starting container process|exec user process caused|exec container process|exec:|fork/exec)';

export const docker: Recogniser = {
  family: 'docker',
  scan,
  rules: [
    // compose: `web-1 exited with code 137`, `web-1  | …`; 2.24 and later add `(restarting)`.
    rule(
      /(?:^|\s)(?!Process\b|Service\b(?= exited with code 256)|[Pp]rogram\b|process\b|Container\b|Subprocess\b|[Cc]ommand\b|status\b|build\b|has\b|App\b)(?<container>[\w][\w.-]{1,200}) exited with code (?<code>-?(?:0[xX][\da-fA-F]{1,8}|\d{1,10}))(?![:.]?\d|\w)/g,
    ),
    rule(/\bcontainer (?<container>[\w.-]+) exited \((?<code>\d+)\)/g),
    // compose waits for another service's health check, or for its end.
    rule(/dependency failed to start: container (?<container>[\w.-]{1,200}) (?<reason>is unhealthy)/g, {
      kind: 'event',
      cause: 'probe',
    }),
    rule(/(?:service "(?<container>[\w.-]+)" didn't complete successfully: exit (?<code>\d+))/g),
    // builder: classic and BuildKit.
    rule(/Service '(?<container>[\w.-]+)' failed to build.{0,400}? returned a non-zero code: (?<code>\d+)/g, {
      naming: 'step',
      role: 'relays',
    }),
    rule(
      /did not complete successfully: (?:exit code|exit status): (?<code>-?\d+)(?:: (?<message>.{1,200}))?/g,
      { role: 'relays' },
    ),
    // events: `container die 3f2… (exitCode=137, image=app, name=web)`.
    rule(
      /container die \S{1,80} \((?:.{0,600}?, )?exitCode=(?<code>\d{1,10})(?:.{0,600}?[ ,]name=(?<container>[\w.-]+))?/g,
    ),
    // `docker service ps`, whose rows name the task; older ones stand below a sign of a branch.
    rule(
      /^\s{0,4}[a-z0-9]{12,25} {1,20}(?:\\?_ )?(?<container>[\w.-]{1,200}\.\d{1,6}) .{1,300}?["“]task: non-zero exit \((?<code>-?\d+)\)/g,
      { words: ['task: non-zero exit'] },
    ),
    rule(
      /^\s{0,4}[a-z0-9]{12,25} {1,20}(?:\\_ )?(?<container>[\w.-]{1,200}\.\d{1,6}) .{1,300}? Rejected .{1,80}?"(?<reason>No such image)/g,
      { kind: 'event', cause: 'image' },
    ),
    rule(/\btask: non-zero exit \((?<code>-?\d+)\)/g),
    // daemon and runtime errors carry no number: 127 or 126 follow.
    // The whole line is the runtime's: no process of the container's own ended there.
    rule(/create pod sandbox.{0,1900}/gi, { role: 'detail', words: ['create pod sandbox'] }),
    rule(
      /ExecSync for .{0,1900}|exec failed: unable to start container process: error executing setns.{0,400}/g,
      {
        role: 'detail',
        words: ['execsync for', 'executing setns'],
      },
    ),
    rule(
      /\b(?<reason>pull access denied|could not select device driver|port is already allocated|no matching entries in passwd file)/g,
      {
        words: ['pull access denied', 'device driver', 'already allocated', 'no matching entries'],
      },
    ),
    rule(/(?<reason>oci runtime error): /g),
    rule(/^(?:docker: |Error: )?(?<reason>unknown (?:shorthand )?flag): /g, { cause: 'start-refused' }),
    rule(/^docker: '(?<command>[^']{1,60})' (?<reason>is not a docker command)/g, { cause: 'start-refused' }),
    rule(/failed to start containers?: (?<container>[\w.-]{1,200})/g, { role: 'detail' }),
    rule(/(?<reason>executable file (?:`[^`]{1,100}` )?not found in \$PATH)/g),
    rule(
      new RegExp(
        `${OCI}.{0,600}?(?<reason>[Nn]o such file or directory|[Pp]ermission denied|[Ee]xec format error|not a directory|[Ii]s a directory)(?=["':.]|\\s*$)`,
        'g',
      ),
      { words: ['no such file', 'permission denied', 'exec format', 'a directory'] },
    ),
    rule(/\bexec (?<command>\S+): (?<reason>exec format error|no such file or directory|permission denied)/g),
    rule(
      /(?:OCI runtime (?:create|exec|start) failed|failed to create (?:shim )?task|failed to start container)[:\s].{0,300}?(?<reason>error mounting|read init-p: connection reset by peer|executable file not found|no space left on device|cannot allocate memory|operation not permitted|address already in use|device or resource busy)/g,
      { words: ['oci runtime', 'failed to create', 'failed to start'] },
    ),
    // Compose, `docker start`, `docker exec`: the daemon's error about a container that it could not start.
    rule(
      /\b(?:Error response from daemon|start returned error): (?<reason>failed to create task|failed to start|OCI runtime create failed|oci runtime error|driver failed programming|error while creating mount|Mounts denied|Ports are not available|unknown or invalid runtime|cgroups: |linux runtime spec)/gi,
      { kind: 'event', role: 'detail-or-alone', cause: 'start-refused' },
    ),
    // The last part of a chain of causes: parts are counted from colon to colon, so that no two can take the same text.
    rule(
      /docker: Error response from daemon: (?:[^:]{0,300}:){0,20}?(?<reason>[^:]{2,160}?[^:\s.])(?:: unknown)?\.?\s{0,9}$/g,
    ),
  ],
};
