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
  'ci',
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
    /\bExit Message: "|\bnomad (?:alloc|job)\b|before force killing|Task (?:started by client|successfully killed|not restarting)/,
  ],
  ['podman', /"OciVersion"|"Libpod|\bpodman\b/],
  [
    'docker',
    /"OOMKilled"|Error response from daemon|^docker\b|[$#] (?:docker|docker-compose) |\bcontainer (?:die|kill|oom|stop) \S|\bCONTAINER ID\b/m,
  ],
];

const OF_FAMILY: Readonly<Record<string, Tool>> = {
  'kubernetes-describe': 'kubernetes',
  'kubernetes-table': 'kubernetes',
  docker: 'docker',
  systemd: 'systemd',
  windows: 'windows',
  ci: 'ci',
  make: 'shell',
  shells: 'shell',
  prose: 'shell',
  kernel: 'shell',
};

/** The tool of a finding: by what the whole text shows, or else by the format that the finding was read from. */
export function toolOf({ family }: Finding, { text }: Paste): Tool {
  const head = text.slice(0, READ_LIMIT);
  if (family.startsWith('kubernetes')) return 'kubernetes';
  if (family === 'batch-systems')
    return /\bTERM_[A-Z]+:|\bbjobs\b/.test(head) ? 'lsf' : /\bPBS\b|Exit_status/.test(head) ? 'pbs' : 'slurm';
  if (family === 'structured') {
    const marked = MARKS.find(([, pattern]) => pattern.test(head))?.[0];
    return marked ?? (/\b(?:terminated|containerStatuses|lastState)\b/.test(head) ? 'kubernetes' : 'docker');
  }
  if (family === 'kernel' && /EXC_|"LastExitStatus"|launchctl/.test(head)) return 'macos';
  const known = OF_FAMILY[family];
  if (known && known !== 'shell' && known !== 'docker') return known;
  const marked = MARKS.find(([, pattern]) => pattern.test(head))?.[0];
  if (marked) return marked;
  if (/\b(?:kubectl|kubelet)\b/.test(head)) return 'kubernetes';
  return known ?? 'shell';
}

const READ_LIMIT = 50_000;
