/** The sentences that most tools share: something exited, with a number; something got a signal. Asked last. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

/** Not a version, a time, a size, a duration or a path. */
/** A link or the name of a file: what looks like an ending there is none. */
const NUMBER =
  '[\'"`(\\[]{0,2}(?<code>(?:(?<!\\w)-)?(?:0[xX][\\da-fA-F]{1,8}|\\d{1,10}))\\b(?![.:/,-]\\d|[%\\w/]|\\.(?:txt|log|md|html?|png|zip)\\b|\\s(?:(?:usually|typically|often|generally|normally|may|might|could|can) \\w{2,20}|means|indicates|implies|if|when)\\b|\\s=\\s)';
const LINK = '(?:\\s{0,12}(?:of|is|was|:|=|->))?\\s{0,6}';
const HOW = '(?: (?:unexpectedly|prematurely|abnormally|early))?';

export const prose: Recogniser = {
  family: 'prose',
  rules: [
    rule(
      new RegExp(
        `(?<!=)\\bexit(?:ed|ing|s)?${HOW},?(?: ?\\(| with| by)?(?: an?| the)?(?: non-?zero)?(?: exit| return| error)?[ _-]?(?:code|status|value)(?: exit status)?${LINK}${NUMBER}`,
        'gi',
      ),
      { words: ['exit'] },
    ),
    rule(
      new RegExp(
        `\\b(?:terminated|finished|completed|failed|stopped|ended|died|quit|crashed|ends)${HOW},? with(?: an?| the)?(?: non-?zero)?(?:(?: exit| return| error)?[ _-]code|(?: exit| return)[ _-](?:status|value))${LINK}${NUMBER}`,
        'gi',
      ),
      { words: [' with'] },
    ),
    rule(new RegExp(`\\b(?:return|result|termination)[ _-]?(?:code|status|value)${LINK}${NUMBER}`, 'gi'), {
      words: ['return', 'result', 'termination'],
    }),
    rule(
      new RegExp(
        `\\breturn(?:ed|s)?(?: with)?(?: an?)?(?: non-?zero)?(?: exit| error)? (?:code|value|status)${LINK}${NUMBER}`,
        'gi',
      ),
      {
        words: ['return'],
      },
    ),
    rule(new RegExp(`\\bexit(?:ed|ing) with ${NUMBER}`, 'gi'), { words: ['exited with', 'exiting with'] }),
    rule(
      /\b(?:terminated|killed|exited|died|crashed|stopped|interrupted|exiting|failed|aborted|ended|finished)(?: (?:abnormally|unexpectedly))?(?: (?:by|with|on|due to|from|via|because of))?(?: an?| the)?(?: receipt of)?(?: fatal)? signal:? ?(?:number )?['"`(]?(?<signal>\d{1,2}|SIG[A-Z0-9+-]{2,9})\b(?:.{0,40}?\((?<core>core dumped)\))?/gi,
    ),
    rule(
      /\b(?:received|got|caught) (?:fatal )?signal:? ?(?<signal>\d{1,2}|SIG(?:SEGV|ABRT|BUS|ILL|FPE|KILL|TRAP|SYS))\b/gi,
    ),
    // gdb prints the status in octal.
    rule(/\[Inferior \d{1,4} \(process \d{1,10}\) exited with code (?<octal>[0-7]{1,3})\]/g),
    rule(/Process terminating with default action of signal (?<signal>\d{1,2})\b/g),
    // Android's libc and debuggerd, in logcat and tombstones; and whoever writes so of a fault.
    rule(
      /\b(?:Fatal s|s)ignal (?<signal>\d{1,2}) \(SIG(?:\w{2,6}\), code|(?:SEGV|ABRT|BUS|ILL|FPE|TRAP|SYS)\))(?:.{0,200}?, pid \d{1,10} \((?<process>[\w.:-]{1,100})\))?/g,
    ),
    // The shortest way to write of a signal's status.
    rule(/(?<=[(:,|] ?)\bexit \*{0,2}(?<code>12[4-9]|1[3-9]\d|2[0-5]\d)\b\*{0,2}(?=[,);])/g),
    // curl tells its number with the message, tool_operate.c.
    rule(/\bcurl: \((?<code>[1-9]\d{0,2})\) /g, {
      container: 'curl',
      naming: 'command',
      owner: 'curl',
      role: 'detail-or-alone',
    }),
    // rsync, log.c: its own number, whatever the connection ended with.
    rule(/\brsync error: .{1,200}? \(code (?<code>\d{1,3})\) at /g, {
      container: 'rsync',
      naming: 'command',
    }),
    // Perl's `$?` as scripts print it: below 128 it is the signal.
    rule(/\bfailed: (?<signal>[1-9]|[12]\d|3[01]) at \S{1,300} line \d{1,7}\./g),
    rule(
      /(?<!=\s{0,3}\d{1,3}\s{0,3}\()\b(?:killed|terminated|exited|died|crashed|aborted)(?: \w{4,20})? (?:by|with|on|from)(?: an?)? (?<signal>SIG[A-Z0-9]{2,6})\b/gi,
      { words: [' sig'] },
    ),
  ],
};
