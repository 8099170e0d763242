/** CI services: GitHub Actions, GitLab, Jenkins, CircleCI, Azure Pipelines, Travis, Bitbucket, Buildkite, Drone. */

import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

export const ci: Recogniser = {
  family: 'ci',
  rules: [
    // What a service says when a step is over: the number is the one of the last command.
    rule(/Process completed with exit code (?<code>-?\d+)/g, { passesOn: true }),
    rule(/script returned exit code (?<code>-?\d+)/g, { passesOn: true }),
    rule(/Exited with code exit status (?<code>\d+)/g, { passesOn: true }),
    rule(/Job failed: exit (?:code|status) (?<code>\d+)/g, { passesOn: true }),
    rule(/(?:Bash|PowerShell|Cmd\.exe) exited with code '?(?<code>-?\d+)/g, { passesOn: true }),
    rule(/^The command .{1,300}? exited with (?<code>\d+)\b/g, { passesOn: true }),
    rule(
      /The process '(?<step>[^']{1,300})' failed (?:with exit code (?<code>-?\d+)|because .{0,80}? exit code (?<codeB>\d+))/g,
      { passesOn: true },
    ),
    rule(/(?<reason>The operation was canceled)/g, { kind: 'event' }),
    rule(/The runner has (?<reason>received a shutdown signal)/g, { kind: 'event' }),
    rule(/(?<reason>lost communication with the server)/g, { kind: 'event' }),
    rule(/The job running on runner .{1,100}? has (?<reason>exceeded the maximum execution time)/g, {
      kind: 'event',
    }),
    rule(/Job failed: (?<reason>execution took longer than|canceled|aborted)/g, { kind: 'event' }),
    rule(/(?<reason>Aborted by [\w ]{1,40})\s*$/g, { kind: 'event' }),
    rule(
      /(?<reason>The job was canceled|Build was aborted|Cancelling nested steps due to timeout|Sending interrupt signal to process)/g,
      { kind: 'event', words: ['was canceled', 'was aborted', 'nested steps', 'interrupt signal'] },
    ),
  ],
};
