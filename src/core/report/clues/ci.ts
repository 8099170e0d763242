/**
 * CI services and build tools that stop one step because of another: actions/runner, gitlab-runner, Jenkins' workflow and
 * durable-task plugins, buildkite/agent, CircleCI, Azure Pipelines agent, Travis, Tekton, Argo, BuildKit, GNU make, helm.
 */

import { clue } from '../clue.ts';
import type { ClueRule } from '../clue.ts';

const SIBLING = { sibling: true } as const;

export const ci: readonly ClueRule[] = [
  // Time limits.
  clue('deadline', 'any', 'all', /exceeded the maximum execution time/g),
  clue('deadline', 'any', 'all', /ran longer than the maximum time of/g),
  clue('deadline', 'any', 'all', /execution took longer than /g),
  clue('deadline', 'any', 'all', /The action '.{1,200}?' has timed out after/g),
  clue(
    'deadline',
    'any',
    'all',
    /Cancelling nested steps due to timeout|Timeout has been exceeded|Build timed out \(after/g,
    {
      words: ['due to timeout', 'timeout has been exceeded', 'build timed out'],
    },
  ),
  clue(
    'deadline',
    'any',
    'all',
    /No output has been received in the last|Too long with no output|The job exceeded the maximum time limit/g,
    {
      words: ['no output has been', 'too long with no output', 'exceeded the maximum time'],
    },
  ),
  clue('deadline', 'any', 'all', /\b(?:TaskRunTimeout|PipelineRunTimeout)\b|failed to finish within "/g, {
    words: ['taskruntimeout', 'pipelineruntimeout', 'failed to finish within'],
  }),
  clue(
    'deadline',
    'any',
    'all',
    /(?:UPGRADE|INSTALLATION|ROLLBACK|UNINSTALL) FAILED: .{0,200}?(?:context deadline exceeded|timed out waiting for the condition)/g,
    {
      words: ['deadline exceeded', 'timed out waiting'],
    },
  ),
  clue(
    'deadline',
    'term',
    'next',
    /^.{0,120}?\btimeout(?: -[-\w=]{1,30}(?: \w{1,10})?){0,4} \d{1,9}(?:\.\d{1,6})?[smhd]? \S/g,
  ),
  clue('deadline', 'any', 'all', /Step (?:exceeded|timed out)|Build exceeded maximum allowed/gi, {
    words: ['step exceeded', 'step timed out', 'maximum allowed'],
  }),
  // The machine went away.
  clue('node-lost', 'any', 'all', /received a shutdown signal/g),
  clue('node-lost', 'any', 'all', /lost communication with the server/g),
  clue(
    'node-lost',
    'any',
    'all',
    /\(agent lost\)|because the agent was stopped|agent's termination signal/g,
    {
      words: ['agent lost', 'agent was stopped', 'termination signal'],
    },
  ),
  clue('node-lost', 'any', 'all', /wrapper script does not seem to be touching the log file/g),
  clue(
    'node-lost',
    'any',
    'all',
    /Cannot contact \S{1,200}: |ChannelClosedException|Agent \S{1,200} was removed|marked offline|Connection was broken|node is offline/g,
    {
      words: [
        'cannot contact',
        'channelclosedexception',
        'was removed',
        'marked offline',
        'connection was broken',
        'is offline',
      ],
    },
  ),
  clue(
    'node-lost',
    'any',
    'all',
    /We stopped hearing from agent|agent did not connect|agent lost connection/gi,
    {
      words: ['stopped hearing from agent', 'did not connect', 'lost connection'],
    },
  ),
  clue('start-refused', 'lost', 'all', /process apparently never started in /g),
  // Cancelled by a person or a newer run.
  clue(
    'cancelled',
    'any',
    'all',
    /Aborted by \S|Build was aborted|Canceling since a higher priority|The (?:operation|job|run) was cancell?ed/g,
    {
      words: ['aborted by', 'was aborted', 'canceling since', 'was cancel'],
    },
  ),
  clue(
    'cancelled',
    'any',
    'all',
    /Job failed: (?:canceled|aborted)|Job's been canceled|Build cancell?ed|Pipeline (?:was )?cancell?ed/gi,
    {
      words: ['job failed: ', 'canceled', 'cancelled'],
    },
  ),
  clue(
    'cancelled',
    'any',
    'all',
    /\b(?:PipelineRun|TaskRun)Cancelled\b|was cancelled|Stopped with strategy|workflow shutdown with strategy/g,
    {
      words: ['runcancelled', 'was cancelled', 'with strategy'],
    },
  ),
  clue(
    'cancelled',
    'stop',
    'all',
    /Sending interrupt signal to process|Received cancellation signal|Received signal interrupt, stopping/g,
    {
      words: ['sending interrupt', 'cancellation signal', 'signal interrupt'],
    },
  ),
  clue(
    'cancelled',
    'stop',
    'all',
    /externally set to (?:failed|success|skipped|up_for_retry|removed)|Task received SIGTERM|Received SIGTERM\. Terminating subprocesses/g,
    {
      words: ['externally set to', 'task received sigterm', 'received sigterm. terminating'],
    },
  ),
  // Stopped because a sibling failed.
  clue('cancelled', 'any', 'next', /(?<!error waiting for container: )context canceled/g, {
    ...SIBLING,
    words: ['context canceled'],
  }),
  clue('cancelled', 'term', 'below', /Waiting for unfinished jobs/g, SIBLING),
  clue(
    'cancelled',
    'stop',
    'below',
    /\bsending (?:SIGTERM|SIGKILL) to (?:all|other processes|[\w.-]{1,80} (?:\(|at )pid)/gi,
    {
      words: ['sending sig'],
      sibling: true,
    },
  ),
  clue('cancelled', 'term', 'all', /Sending process \d{1,10} closing signal/g, SIBLING),
  clue('cancelled', 'stop', 'all', /Aborting on container exit/g, SIBLING),
  clue(
    'cancelled',
    'any',
    'all',
    /(?:canceling|cancelled|canceled|killed) due to (?:matrix|sibling|another) |fail-fast/gi,
    {
      words: ['due to', 'fail-fast'],
      sibling: true,
    },
  ),
  clue(
    'stop',
    'stop',
    'all',
    /Stopping app:(?<about>[\w.-]{1,200}) id:|waiting for (?<aboutB>[\w:.-]{1,200}) to stop/g,
    {
      words: ['stopping app:', 'to stop'],
    },
  ),
  // .NET says what ended a process before its number, or instead of it.
  clue('abort', 'failure', 'next', /(?:^|: )Process terminated\. \S|\bEnvironment\.FailFast\b/g, {
    words: ['process terminated. ', 'environment.failfast'],
  }),
  clue(
    'crash',
    'failure',
    'next',
    /Fatal error\. System\.AccessViolationException|^Stack overflow\.$|terminating due to StackOverflowException/g,
    {
      words: ['accessviolationexception', 'stack overflow.', 'stackoverflowexception'],
    },
  ),
  // Hooks of helm.
  clue(
    'hook',
    'any',
    'all',
    /(?:failed |^|\s)(?:pre|post)-(?:install|upgrade|rollback|delete)(?: hooks? failed|:)|hooks failed/g,
    {
      words: ['pre-', 'post-', 'hooks failed'],
    },
  ),
];
