/** What Windows itself and its shells print: event log, PowerShell, cmd.exe. */

import { ANY_NUMBER, rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

export const windows: Recogniser = {
  family: 'windows',
  rules: [
    rule(new RegExp(`[Ee]xception [Cc]ode:? ?${ANY_NUMBER}`, 'g')),
    rule(new RegExp(`异常代码:? ?${ANY_NUMBER}`, 'g')),
    rule(new RegExp(`(?:\\$LASTEXITCODE|%?ERRORLEVEL%?|LastExitCode)\\s?(?:=|:|is)?\\s?${ANY_NUMBER}`, 'g'), {
      words: ['lastexitcode', 'errorlevel'],
    }),
  ],
};
