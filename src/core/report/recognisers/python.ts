/** CPython's subprocess and multiprocessing, pytest-xdist. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

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
      /<(?:Fork|Spawn|ForkServer)?Process(?:\((?<process>[^,)]{1,60})(?=[,)])|[^>]{0,100}?name='(?<processB>[^']{1,60})').{0,100}? stopped.{0,40}?exitcode=(?:-?(?<signal>SIG\w+)|(?<code>-?\d+))/g,
    ),
    rule(
      /Fatal Python error: (?<signal>Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception|Floating-point exception)/g,
      { weakReason: true },
    ),
    // tox 4, src/tox/session/cmd/run/common.py and execute/local_sub_process.
    rule(/(?<step>[\w.-]{1,80}): exit (?<code>-?\d{1,3}) \(\d{1,7}\.\d\d seconds\) /g),
    rule(/(?<step>[\w.-]{1,80}): FAIL code (?<code>-?\d{1,3}) \(/g, { role: 'relays' }),
    // pytest-xdist, src/xdist/dsession.py.
    rule(/\[(?<process>gw\d+)\] (?<reason>node down: Not properly terminated)/g, { weakReason: true }),
    rule(/(?<reason>worker '(?<process>gw\d+)' crashed)/g, { role: 'detail-or-alone' }),
  ],
};
