/** cargo and what runs below it. */

import type { Draft } from '../finding.ts';
import type { Paste } from '../paste.ts';
import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';
import { signalIn } from '../signal-in.ts';

/** Build scripts have one path for all packages: which one it was stands in the line above. */
function* scan(paste: Paste): Generator<Draft | undefined> {
  let container: string | undefined;
  for (const found of paste.matching(
    /failed to run custom build command for `|process didn't exit successfully: `[^`\n]{1,1000}build-script-\w{1,40}` \(signal: \d/g,
  )) {
    yield;
    if (!found) continue;
    const { number, text } = found;
    const named = /failed to run custom build command for `([^`\s]{1,200})/.exec(text)?.[1];
    if (named !== undefined) container = named;
    const signal = signalIn(/\(signal: (\d{1,2})/.exec(text)?.[1] ?? '');
    if (signal && container !== undefined)
      yield { line: number, signal: signal.name, container, naming: 'process' };
  }
}

export const cargo: Recogniser = {
  family: 'cargo',
  scan,
  rules: [
    // How Rust's own ExitStatus is printed, as words and for debugging.
    rule(
      /(?<!pid: \d{1,7}, status: )\b(?:signal: (?<signal>\d{1,2}) \(SIG[A-Z\d]{2,6}\)|status: signal: (?<signalB>\d{1,2})\b(?! \(SIG))(?: \((?<core>core dumped)\))?/g,
      {
        words: ['signal: '],
      },
    ),
    rule(
      /could not compile [`'"](?<step>[^`'"\n]{1,100})[`'"].{0,200}?\(signal: (?<signal>\d{1,2})(?:, SIG[A-Z\d]{2,6})?(?:: [\w ]{1,40})?\)?/g,
    ),
    rule(/unix_wait_status\((?<signal>[1-9]|[12]\d|3[01])\)/g),
    rule(/unix_wait_status\((?<code>1[2-5]\d)\)/g),
    rule(
      /[Pp]rocess (?:didn't|did not) exit successfully: [`'"](?<step>[^`"]{1,1500})[`'"] \(signal: (?<signal>\d+)(?:, \w+(?:: [\w ]+)?)?(?: \((?<core>core dumped)\))?\)?/g,
    ),
    rule(
      /[Pp]rocess (?:didn't|did not) exit successfully: [`'"](?<step>[^`"]{1,1500})[`'"] \(exit (?:code|status): (?<code>-?(?:0x[\da-f]+|\d+))(?:, (?<reason>\w+))?\)/g,
      { role: 'relays' },
    ),
    rule(
      /[Pp]rocess (?:didn't|did not) exit successfully: .{0,600}?\((?:exit (?:code|status): (?<code>-?(?:0x[\da-f]+|\d+)))\)/g,
    ),
  ],
};
