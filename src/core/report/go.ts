/** Go's runtime, os/exec and go test. */

import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';
import { SIGNAL_WORDS_OF_C } from './signal-in.ts';

export const go: Recogniser = {
  family: 'go',
  rules: [
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
      note: 'or-alone',
      words: ['sigabrt: ', 'sigquit: ', 'sigsegv: ', 'sigbus: ', 'sigfpe: ', 'sigill: '],
    }),
    rule(/^\[signal (?<signal>SIG[A-Z]+): /g, { note: 'or-alone' }),
    rule(/^FAIL\s+(?<step>[\w.-]+\/[\w./-]+)/g, { note: 'only' }),
  ],
};
