/** Which of Kubernetes' words say what. The words themselves are in ../reasons.ts. */

import { reasonByName } from '../tables/reasons.ts';

/** Every container passes through these; nothing is wrong yet. */
export const HARMLESS_WAITING: ReadonlySet<string> = new Set(['', 'ContainerCreating', 'PodInitializing']);

/** Pod `status.reason`, and the table's STATUS, of a pod that was put away rather than failed. */
const POD =
  /^(?:Evicted|Preempting|Terminated|NodeShutdown|Shutdown|DeadlineExceeded|NodeLost|Node(?:Affinity|Name|Ports)|TaintToleration|OutOf[\w-]+|UnexpectedAdmissionError|Invalid(?:NodeInfo)|PodOS\w+|TopologyAffinityError)$/;

export function isPodReason(text: string): boolean {
  return POD.test(text);
}

/** `state.terminated.reason`: comes with an exit code, whether or not the paste shows it. */
const TERMINATED =
  /^(?:Completed|Error|OOMKilled|StartError|ContainerCannotRun|Unknown|ContainerStatusUnknown|RestartingAllContainers|seccomp killed)$/;

/** What a status word of Kubernetes says: an ending, a wait or an event; undefined for a word that says nothing wrong. */
export function kindOfReason(text: string): 'ended' | 'waiting' | 'event' | undefined {
  const word = text.replace(/^Init:/, '');
  if (HARMLESS_WAITING.has(word)) return undefined;
  if (isPodReason(word)) return 'event';
  if (TERMINATED.test(word)) return 'ended';
  if (
    /^(?:Start|Run|Create|Kill|Post|Pre|Config|Err|Image|Crash)\w*(?:Error|BackOff|Pull|NeverPull)$/.test(
      word,
    )
  )
    return 'waiting';
  return reasonByName(word)?.source === 'kubernetes' ? 'waiting' : undefined;
}
