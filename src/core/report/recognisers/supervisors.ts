/** supervisord, pm2, foreman and its kin, s6, runit, monit. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

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
    rule(/gave up: (?<container>[\w:.@-]{1,200}) entered (?<reason>FATAL) state/g, {
      role: 'detail-or-alone',
    }),
    rule(
      /^(?<container>[\w:.@-]{1,200})\s{2,20}(?<reason>FATAL|BACKOFF)\s{2,20}(?=Exited too quickly|can't find command|command at|unknown error|supervisor: )/g,
      { words: ['fatal', 'backoff'], role: 'detail-or-alone' },
    ),
    // pm2, lib/God.js.
    rule(
      /App \[(?<container>[^\]]{1,100})\] (?:with id \[\d+\] and pid \[\d+\], )?exited with code \[(?<code>-?\d+)\] via signal \[null\]/g,
      { owner: 'node' },
    ),
    // Where no signal ended it, pm2 writes SIGINT: lib/God.js, `code || 0, signal || 'SIGINT'`.
    rule(
      /App \[(?<container>[^\]]{1,100})\] (?:with id \[\d+\] and pid \[\d+\], )?exited with code \[(?<code>[1-9]\d*)\] via signal \[SIGINT\]/g,
      { owner: 'node' },
    ),
    rule(
      /^[│ ]{0,4}\d{1,5} {1,6}│ (?<container>[\w.:@/-]{1,80}) {1,40}│.{1,200}?│ (?<reason>errored) {1,10}│/g,
    ),
    // The code beside a signal is a filler.
    rule(
      /App \[(?<container>[^\]]{1,100})\] (?:with id \[\d+\] and pid \[\d+\], )?exited with code \[(?<code>-?\d+)\] via signal \[(?<signal>SIG\w+)\]/g,
      { ownNumber: true },
    ),
    // foreman, honcho, overmind: `12:00:01 web.1  | exited with code 137`.
    rule(
      /(?<![\w.-])(?<container>[\w.-]{1,80}?)\s{0,30}\| (?:exited with code (?<code>-?\d+)|terminated by (?<signal>SIG\w+)|Exited with code (?<codeB>\d+)|Process exited with (?:signal (?<signalB>\d+)|code (?<codeC>\d+)))/g,
      { words: ['| exited with', '| terminated by', '| process exited'] },
    ),
    // honcho.
    rule(/(?<container>[\w.-]{1,80}) stopped \(rc=(?<code>-?\d{1,3})\)/g),
    // s6: the finish script's arguments; 256 stands for a signal.
    rule(
      /Service (?:(?<container>[\w.-]+) )?exited with code (?<code>\d+) \(by signal (?:0|(?<signal>\d+))\)/g,
    ),
    // s6-overlay: its scripts, its command, and what s6-rc says of a service.
    rule(
      /^(?:.{0,60}?\] )?(?<process>[\w./-]{1,100})(?::? exited (?<code>[1-9]\d{0,2})\.?| exited (?<codeB>0))$/g,
      { words: [' exited '] },
    ),
    rule(
      /unable to (?:start|stop) service (?<container>[\w.-]{1,100}): command (?:exited (?<code>\d{1,3})|crashed \(?(?:with )?signal (?<signal>\d{1,2}))/g,
    ),
    rule(
      /Service '(?<container>[\w.-]+)' \(pid \d+\) (?:exited with status (?<code>\d+)|received signal (?<signal>\d+))/g,
    ),
  ],
};
