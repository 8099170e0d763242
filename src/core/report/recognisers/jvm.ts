/** The JVM itself, Gradle, Maven Surefire. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

const JAVA = { container: 'java', naming: 'process' } as const;

export const jvm: Recogniser = {
  family: 'jvm',
  rules: [
    rule(/Process 'command '(?<step>[^']{1,400})'' finished with non-zero exit value (?<code>-?\d+)/g, {
      role: 'relays',
    }),
    rule(/Process '(?<step>[^']{1,400})' finished with non-zero exit value (?<code>-?\d+)/g, {
      role: 'relays',
    }),
    rule(/(?<reason>The forked VM terminated)(?: without (?:properly )?saying (?:properly )?goodbye)?/g),
    rule(/(?<reason>There was a (?:timeout or other )?error in the forked process)/g, { role: 'detail' }),
    rule(/(?<reason>Gradle build daemon disappeared unexpectedly)/g),
    // Ant.
    rule(/\b(?:Java|exec) returned: (?<code>-?\d{1,10})\b/g),
    rule(/^\[ERROR\] Process Exit Code: (?<code>-?\d+)/g, { reason: 'The forked VM terminated' }),
    rule(/(?:#|^)\s{0,8}(?<signal>SIG[A-Z]{2,6}) \(0x[\da-f]{1,8}\) at pc=0x/g, JAVA),
    rule(/siginfo: ?si_signo[:=] ?(?<signal>\d{1,2})\b/g, JAVA),
    rule(/#\s+(?<reason>EXCEPTION_ACCESS_VIOLATION) \((?<code>0xc0000005)\) at pc=/g),
  ],
};
