/**
 * Events and kubelet lines: pkg/kubelet/{kuberuntime,prober,eviction,nodeshutdown,images,oom}, pkg/controller/{job,
 * deployment,tainteviction} and pkg/scheduler of https://github.com/kubernetes/kubernetes, 1.6 to 1.36.
 */

import { clue } from '../clue.ts';
import type { ClueRule } from '../clue.ts';

export const kubernetes: readonly ClueRule[] = [
  // Probes, in the words of today's kubelet, of those before 1.13, and of its log. A readiness probe ends nothing.
  clue('probe', 'any', 'all', /Container (?<about>[\w.-]{1,253}) failed (?:liveness|startup) probe/g),
  clue('probe', 'any', 'all', /Killing container with id \S{1,200}:Container failed liveness probe/g),
  clue('probe', 'any', 'all', /container "(?<about>[\w.-]{1,253})" is unhealthy, it will be killed/g),
  clue('probe', 'quit', 'all', /\b(?:Liveness|Startup) probe (?:failed|errored)\b/g, {
    words: ['liveness probe', 'startup probe'],
  }),
  clue('probe', 'stop', 'all', /"Probe failed" probeType="(?:Liveness|Startup)"/g),
  // Evictions.
  clue('evicted', 'any', 'all', /The node was low on resource: /g),
  clue('evicted', 'any', 'all', /The node had condition: \[/g),
  clue('evicted', 'any', 'all', /local storage usage exceeds the total limit/g),
  clue('evicted', 'any', 'all', /exceeded its local ephemeral storage limit/g),
  clue('evicted', 'any', 'all', /Usage of EmptyDir volume "[^"]{1,253}" exceeds the limit/g),
  clue('preempted', 'any', 'all', /\bPreempted by \S/g),
  clue('preempted', 'any', 'all', /Preempted in order to admit critical pod/g),
  clue('preempted', 'any', 'all', /preempting to accommodate a higher priority pod/g),
  clue('node-shutdown', 'any', 'all', /in response to imminent node shutdown/g),
  clue('node-shutdown', 'any', 'all', /Shutdown manager (?:detected|killing)/g),
  clue('node-lost', 'any', 'all', /which was running pod \S{1,253} is unresponsive/g),
  clue('node-lost', 'lost', 'all', /Pod sandbox changed, it will be killed and re-created/g),
  clue('deadline', 'any', 'all', /active on the node longer than the specified deadline/g),
  // Memory.
  clue('memory-node', 'kill', 'all', /System OOM encountered/g),
  clue('memory', 'kill', 'all', /Created an OOM event in container/g),
  clue('memory', 'kill', 'all', /\bOOM[Kk]illing\b.{0,200}?Kill(?:ed)? process/g),
  // Stops.
  clue('stop', 'quit', 'all', /\bStopping container (?<about>[\w.-]{1,253})/g),
  clue('stop', 'stop', 'all', /Killing container with id \S{1,200}:Need to kill Pod/g),
  clue('stop', 'stop', 'all', /Killing container with id [^:\s]{1,200}(?::\/\/\S{1,200})?\s*$/g),
  clue('stop', 'stop', 'all', /Scaled down replica set /g),
  clue('stop', 'stop', 'all', /\bSuccessfulDelete\b.{0,200}?Deleted pod: /g),
  clue('stop', 'stop', 'all', /Container (?<about>[\w.-]{1,253}) definition changed, will be restarted/g),
  clue(
    'stop',
    'stop',
    'below',
    /^\s{0,8}(?:\$|#|PS [^>]{0,80}>)? ?(?:kubectl|oc) (?:delete (?:pods?|po)\b|rollout restart\b|scale\b)/g,
    {
      words: ['kubectl ', 'oc '],
    },
  ),
  // Hooks.
  clue('hook', 'stop', 'all', /\bFailedP(?:ostStart|reStop)Hook\b/g, {
    words: ['failedpoststarthook', 'failedprestophook'],
  }),
  clue('hook', 'any', 'all', /Exec lifecycle hook \(.{1,300}?\) for Container "(?<about>[\w.-]{1,253})"/g),
  clue('hook', 'stop', 'all', /\b(?:PostStart|PreStop)Hook failed/g, { words: ['hook failed'] }),
  // What keeps a container from being made.
  clue(
    'config-missing',
    'waiting',
    'all',
    /\b(?:secret|configmap|serviceaccount) "[^"]{1,253}" not found/gi,
    {
      words: ['" not found'],
    },
  ),
  clue('config-missing', 'waiting', 'all', /references non-existent (?:secret|config) key/g, {
    words: ['references non-existent'],
  }),
  clue('config-missing', 'waiting', 'all', /couldn't find key .{1,253}? in (?:Secret|ConfigMap)/g),
  clue('start-refused', 'waiting', 'all', /container has runAsNonRoot and /g),
  clue('start-refused', 'waiting', 'all', /container's runAsUser breaks non-root policy/g),
  clue('image', 'waiting', 'all', /Failed to (?:apply default image tag|inspect image|pull image) /g, {
    words: ['failed to apply default image', 'failed to inspect image', 'failed to pull image'],
  }),
  clue('image', 'waiting', 'all', /Back-off pulling image /g),
  clue('image', 'waiting', 'all', /is not present with pull policy of Never/g),
  clue('mount', 'waiting', 'all', /MountVolume\.\w{1,40} failed for volume/g),
  clue('mount', 'waiting', 'all', /Unable to (?:attach or )?mount volumes/g, { words: ['mount volumes'] }),
  clue('mount', 'waiting', 'all', /AttachVolume\.Attach failed/g),
];
