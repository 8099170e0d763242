/** Servers and schedulers that run Python in workers: gunicorn, uWSGI, Celery, Airflow, PyTorch. */

import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

export const workers: Recogniser = {
  family: 'workers',
  rules: [
    // gunicorn, gunicorn/arbiter.py.
    rule(/Worker \(pid:\d+\) was sent (?<signal>SIG\w+)!(?: (?<reason>Perhaps out of memory\?))?/g, {
      container: 'worker',
      naming: 'step',
    }),
    rule(/Worker \(pid:\d+\) was sent code (?<code>\d+)/g, { container: 'worker', naming: 'step' }),
    rule(/Worker \(pid:\d+\) exited with code:? (?<code>\d+)/g, { container: 'worker', naming: 'step' }),
    rule(/Worker with pid \d+ was terminated due to signal (?<signal>\d+)/g, {
      container: 'worker',
      naming: 'step',
    }),
    rule(/(?<reason>WORKER TIMEOUT) \(pid:\d+\)/g, { kind: 'event', container: 'worker', naming: 'step' }),
    rule(/(?<reason>Worker failed to boot)/g),
    // uWSGI, core/master_utils.c.
    rule(/DAMN ! (?<step>worker \d+) \(pid: \d+\) died, killed by signal (?<signal>\d+)/g),
    // billiard and Celery.
    rule(/(?<reason>WorkerLostError)\W.{0,80}?(?:exitcode:? ?(?<code>-?\d+)|signal (?<signal>\d+) \(\w+\))/g),
    rule(/[Ww]orker exited prematurely:? \(?(?:exitcode:? ?(?<code>-?\d+)|signal (?<signal>\d+) \(\w+\))/g),
    rule(
      /Process '(?<process>[^']{1,80})' pid:\d+ exited with '(?:signal (?<signal>\d+) \(\w+\)|exitcode (?<code>-?\d+))'/g,
    ),
    rule(/Hard time limit \(\d+s\) exceeded for (?<step>\S+)/g, {
      kind: 'event',
      reason: 'TimeLimitExceeded',
    }),
    // Airflow, task_runner and local_task_job_runner.py.
    rule(/(?<reason>Task received SIGTERM signal)/g, { signal: 'SIGTERM' }),
    rule(/return code Negsignal\.(?<signal>SIG\w+)/g),
    rule(/Received SIGTERM\. Terminating subprocesses/g, { signal: 'SIGTERM', note: 'only' }),
    // torch.distributed.elastic, multiprocessing/errors and api.py.
    rule(/exitcode\s{0,6}: (?<code>-?\d+) \(pid: \d+\)/g),
    rule(/Signal (?<signal>\d+) \(SIG\w+\) received by PID \d+/g),
    rule(/^(?<step>[\w./-]{1,200}) FAILED\s*$/g, { note: 'only' }),
  ],
};
