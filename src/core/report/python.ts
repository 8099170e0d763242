/** CPython's subprocess and multiprocessing, pytest-xdist, gunicorn, uWSGI, Celery, Airflow, PyTorch. */

import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

export const python: Recogniser = {
  family: 'python',
  rules: [
    rule(
      /Command '\[?['"](?<command>[^'"]{1,300})['"](?:, .{0,1500}?)?\]?' died with <Signals\.\w+: (?<signal>\d+)>/g,
    ),
    rule(/died with <Signals\.\w+: (?<signal>\d+)>/g),
    rule(/retcode ?[:=] ?(?<code>-?\d{1,10})\b/g),
    rule(
      /DataLoader worker \(pid\(?s?\)? [\d, ]{1,60}\) (?:is killed by signal|exited unexpectedly)(?: with exit code (?<code>\d+)|: (?<signal>[\w ]{1,40}?)(?=\.|\s*$))?/g,
      { container: 'DataLoader worker', naming: 'step', weakReason: true },
    ),
    rule(
      /(?<reason>BrokenProcessPool|(?<!BrokenProcessPool: )A process in the process pool was terminated abruptly|A worker process managed by the executor was unexpectedly terminated)/g,
      { words: ['brokenprocesspool', 'terminated abruptly', 'unexpectedly terminated'] },
    ),
    rule(/\bWorker with PID \d+ exited unexpectedly \(code (?<code>-?\d+)\)/g, {
      container: 'worker',
      naming: 'step',
    }),
    rule(
      /<(?:Fork|Spawn|ForkServer)?Process(?:\((?<process>[^,)]{1,60})|[^>]{0,100}?name='(?<processB>[^']{1,60})').{0,100}? stopped.{0,40}?exitcode=(?:-?(?<signal>SIG\w+)|(?<code>-?\d+))/g,
    ),
    rule(
      /Fatal Python error: (?<signal>Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception|Floating-point exception)/g,
      { weakReason: true },
    ),
    // pytest-xdist, src/xdist/dsession.py.
    rule(/\[(?<process>gw\d+)\] (?<reason>node down: Not properly terminated)/g),
    rule(/(?<reason>worker '(?<process>gw\d+)' crashed)/g, { note: 'or-alone' }),
  ],
};

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
