/** Words that Kubernetes, Docker, systemd, Slurm and LSF print beside, or instead of, an exit status. */

export type ReasonSource = 'kubernetes' | 'systemd' | 'slurm' | 'lsf';

export interface Reason {
  /** As the system prints it. */
  readonly name: string;
  readonly source: ReasonSource;
  /** The exit statuses that stand beside it as a rule, likeliest first; empty when it comes without one. */
  readonly exitStatuses: readonly number[];
}

/**
 * Kubernetes, `state.terminated.reason`: containerd internal/cri/server/{helpers,container_start,restart}.go, CRI-O
 * server/container_status.go, kubelet pkg/kubelet/kubelet_pods.go, cri-dockerd. OOMKilled may stand beside any status,
 * when only a child was killed.
 * systemd: `$SERVICE_RESULT` of systemd.exec(5); oom-kill stands beside `9/KILL` or `15/TERM`, never 137. Slurm: job
 * state codes of sacct(1). LSF: termination reasons of bhist(1) and bacct(1).
 */
const WITH_STATUS = [
  ['Completed', 'kubernetes', [0]],
  ['Error', 'kubernetes', []],
  ['OOMKilled', 'kubernetes', [137]],
  ['StartError', 'kubernetes', [128]],
  ['ContainerCannotRun', 'kubernetes', [127, 126, 128]],
  ['Unknown', 'kubernetes', [255]],
  ['ContainerStatusUnknown', 'kubernetes', [137]],
  ['RestartingAllContainers', 'kubernetes', [137]],
  ['seccomp killed', 'kubernetes', [159]],
  ['success', 'systemd', [0]],
  ['oom-kill', 'systemd', []],
  ['exit-code', 'systemd', []],
  ['signal', 'systemd', []],
  ['core-dump', 'systemd', []],
  ['timeout', 'systemd', []],
  ['protocol', 'systemd', []],
  ['resources', 'systemd', []],
  ['exec-condition', 'systemd', []],
  ['start-limit-hit', 'systemd', []],
  ['watchdog', 'systemd', []],
  ['OUT_OF_MEMORY', 'slurm', []],
  ['BOOT_FAIL', 'slurm', []],
  ['CANCELLED', 'slurm', []],
  ['DEADLINE', 'slurm', []],
  ['NODE_FAIL', 'slurm', []],
  ['PREEMPTED', 'slurm', []],
  ['LAUNCH_FAILED', 'slurm', []],
  ['TERM_MEMLIMIT', 'lsf', []],
  ['TERM_RUNLIMIT', 'lsf', []],
  ['TERM_CPULIMIT', 'lsf', []],
  ['TERM_OWNER', 'lsf', []],
  ['TERM_ADMIN', 'lsf', []],
] as const satisfies readonly (readonly [string, ReasonSource, readonly number[]])[];

/**
 * Kubernetes, without a status of their own. `state.waiting.reason`: kubelet pkg/kubelet/container/sync_result.go,
 * images/types.go, kuberuntime/kuberuntime_container.go, cri-api pkg/errors. Pod `status.reason`: pkg/kubelet/eviction,
 * nodeshutdown, active_deadline.go, lifecycle/predicate.go, pkg/util/node. Of a Job: BackoffLimitExceeded,
 * pkg/apis/batch; of the scheduler's event: FailedScheduling.
 */
const WITHOUT_STATUS = [
  'ContainerCreating',
  'PodInitializing',
  'CrashLoopBackOff',
  'ErrImagePull',
  'ImagePullBackOff',
  'ImageInspectError',
  'ErrImageNeverPull',
  'InvalidImageName',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'RROUnsupported',
  'CreateContainerConfigError',
  'PreCreateHookError',
  'CreateContainerError',
  'PreStartHookError',
  'RunContainerError',
  'PostStartHookError',
  'KillContainerError',
  'CreatePodSandboxError',
  'ConfigPodSandboxError',
  'KillPodSandboxError',
  'RemoveContainerError',
  'ResizePodInPlaceError',
  'Evicted',
  'Preempting',
  'Terminated',
  'NodeShutdown',
  'DeadlineExceeded',
  'NodeLost',
  'NodeAffinity',
  'NodeName',
  'NodePorts',
  'TaintToleration',
  'OutOfcpu',
  'OutOfmemory',
  'OutOfephemeral-storage',
  'OutOfpods',
  'UnexpectedAdmissionError',
  'InvalidNodeInfo',
  'PodOSSelectorNodeLabelDoesNotMatch',
  'PodOSNotSupported',
  'SupplementalGroupsPolicyNotSupported',
  'InitContainerRestartPolicyForbidden',
  'UnexpectedPredicateFailureType',
  'UnknownReason',
  'BackoffLimitExceeded',
  'FailedScheduling',
] as const satisfies readonly string[];

/** Every reason; no name occurs twice, in any case. */
export const REASONS: readonly Reason[] = [
  ...WITH_STATUS.map(([name, source, exitStatuses]) => ({ name, source, exitStatuses })),
  ...WITHOUT_STATUS.map((name) => ({ name, source: 'kubernetes' as const, exitStatuses: [] })),
];

/** How people and logs say a reason in other words, by reason; lower case. */
const SAID = {
  OOMKilled: ['oom', 'oomkill', 'oom killed', 'out of memory', '内存不足', '内存溢出', '内存超限'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const BY_NAME: ReadonlyMap<string, Reason> = new Map(
  REASONS.flatMap((reason) => {
    const said = Object.entries(SAID).find(([name]) => name === reason.name)?.[1] ?? [];
    return [reason.name.toLowerCase(), ...said].map((word) => [word, reason] as const);
  }),
);

/** The reason of this name, any case, or of the words that people use for it; otherwise undefined. */
export function reasonByName(text: string): Reason | undefined {
  return BY_NAME.get(text.toLowerCase());
}
