/** Go's runtime, os/exec and go test. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';
import { SIGNAL_WORDS_OF_C } from '../signal-in.ts';

export const go: Recogniser = {
  family: 'go',
  rules: [
    rule(
      new RegExp(
        `^\\S{0,300}?\\/(?<process>[\\w.+-]{1,60}): signal: (?<signal>${SIGNAL_WORDS_OF_C})\\b(?: \\((?<core>core dumped)\\))?`,
        'gi',
      ),
      { weakReason: true },
    ),
    rule(
      new RegExp(
        `\\bsignal: (?:SIG)?(?<signal>${SIGNAL_WORDS_OF_C})\\b(?: \\((?<core>core dumped)\\))?`,
        'gi',
      ),
      {
        weakReason: true,
      },
    ),
    rule(/^(?<signal>SIG(?:ABRT|QUIT|SEGV|BUS|FPE|ILL)): [a-z]/g, {
      role: 'detail-or-alone',
      words: ['sigabrt: ', 'sigquit: ', 'sigsegv: ', 'sigbus: ', 'sigfpe: ', 'sigill: '],
    }),
    rule(/\[signal (?<signal>SIG[A-Z]+): /g, { role: 'detail-or-alone' }),
    // A package, not the file of a test.
    rule(/^FAIL\s+(?<step>[\w.-]{1,200}\/[\w./-]{1,300})(?=\s|$)(?<!\.(?:[jt]sx?|mjs|py|rb|php))/g, {
      role: 'detail',
    }),
    rule(/\bpanic: (?<reason>test timed out) after \S/g, {
      kind: 'event',
      cause: 'deadline',
      role: 'detail-or-alone',
    }),
  ],
};
