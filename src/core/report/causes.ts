/** Why something did not get as far as running. */
export const NOT_STARTED = [
  'not-found',
  'not-executable',
  'wrong-platform',
  'bad-interpreter',
  'missing-library',
  'workdir',
  'mount',
  'start-refused',
] as const;

/** Why something ended, as a closed vocabulary. The rules that find a cause live here in the core; its words are content. */
export const CAUSES = [
  'memory-limit',
  'memory-node',
  'memory',
  'probe',
  'stop',
  'stop-timeout',
  'evicted',
  'preempted',
  'node-shutdown',
  'node-lost',
  'record-lost',
  'deadline',
  'cancelled',
  ...NOT_STARTED,
  'config-missing',
  'image',
  'unschedulable',
  'sandbox',
  'hook',
  'crash',
  'abort',
  'uncaught',
  'own-code',
  'success',
  'pipe',
  'signal-other',
  'killed',
  'passed-on',
  'unknown',
] as const;

export type Cause = (typeof CAUSES)[number];
