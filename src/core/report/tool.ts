/** Which tool a text came from: its commands are the ones that a reader has at hand. */

import type { Finding } from './finding.ts';
import type { Paste } from './paste.ts';

export const TOOLS = [
  'kubernetes',
  'docker',
  'podman',
  'systemd',
  'ecs',
  'nomad',
  'slurm',
  'lsf',
  'pbs',
  'yarn',
  'ci',
  'cloud',
  'windows',
  'macos',
  'shell',
] as const;

export type Tool = (typeof TOOLS)[number];

/** What only one tool prints; asked in this order. */
const MARKS: readonly (readonly [tool: Tool, pattern: RegExp])[] = [
  [
    'ecs',
    /"(?:taskArn|lastStatus|stopCode|stoppedReason|containerInstanceArn)"|\bEssential container in task exited|CannotPullContainerError/,
  ],
  [
    'nomad',
    /\bExit Message: "|\bnomad (?:alloc|job)\b|before force killing|Task (?:started by client|successfully killed|not restarting)|\bDriver Failure {2}|\bExceeded allowed attempts \d/,
  ],
  ['lsf', /\bTERM_[A-Z_]{2,30}: |\bbjobs\b/],
  ['pbs', /\bPBS\b|\bExit_status\b/],
  [
    'yarn',
    /\bcontainer_(?:e\d+_)?\d{10,}_\d+_\d+_\d+|\bYarn(?:Scheduler|Allocator|Client\w*)\b|\bNodeManager\b|\byarn logs\b/,
  ],
  ['slurm', /\b(?:sacct|slurmstepd|srun|sbatch|scontrol|squeue)\b|\bStepId=|\bJobId=\d|^JobID\b/m],
  [
    'macos',
    /\bEXC_[A-Z]|"LastExitStatus"|\blaunchctl\b|\bPID\tStatus\tLabel\b|\bcom\.apple\.|Service exited (?:with abnormal|due to)/,
  ],
  [
    'cloud',
    /\bheroku\[|\bMain child exited|\bRuntime exited with|\bREPORT RequestId:|^==> Exited with status|\bCloud Run\b|\[(?:APP|CELL)\/|\bREVISION\b/m,
  ],
  [
    'ci',
    /##\[(?:error|group|section|command)\]|^(?:\S{1,40} )?ERROR: Job failed|^Finished: (?:FAILURE|ABORTED|UNSTABLE)|\bscript returned exit code|\bCircleCI received|Exited with code exit status|Cleaning up (?:project directory|file based)|\/home\/runner\/|\/builds\/|\bDone\. Your build exited|The command exited with status|^Cannot contact \S{1,100}: |^jenkins\/|^\[Container\] \d{4}\/|\bfailed to solve: process |\breturned a non-zero code: \d/m,
  ],
  ['podman', /"OciVersion"|"Libpod|\bpodman\b/],
  [
    'docker',
    /"OOMKilled"|Error response from daemon|^docker\b|[$#] (?:docker|docker-compose) |\bcontainer (?:die|kill|oom|stop) \S|\bCONTAINER ID\b/m,
  ],
];

/** Formats that only one tool prints, whatever else a text shows. */
const OF_FAMILY: Readonly<Record<string, Tool>> = {
  'kubernetes-describe': 'kubernetes',
  'kubernetes-table': 'kubernetes',
  systemd: 'systemd',
  windows: 'windows',
  ci: 'ci',
};

/** Kubernetes' own keys, ids and names of states in JSON and YAML. */
const KUBERNETES =
  /\b(?:containerStatuses|container_statuses|lastState|last_state|waiting)\b|["']?terminated["']?: ?(?:\{|$)|\bcontainerID\b|\bCONTAINER_EXITED\b|io\.kubernetes\./m;

/** The tool of a finding: by the format that it was read from, or else by what the whole text shows. */
export function toolOf({ family, windows }: Finding, { text }: Paste): Tool {
  const known = OF_FAMILY[family];
  if (known) return known;
  const head = text.slice(0, READ_LIMIT);
  const marked = MARKS.find(([, pattern]) => pattern.test(head))?.[0];
  if (family === 'structured' && KUBERNETES.test(head) && (!marked || marked === 'docker'))
    return 'kubernetes';
  if (marked) return marked;
  if (family === 'docker') return 'docker';
  if (family === 'clouds') return 'cloud';
  if (windows !== undefined) return 'windows';
  return /\b(?:kubectl|kubelet)\b/.test(head) ? 'kubernetes' : 'shell';
}

const READ_LIMIT = 50_000;
