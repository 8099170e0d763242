/** Servers and schedulers that run Python in workers: gunicorn, uWSGI, Celery, Airflow, PyTorch. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

/** Workers are kept apart by their process ids. */
const WORKER = { container: 'worker (pid $)', naming: 'process' } as const;

export const workers: Recogniser = {
  family: 'workers',
  rules: [
    // gunicorn, gunicorn/arbiter.py.
    rule(
      /Worker \(pid:(?<id>\d+)\) was sent (?<signal>SIG\w+)!(?: (?<reason>Perhaps out of memory\?))?/g,
      WORKER,
    ),
    rule(/Worker \(pid:(?<id>\d+)\) was sent code (?<code>\d+)/g, WORKER),
    rule(/Worker \(pid:(?<id>\d+)\) exited with code:? (?<code>\d+)/g, WORKER),
    rule(/Worker with pid (?<id>\d+) was terminated due to signal (?<signal>\d+)/g, WORKER),
    rule(/(?<reason>WORKER TIMEOUT) \(pid:(?<id>\d+)\)/g, {
      ...WORKER,
      kind: 'event',
      cause: 'deadline',
      role: 'detail-or-alone',
    }),
    rule(/(?<reason>Worker failed to boot)/g),
    // uWSGI, core/master_utils.c.
    rule(/DAMN ! (?<process>worker \d+) \(pid: \d+\) died, killed by signal (?<signal>\d+)/g),
    // billiard and Celery.
    rule(/(?<reason>WorkerLostError)\W.{0,80}?(?:exitcode:? ?(?<code>-?\d+)|signal (?<signal>\d+) \(\w+\))/g),
    rule(/[Ww]orker exited prematurely:? \(?(?:exitcode:? ?(?<code>-?\d+)|signal (?<signal>\d+) \(\w+\))/g),
    rule(
      /Process '(?<process>[^']{1,80})' pid:\d+ exited with '(?:signal (?<signal>\d+) \(\w+\)|exitcode (?<code>-?\d+))'/g,
    ),
    rule(/Hard time limit \(\d+s\) exceeded for (?<step>\S+)/g, {
      kind: 'event',
      reason: 'TimeLimitExceeded',
      cause: 'deadline',
      role: 'detail-or-alone',
    }),
    // Airflow, task_runner and local_task_job_runner.py.
    rule(/(?<container>Task) received SIGTERM signal/g, {
      signal: 'SIGTERM',
      reason: 'Task received SIGTERM signal',
    }),
    rule(
      /(?<container>[Tt]ask) exited with return code (?:Negsignal\.(?<signal>SIG\w+)|(?<code>-?\d{1,3})\b)/g,
    ),
    rule(/(?:return code |exit_code=<)Negsignal\.(?<signal>SIG\w+)/g),
    // Airflow 3, the supervisor of the task SDK.
    rule(/Process terminated by signal\.\s.{0,200}?\bsignal"?[=:] ?-?(?<signal>\d{1,2})\b/g),
    rule(/Received SIGTERM\. Terminating subprocesses/g, { signal: 'SIGTERM', role: 'detail' }),
    // torch.distributed.elastic, multiprocessing/errors and api.py.
    rule(/failed \(exitcode: (?<code>-?\d+)\) local_rank: (?<id>\d+) \(pid: \d+\)/g, {
      container: 'local_rank $',
      naming: 'step',
    }),
    rule(/exitcode\s{0,6}: (?<code>-?\d+) \(pid: \d+\)/g),
    rule(/Signal (?<signal>\d+) \(SIG\w+\) received by PID \d+/g),
    // Ray, src/ray/protobuf/common.proto: the line goes on with what could have been the reason.
    rule(/\bWorker exit type: (?<reason>NODE_OUT_OF_MEMORY)\b.{0,1900}/g, {
      signal: 'SIGKILL',
      cause: 'memory-node',
    }),
    rule(
      /\b(?:Worker exit type: (?<reason>SYSTEM_ERROR|USER_ERROR)\b|(?<reasonB>Raylet is terminated): ).{0,1900}/g,
      { words: ['worker exit type', 'raylet is'] },
    ),
    rule(/Task was (?<reason>killed due to the node running low on memory)/g, {
      signal: 'SIGKILL',
      cause: 'memory-node',
    }),
    // Erlang's runtime ends with its first process.
    rule(/(?<reason>Kernel pid terminated) \((?<process>\w{1,40})\)/g, {
      role: 'detail-or-alone',
      cause: 'own-code',
    }),
    rule(/^(?<process>[\w./-]{1,200}) FAILED\s*$/g, { role: 'detail' }),
  ],
};
