/** supervisord, pm2, foreman and its kin, s6, runit, monit, and the servers that watch their own workers. */

import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

export const supervisors: Recogniser = {
  family: 'supervisors',
  rules: [
    // supervisord, supervisor/process.py and options.py.
    rule(
      /exited: (?<container>[\w:.@-]{1,200}) \((?:exit status (?<code>-?\d+)|terminated by (?<signal>SIG\w+)(?: \((?<core>core dumped)\))?)/g,
    ),
    rule(
      /stopped: (?<container>[\w:.@-]{1,200}) \((?:exit status (?<code>-?\d+)|terminated by (?<signal>SIG\w+))/g,
    ),
    rule(/gave up: (?<container>[\w:.@-]{1,200}) entered (?<reason>FATAL) state/g),
    rule(/^(?<container>[\w:.@-]{1,200})\s{2,}(?<reason>FATAL|BACKOFF)\s{2,}Exited too quickly/g),
    // pm2, lib/God.js.
    rule(
      /App \[(?<container>[^\]]{1,100})\] (?:with id \[\d+\] and pid \[\d+\], )?exited with code \[(?<code>-?\d+)\] via signal \[(?:null|(?<signal>SIG\w+))\]/g,
    ),
    // foreman, honcho, overmind: `12:00:01 web.1  | exited with code 137`.
    rule(
      /(?<container>[\w.-]{1,80}?)\s{0,30}\| (?:exited with code (?<code>-?\d+)|terminated by (?<signal>SIG\w+)|Exited with code (?<codeB>\d+)|Process exited with (?:signal (?<signalB>\d+)|code (?<codeC>\d+)))/g,
      { words: ['| exited with', '| terminated by', '| process exited'] },
    ),
    // s6: the finish script's arguments; 256 stands for a signal.
    rule(/Service (?<container>[\w.-]+) exited with code (?<code>\d+) \(by signal (?:0|(?<signal>\d+))\)/g),
    rule(
      /Service '(?<container>[\w.-]+)' \(pid \d+\) (?:exited with status (?<code>\d+)|received signal (?<signal>\d+))/g,
    ),
  ],
};

export const servers: Recogniser = {
  family: 'servers',
  rules: [
    // nginx, src/os/unix/ngx_process.c.
    rule(
      /(?<step>(?:worker|cache (?:manager|loader)|helper|unknown|privileged agent) process)(?: \d+)? exited on signal (?<signal>\d+)(?: \((?<core>core dumped)\))?/g,
    ),
    rule(
      /(?<step>(?:worker|cache (?:manager|loader)|helper) process)(?: \d+)? exited with (?:fatal )?code (?<code>\d+)/g,
    ),
    rule(/child pid \d+ exit signal [\w ]{1,40}\((?<signal>\d+)\)(?:, possible (?<coreB>coredump))?/g, {
      container: 'child',
      naming: 'step',
    }),
    rule(
      /child \d+(?: \([^)]{1,80}\))? exited (?:on|with) signal (?<signal>\d+) \(SIG\w+(?: - (?<core>core dumped))?\)/g,
      { container: 'child', naming: 'step' },
    ),
    // PostgreSQL, src/backend/postmaster/postmaster.c.
    rule(
      /(?<step>[\w ]{3,60}? (?:process|backend)|(?:parallel |logical replication |background |autovacuum )?(?:worker|launcher)(?: "[^"]{1,60}")?) \(PID \d+\) was terminated by (?:signal (?<signal>\d+)(?:: [A-Z][\w /]{1,40})?|exception (?<code>0x[\dA-Fa-f]{8}))/g,
    ),
    rule(
      /(?<step>[\w ]{3,60}? (?:process|backend)|(?:parallel |logical replication |background )?worker(?: "[^"]{1,60}")?) \(PID \d+\) exited with exit code (?<code>\d+)/g,
    ),
    rule(/(?<step>mysqld|mariadbd|mongod) got (?:signal|exception) (?<signal>\d+)/g),
    rule(/(?<step>mysqld|mariadbd) got exception (?<code>0x[\da-f]+)/g),
    rule(/(?<step>Redis|Valkey|KeyDB) [\d.]{1,20} crashed by signal:? (?<signal>\d+)/g),
    rule(/Background (?:saving|AOF rewrite|transfer)(?: terminated)? by signal (?<signal>\d+)/g, {
      container: 'Redis',
      naming: 'step',
    }),
  ],
};
