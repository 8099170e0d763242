/** npm, yarn, pnpm, lerna, turbo, and errors of Node's child_process. https://github.com/npm/run-script */

import type { Draft } from '../finding.ts';
import type { Paste } from '../paste.ts';
import { codeOf, rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

/** They run commands and end as those end, or with 1. */
const PASSES = { role: 'relays' } as const;

const NPM =
  '(?:npm (?:ERR!|error)|(?:^|\\s)\\d+ (?:error|verbose)(?: stack)?|verbose stack|(?:^|\\s)(?:error|stack))';

/** An error of child_process as util.inspect prints it: the code, and below it whether and by what it was killed. */
function* scan(paste: Paste): Generator<Draft | undefined> {
  for (const found of paste.matching(
    /\b(?:code|status|exitCode): \d{1,10},[\s>|]{1,20}(?:killed|signal): /g,
  )) {
    yield;
    const code = codeOf(/(?:code|status|exitCode): (\d{1,10})/.exec(found?.text ?? '')?.[1]);
    if (found && code !== undefined) yield { line: found.number, code };
  }
}

export const node: Recogniser = {
  family: 'node',
  scan,
  rules: [
    rule(/(?:npm (?:ERR!|error)|\berror) code (?<reason>ELIFECYCLE)/g, { role: 'detail' }),
    rule(/(?<reason>ELIFECYCLE)\W{1,12}Command failed(?: with exit code (?<code>\d+))?/g, PASSES),
    rule(new RegExp(`${NPM} errno (?<code>\\d+)\\b`, 'g'), PASSES),
    rule(/npm (?:ERR!|error) code (?<code>\d+)\s*$/g, PASSES),
    rule(
      /\bCommand "(?<step>[^"]{1,300})" exited with (?:(?<signal>SIG[A-Z0-9]{2,6})|(?<code>\d{1,3})\b)/g,
      PASSES,
    ),
    rule(/\bhusky - (?<step>[\w-]{1,40}) script failed \(code (?<code>\d{1,3})\)/g, PASSES),
    rule(/\[nodemon\] (?<reason>app crashed)/g, { role: 'lone' }),
    rule(/npm (?:ERR!|error) signal (?<signal>SIG\w+)/g),
    rule(/npm (?:ERR!|error) Lifecycle script `(?<step>[^`]{1,100})` failed with error/g, { role: 'detail' }),
    rule(/Returned: code: (?<code>\d+)\s+signal: (?:null|(?<signal>SIG\w+))/g),
    rule(/Returned: code: null\s+signal: (?<signal>SIG\w+)/g),
    rule(/verbose (?:exit|code) \[? ?(?<code>\d+)(?:, true \])?/g, PASSES),
    rule(/Command failed with (?:exit code (?<code>-?\d+)|signal "?(?<signal>SIG\w+)"?)/g, PASSES),
    rule(/Command was killed with (?<signal>SIG\w+)(?: \([^()]{1,60}\))?/g),
    rule(/lerna ERR! .{1,200}? exited (?<code>\d+) in '(?<step>[^']{1,200})'/g, PASSES),
    rule(
      /(?<![@\w./-])(?<step>[@\w./-]{1,200}#\w[\w:-]{0,60}): command .{1,300}? exited \((?<code>-?\d+)\)/g,
      PASSES,
    ),
    rule(/(?<reason>JavaScript heap out of memory)/g, { signal: 'SIGABRT', role: 'detail-or-alone' }),
    rule(
      /\b(?:exit|exited|terminated|closed)\b.{0,60}?\b(?:code|exitCode)[:=]? ?null,? (?:and )?signal[:=]? ?"?(?<signal>SIG\w+)/g,
    ),
    rule(
      /A jest worker process \(pid=(?<id>\d+)\) was terminated by another process: signal=(?<signal>SIG\w+), exitCode=(?:null|(?<code>\d+))/g,
      {
        container: 'jest worker (pid $)',
        naming: 'process',
      },
    ),
    rule(/terminated by another process: signal=(?<signal>SIG\w+)/g),
    // segfault-handler, a module of npm.
    rule(/\bPID \d{1,10} received (?<signal>SIG\w+) for address/g),
    // Electron gives the raw wait status of its child.
    rule(/Reason: (?<reason>crashed|killed), Exit Code: (?<signal>[1-9]|[12]\d|3[01])\b/gi, {
      container: 'renderer',
      naming: 'step',
    }),
    rule(/npm (?:ERR!|error) \S{1,200}@\S{1,60} [\w:-]{1,60}: `(?<step>[^`]{1,300})`/g, { role: 'detail' }),
    rule(/npm (?:ERR!|error) code (?<reason>E[A-Z\d]{3,20})\b/g, { role: 'detail' }),
    // In either order, however it is spaced: jest, Electron's and others' logs of `exit` events.
    rule(
      /\bexit ?[cC]ode ?[=:] ?(?:null|undefined|(?<code>\d{1,10})),.{0,60}?\bsignal ?[=:] ?["']?(?<signal>SIG[A-Z0-9]{2,6})/g,
    ),
    rule(
      /\bsignal ?[=:] ?["']?(?<signal>SIG[A-Z0-9]{2,6})["']?,.{0,40}?\bexit ?[cC]ode ?[=:] ?(?:null|undefined|(?<code>\d{1,10}))/g,
    ),
    rule(/\bcode: (?<code>\d{1,10}),(?: killed: \w+,)? signal: null\b/g),
    rule(/\b(?:status|code): null,.{0,40}? signal: '(?<signal>SIG\w+)'/g),
    rule(/^\s*signal: '(?<signal>SIG\w+)'/g),
    rule(/(?:^|\] )(?<step>.{1,200}?) exited with code (?<signal>SIG\w+)/g),
  ],
};
