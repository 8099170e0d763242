/** The cause that an ending shows by itself: its reason, its number, its signal. */

import type { Cause } from '../causes.ts';
import type { Group } from '../merge/index.ts';
import { isFiller } from '../filler.ts';
import { causeOfSignal, causeOfStatus } from './by-number.ts';
import { SYSTEMD } from '../../tables/systemd.ts';

export interface Own {
  readonly cause: Cause;
  /**
   * - told: the tool names the cause, nothing else counts.
   * - likely: true unless a line says better.
   * - none: nothing is known but the number.
   */
  readonly by: 'told' | 'likely' | 'none';
}

const told = (cause: Cause): Own => ({ cause, by: 'told' });
const likely = (cause: Cause): Own => ({ cause, by: 'likely' });
const none = (cause: Cause): Own => ({ cause, by: 'none' });

/** `state.waiting.reason`, pod `status.reason` and the table's STATUS, of Kubernetes: see ../../reasons.ts. */
const OF_REASON: Readonly<Record<string, Own>> = {
  Evicted: told('evicted'),
  Preempting: told('preempted'),
  Preempted: told('preempted'),
  Terminated: likely('node-shutdown'),
  NodeShutdown: told('node-shutdown'),
  Shutdown: told('node-shutdown'),
  DeadlineExceeded: told('deadline'),
  NodeLost: told('node-lost'),
  NodeNotReady: likely('node-lost'),
  ContainerStatusUnknown: told('record-lost'),
  ErrImagePull: told('image'),
  ImagePullBackOff: told('image'),
  ErrImageNeverPull: told('image'),
  InvalidImageName: told('image'),
  ImageInspectError: told('image'),
  RegistryUnavailable: told('image'),
  SignatureValidationFailed: told('image'),
  CreateContainerConfigError: likely('config-missing'),
  CreateContainerError: likely('start-refused'),
  RunContainerError: likely('start-refused'),
  StartError: likely('start-refused'),
  ContainerCannotRun: likely('start-refused'),
  PostStartHookError: told('hook'),
  PreStartHookError: likely('start-refused'),
  PreCreateHookError: likely('start-refused'),
  CreatePodSandboxError: told('sandbox'),
  ConfigPodSandboxError: told('sandbox'),
  FailedScheduling: told('unschedulable'),
  FailedCreatePodSandBox: told('sandbox'),
  FailedMount: likely('mount'),
  FailedAttachVolume: told('mount'),
  FailedPostStartHook: told('hook'),
  FailedPreStopHook: told('hook'),
  'liveness probe': told('probe'),
  'startup probe': told('probe'),
  BackoffLimitExceeded: likely('passed-on'),
  // systemd, `$SERVICE_RESULT` of systemd.exec(5).
  'oom-kill': likely('memory'),
  watchdog: told('deadline'),
  // Chromium: a process of its own ran out of its memory.
  oom: likely('memory-limit'),
  resources: likely('start-refused'),
  dependency: likely('passed-on'),
  // Slurm, job states of sacct(1).
  OUT_OF_MEMORY: told('memory-limit'),
  'OUT_OF_ME+': told('memory-limit'),
  TIMEOUT: told('deadline'),
  DEADLINE: told('deadline'),
  PREEMPTED: told('preempted'),
  NODE_FAIL: told('node-lost'),
  BOOT_FAIL: told('node-lost'),
  CANCELLED: likely('cancelled'),
};

const OF_WINDOWS: Readonly<Record<string, Cause>> = {
  '0xC0000005': 'crash',
  '0xC0000006': 'crash',
  '0xC000001D': 'crash',
  '0xC0000094': 'crash',
  '0xC0000095': 'crash',
  '0xC0000096': 'crash',
  '0xC00000FD': 'crash',
  '0xC000041D': 'crash',
  '0x80000003': 'crash',
  '0x80000004': 'crash',
  '0x80131506': 'crash',
  '0x40000015': 'abort',
  '0xC0000374': 'abort',
  '0xC0000409': 'abort',
  '0xC0000420': 'abort',
  '0xC0000602': 'abort',
  '0x80131623': 'abort',
  '0xE0434352': 'uncaught',
  '0xE0434F4D': 'uncaught',
  '0xE06D7363': 'uncaught',
  '0xC000027B': 'uncaught',
  '0xC0000135': 'missing-library',
  '0xC0000138': 'missing-library',
  '0xC0000139': 'missing-library',
  '0xC0000142': 'missing-library',
  '0xC000007B': 'wrong-platform',
  '0xC000013A': 'stop',
  '0x40010004': 'stop',
  '0xC0000022': 'not-executable',
  '0xC0000017': 'memory-node',
  '0xC000012D': 'memory-node',
  '0xCFFFFFFF': 'deadline',
};

/** Numbers that a named program documents: the program's meaning goes before what a bare number may be. */
function ofProgram({ draft: { family, code, reason = '' } }: Group): Own | undefined {
  // Node's own, lib/internal/process: 7 is a handler for uncaught exceptions that threw itself.
  if (family === 'supervisors' && code === 7) return likely('uncaught');
  // Spark's SparkExitCode.scala: 50 and 51 uncaught exceptions, 52 out of memory of the JVM, 53 to 56 its own.
  if (family === 'batch-systems' && code !== undefined && code >= 50 && code <= 56)
    return likely(code <= 51 ? 'uncaught' : 'own-code');
  // It went without a word: no failed test that stands beside it says why.
  if ((/forked VM/.test(reason) && code === 0) || /^worker '.*' crashed$|^node down/.test(reason))
    return likely('unknown');
  // Windows Installer and its callers: winerror.h, 1601 to 1654 and 3010.
  if (code !== undefined && ((code >= 1601 && code <= 1654) || code === 3010))
    return likely(code === 3010 || code === 1641 ? 'success' : 'own-code');
  return undefined;
}

/** systemd's own statuses, from 200 on, that say more than that it could not set the unit up. */
const OF_SYSTEMD: Readonly<Record<number, Cause>> = {
  [SYSTEMD.CHDIR]: 'workdir',
};

export function ownCause(group: Group): Own {
  const { draft, meaning, kind } = group;
  const { reason = '', code, family } = draft;
  const signal = draft.signal ?? meaning.signal;
  const { exitStatus, windows } = meaning;
  if (draft.cause) return { cause: draft.cause, by: 'told' };
  if (/^(?:Init:)?OOMKilled$|^OOM Killed$|Memory cgroup out of memory|OutOfMemoryError/.test(reason))
    return told('memory-limit');
  if (/^(?:System OOM|Out of memory|systemd-oomd killed)$/.test(reason)) return told('memory-node');
  // 255 of containerd, and what `kubectl get pods` shows of a pod whose node does not answer.
  if (reason === 'Unknown' && (code === 255 || (code === undefined && family === 'kubernetes-table')))
    return told('node-lost');
  const lost = isFiller(draft.startedAt) && isFiller(draft.finishedAt);
  if (lost && /\b0001\b/.test(draft.finishedAt ?? '')) return told('record-lost');
  const word = reason.replace(/^Init:/, '');
  // The words of a shell are those of some pods: a process that was `Terminated` was asked to stop.
  const isWord = kind === 'ended' && word === 'Terminated';
  const named = Object.hasOwn(OF_REASON, word) && !isWord ? OF_REASON[word] : undefined;
  if (named) return named;
  if (
    /^(?:OutOf[\w-]+|Node(?:Affinity|Name|Ports)|TaintToleration|UnexpectedAdmissionError|TopologyAffinityError)$/.test(
      word,
    )
  )
    return told('unschedulable');
  if (kind !== 'ended') return none('unknown');
  if (reason === 'timeout' && family === 'systemd')
    return likely(signal === 'SIGKILL' ? 'stop-timeout' : 'deadline');
  if (windows) return OF_WINDOWS[windows] ? likely(OF_WINDOWS[windows]) : none('unknown');
  if (signal) return none(causeOfSignal(signal));
  if (draft.role === 'relayed') return none('passed-on');
  if (family === 'systemd' && exitStatus !== undefined && exitStatus >= SYSTEMD.CHDIR && exitStatus < 255)
    return likely(OF_SYSTEMD[exitStatus] ?? 'start-refused');
  if (code === 9009) return likely('not-found');
  const program = ofProgram(group);
  if (program) return program;
  if (exitStatus === 125 && family === 'docker') return none('start-refused');
  const cause = causeOfStatus(exitStatus);
  return cause === 'deadline' ? likely(cause) : none(cause);
}
