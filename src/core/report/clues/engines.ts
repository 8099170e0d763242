/**
 * What Docker, containerd, runc, podman, compose, ECS and Nomad say about why they stop a container or do not start it.
 * moby daemon/{events,stop,kill,monitor}.go, docker/compose pkg/compose, containers/podman libpod, runc libcontainer,
 * aws/amazon-ecs-agent agent/{api,engine}, hashicorp/nomad nomad/structs and drivers.
 */

import { clue } from '../clue.ts';
import type { ClueRule } from '../clue.ts';

/** A prompt, or nothing, before a command that a reader typed. */
const PROMPT = '^\\s{0,8}(?:\\S{0,80}[$#%>❯]\\s{1,4})?(?:sudo )?';

export const engines: readonly ClueRule[] = [
  // `docker events`: the name stands in the attributes behind.
  clue(
    'stop',
    'stop',
    'once',
    /container kill \S{1,80} \((?=.{0,600}?signal=(?:1|2|3|15|SIG(?:HUP|INT|QUIT|TERM))\b)(?:.{0,600}?[ ,]name=(?<about>[\w.-]{1,200}))?/g,
  ),
  clue(
    'memory-limit',
    'kill',
    'once',
    /container oom \S{1,80} \((?:.{0,600}?[ ,]name=(?<about>[\w.-]{1,200}))?/g,
  ),
  clue('stop', 'stop', 'below', /Gracefully [Ss]topping\.\.\./g),
  clue('stop', 'stop', 'all', /^\s{0,4}(?:Stopping|Killing) (?<about>[\w.-]{1,200}) {1,20}\.\.\./g, {
    words: ['stopping ', 'killing '],
  }),
  clue(
    'stop',
    'stop',
    'all',
    /\bContainer (?<about>[\w.-]{1,200}) {1,60}(?:Stopping|Stopped|Killing|Killed|Removed)\b/g,
    {
      words: ['container '],
    },
  ),
  clue(
    'stop',
    'stop',
    'below',
    new RegExp(
      `${PROMPT}(?:docker|podman|nerdctl) (?:container )?(?:stop|restart)(?: -[-\\w=]{1,30}(?: \\d{1,6})?){0,4} (?<about>[\\w.-]{1,200})`,
      'g',
    ),
    { words: ['docker ', 'podman ', 'nerdctl '] },
  ),
  clue(
    'stop',
    'stop',
    'below',
    new RegExp(
      `${PROMPT}(?:docker[ -]compose|podman-compose) (?:-\\S{1,80} (?:[\\w./-]{1,100} )?){0,4}(?:stop|down|restart)\\b`,
      'g',
    ),
    { words: ['compose '] },
  ),
  // What Nomad's driver writes of a task that it was told to end.
  clue('stop', 'stop', 'all', /\brequested_stop=true\b/g),
  clue('stop-timeout', 'kill', 'all', /failed to exit within \d{1,6} ?s(?:econds)? of (?:signal|kill)/g),
  clue(
    'stop-timeout',
    'kill',
    'all',
    /StopSignal \w{1,20} failed to stop container (?<about>[\w.-]{1,200})/g,
  ),
  clue('probe', 'any', 'all', /dockerexec: unhealthy container|: unhealthy container/g, {
    words: ['unhealthy container'],
  }),
  // The client's interrupt, as the terminal echoes it.
  clue('stop', 'stop', 'below', /^\s{0,8}\^C/g),
  // ECS and Batch.
  clue('probe', 'any', 'all', /Task failed (?:container|ELB) health checks/g),
  clue('probe', 'any', 'all', /\bTask failed ELB\b/g),
  clue('stop', 'stop', 'all', /Scaling activity initiated by \(/g),
  clue('stop', 'stop', 'all', /Task stopped by user/g),
  clue('stop', 'stop', 'all', /"stopCode": ?"UserInitiated"/g),
  clue('node-lost', 'any', 'all', /Host EC2 \(instance \S{1,40}\) (?:terminated|stopped)/g),
  clue('preempted', 'any', 'all', /Your Spot Task was interrupted/g),
  clue('preempted', 'any', 'all', /"stopCode": ?"SpotInterruption"/g),
  clue('deadline', 'any', 'all', /Job attempt duration exceeded timeout/g),
  // Nomad.
  clue('stop', 'stop', 'all', /Sent interrupt\. Waiting \S{1,20} before force killing/g),
  clue('stop', 'stop', 'all', /\bRestart Signaled {1,4}/g),
  clue('probe', 'any', 'all', /healthcheck: check "[^"]{1,200}" unhealthy/g),
  clue('memory-limit', 'kill', 'all', /Exit Message: "OOM Killed"|\bOOM Killed\b/g, {
    words: ['oom killed'],
  }),
  // Heroku and Fly.
  clue('memory-limit', 'any', 'all', /\bError R15 \(/g),
  clue('deadline', 'any', 'all', /\bError R10 \(Boot timeout\)/g),
  clue('stop-timeout', 'kill', 'all', /\bError R12 \(Exit timeout\)/g),
  clue('stop', 'stop', 'all', /Stopping (?:all processes|remaining processes|process(?:es)?) with SIGTERM/g),
  clue('stop', 'stop', 'all', /\bCycling\b/g),
  clue('memory-limit', 'kill', 'all', /Process appears to have been OOM killed/g),
  clue('memory-limit', 'any', 'all', /Memory limit of [\d.]{1,12} ?[KMG]i?B? exceeded/g),
  clue('memory-limit', 'any', 'all', /Exceeded (?:soft|hard) (?:private )?memory limit/g),
  clue('memory-limit', 'kill', 'all', /(?:Ran o|O)ut of memory \(used over \d/g),
  // Cloud Foundry, in the log of the app and of its cell.
  clue('memory-limit', 'kill', 'all', /[Ee]xited with status \d{1,3} \(out of memory\)/g),
  // Lambda: a function is killed when all its memory is used.
  clue('memory-limit', 'kill', 'all', /Memory Size: (\d{1,6}) MB\s{1,8}Max Memory Used: \1 MB/g),
];

/**
 * What the runtime says when it cannot start a process. In Kubernetes it stands in the message of the state that it
 * belongs to, with Docker and podman on the line of the error.
 */
export const runtime: readonly ClueRule[] = [
  clue('sandbox', 'waiting', 'all', /create pod sandbox/gi),
  clue(
    'workdir',
    'start',
    'next',
    /chdir to cwd|container init: mkdir \S{1,300}: (?:not a directory|file exists)/g,
    { words: ['chdir to cwd', 'container init: mkdir'] },
  ),
  clue(
    'workdir',
    'start',
    'next',
    /working directory .{0,200}?(?:does not exist|not a directory|is invalid)/gi,
    {
      words: ['working directory'],
    },
  ),
  clue('workdir', 'start', 'next', /the container working directory/gi),
  clue(
    'mount',
    'start',
    'next',
    /error mounting |trying to mount a directory onto a file|bind source path does not exist|invalid mount config/g,
    {
      words: ['error mounting', 'trying to mount', 'bind source path', 'invalid mount config'],
    },
  ),
  clue(
    'mount',
    'start',
    'next',
    /(?:error|failed) (?:while )?(?:creating|to create|setting up) mount|failed to mount |mount source .{1,200}? (?:does not exist|doesn't exist)|statfs \S{1,300}: no such file/g,
    {
      words: ['mount', 'statfs'],
    },
  ),
  clue('wrong-platform', 'start', 'next', /exec format error/gi),
  clue('wrong-platform', 'start', 'next', /no matching manifest for \S{1,60} in the manifest list/g),
  clue(
    'wrong-platform',
    'start',
    'next',
    /image with reference .{1,300}? does not match the specified platform/g,
  ),
  clue(
    'not-executable',
    'start',
    'next',
    /(?:exec|starting container process|exec user process caused|runtime create failed).{0,200}?(?:permission denied|is a directory)/gi,
    {
      words: ['permission denied', 'is a directory'],
    },
  ),
  clue('not-executable', 'start', 'next', /(?:crun|runc): .{0,300}?(?:permission denied|is a directory)/gi, {
    words: ['permission denied', 'is a directory'],
  }),
  clue('not-found', 'start', 'next', /executable file (?:`[^`]{1,200}` )?not found(?: in \$PATH)?/gi),
  clue(
    'not-found',
    'start',
    'next',
    /\bstat (?![^\s:]{1,400}?\.(?:ya?ml|json|conf|cfg|ini|toml|env|properties|pem|crt|sock)\b)[^\s:]{1,400}: no such file or directory/g,
  ),
  clue(
    'not-found',
    'start',
    'next',
    /(?:exec|starting container process caused|exec user process caused|execve|fork\/exec|crun: open executable).{0,200}?no such file or directory/gi,
    {
      words: ['no such file or directory'],
    },
  ),
  clue('start-refused', 'start', 'next', /is already in use by container/g),
  clue('start-refused', 'start', 'next', /the container name .{1,200}? is already in use/gi),
  clue(
    'start-refused',
    'start',
    'next',
    /port is already allocated|address already in use.{0,60}?(?:docker|endpoint|expose)|(?:failed to (?:bind|listen)|cannot expose|ports? .{1,60}? (?:is|are) not available).{0,200}?(?:address already in use|port)/gi,
    {
      words: ['port is already', 'already in use', 'cannot expose', 'not available'],
    },
  ),
  clue(
    'start-refused',
    'start',
    'next',
    /could not select device driver|no matching entries in (?:passwd|group) file|unable to find (?:user|group) \S{1,80}/gi,
    {
      words: ['device driver', 'no matching entries', 'unable to find'],
    },
  ),
  clue(
    'start-refused',
    'start',
    'next',
    /container init exited prematurely|getting the final child's pid from pipe|read init-p: connection reset|can't get final child's PID/g,
    {
      words: ['init exited', 'final child', 'read init-p'],
    },
  ),
  clue(
    'start-refused',
    'start',
    'next',
    /(?:unknown flag|unknown shorthand flag|flag provided but not defined|invalid reference format|requires at least \d argument)/g,
    {
      words: [
        'unknown flag',
        'unknown shorthand',
        'flag provided',
        'invalid reference format',
        'requires at least',
      ],
    },
  ),
  clue(
    'start-refused',
    'start',
    'next',
    /Cannot connect to the Docker daemon|permission denied while trying to connect to the (?:Docker|docker)/g,
    {
      words: ['connect to the docker'],
    },
  ),
  clue(
    'start-refused',
    'start',
    'next',
    /OCI runtime (?:create|exec|start) failed|oci runtime error|failed to create (?:shim )?task|error during container init|Conflict\. The container/gi,
    {
      words: ['oci runtime', 'failed to create', 'error during container init', 'conflict. the container'],
    },
  ),
  clue(
    'image',
    'start',
    'next',
    /pull access denied|manifest (?:for \S{1,300} )?(?:not found|unknown)|repository does not exist|failed to resolve reference|toomanyrequests|unauthorized: authentication required|error pulling image|CannotPull\w{0,30}Error|no such image|image not known|not found: manifest unknown/gi,
    {
      words: [
        'pull access denied',
        'manifest',
        'repository does not exist',
        'failed to resolve reference',
        'toomanyrequests',
        'unauthorized: ',
        'error pulling image',
        'cannotpull',
        'no such image',
        'image not known',
      ],
    },
  ),
  clue(
    'config-missing',
    'start',
    'next',
    /env file \S{1,300} not found|couldn't find env file|failed to read \S{1,300}\.env/gi,
    {
      words: ['env file', '.env'],
    },
  ),
  clue(
    'config-missing',
    'start',
    'next',
    /ResourceInitializationError: .{0,200}?(?:secret|parameter|ssm|execution resource retrieval failed)/gi,
    {
      words: ['resourceinitializationerror'],
    },
  ),
  clue(
    'config-missing',
    'start',
    'next',
    /no configuration file provided: not found|variable is not set\. Defaulting/g,
    {
      words: ['no configuration file provided'],
    },
  ),
];
