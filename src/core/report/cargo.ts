/** cargo and what runs below it. */

import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

export const cargo: Recogniser = {
  family: 'cargo',
  rules: [
    rule(
      /[Pp]rocess (?:didn't|did not) exit successfully: [`'"](?<step>[^`"]{1,1500})[`'"] \(signal: (?<signal>\d+)(?:, \w+(?:: [\w ]+)?)?(?: \((?<core>core dumped)\))?\)?/g,
    ),
    rule(
      /[Pp]rocess (?:didn't|did not) exit successfully: [`'"](?<step>[^`"]{1,1500})[`'"] \(exit (?:code|status): (?<code>-?(?:0x[\da-f]+|\d+))(?:, (?<reason>\w+))?\)/g,
      { passesOn: true },
    ),
    rule(
      /[Pp]rocess (?:didn't|did not) exit successfully: .{0,600}?\((?:exit (?:code|status): (?<code>-?(?:0x[\da-f]+|\d+)))\)/g,
    ),
  ],
};
