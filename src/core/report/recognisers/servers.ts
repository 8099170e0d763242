/** Servers that watch their own workers: nginx, Apache, PHP-FPM, PostgreSQL, MySQL, Redis. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

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
      /(?<process>child \d+)(?: \([^)]{1,80}\))? exited (?:on|with) signal (?<signal>\d+) \(SIG\w+(?: - (?<core>core dumped))?\)/g,
    ),
    rule(/(?<process>child \d+)(?: \([^)]{1,80}\))? exited with code (?<code>\d{1,3}) after/g),
    // Workerman gives the raw wait status of waitpid(2).
    rule(/worker\[(?<container>[\w.-]{1,80}):\d{1,10}\] exit with status (?<signal>[1-9]|[12]\d|3[01])\b/g),
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
