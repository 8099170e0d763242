import { expect, test } from '@playwright/test';
import { diagnose, secondsRun, startCause } from '../../../src/core/report/diagnose.ts';
import { readReport } from '../../../src/core/report/index.ts';

/** One container as `kubectl describe pod` shows it. */
function describePod(...lines: readonly string[]): string {
  return ['Containers:', '  knit:', '    Image:  reg.example/knit:7', ...lines].join('\n');
}

const CRASHING = ['    State:          Waiting', '      Reason:       CrashLoopBackOff'];
const ended = (reason: string, code: number, seconds = 4): string[] => [
  '    Last State:     Terminated',
  `      Reason:       ${reason}`,
  `      Exit Code:    ${code}`,
  '      Started:      Tue, 04 Mar 2025 10:00:00 +0000',
  `      Finished:     Tue, 04 Mar 2025 10:00:${String(seconds).padStart(2, '0')} +0000`,
  '    Restart Count:  5',
];
const diagnosisOf = (...lines: readonly string[]) => diagnose(readReport(describePod(...lines)).findings);

test('each combination gives its diagnosis', () => {
  expect(diagnosisOf(...ended('OOMKilled', 137), '    Limits:', '      memory:  64Mi')).toEqual([
    { container: 'knit', id: 'oom-with-limit', limit: '64Mi', questions: [] },
  ]);
  expect(diagnosisOf(...ended('OOMKilled', 137))).toEqual([
    { container: 'knit', id: 'oom-with-limit', questions: ['ask-limit'] },
  ]);
  expect(diagnosisOf(...ended('OOMKilled', 0))).toEqual([
    { container: 'knit', id: 'oomkilled-beside-zero', questions: ['ask-logs'] },
  ]);
  expect(diagnosisOf(...ended('Error', 137, 30))).toEqual([
    { container: 'knit', id: 'sigkill-after-grace', seconds: 30, questions: ['ask-events'] },
  ]);
  expect(diagnosisOf(...CRASHING, ...ended('Completed', 0))).toEqual([
    { container: 'knit', id: 'completed-in-crash-loop', questions: ['ask-logs'] },
  ]);
  expect(diagnosisOf(...CRASHING, ...ended('Error', 3))).toEqual([
    { container: 'knit', id: 'same-code-at-start', code: 3, seconds: 4, questions: ['ask-logs'] },
  ]);
  expect(diagnosisOf(...ended('ContainerStatusUnknown', 137))).toEqual([
    { container: 'knit', id: 'status-unknown', questions: ['ask-events'] },
  ]);
});

test('a container held back without an ending in the paste: the state before is asked for', () => {
  const asked = { id: 'crash-loop', questions: ['ask-last-state'] };
  expect(diagnosisOf(...CRASHING)).toEqual([{ container: 'knit', ...asked }]);
  expect(diagnosisOf('    State:          Waiting', '      Reason:       ImagePullBackOff')).toEqual([]);
  const rows = ['knit-1', 'knit-2'].map((name) => `${name}   0/1   CrashLoopBackOff   4   3m`);
  const table = ['NAME READY STATUS RESTARTS AGE', ...rows].join('\n');
  expect(diagnose(readReport(table).findings)).toEqual([{ container: 'knit-1', ...asked }]);
  expect(diagnosisOf(...CRASHING, ...ended('Error', 3)).map(({ id }) => id)).toEqual(['same-code-at-start']);
});

test('a start error takes its cause from the message', () => {
  const message =
    '      Message:      failed to create shim task: exec: "knit": executable file not found in $PATH: unknown';
  expect(
    diagnosisOf(
      '    Last State:     Terminated',
      '      Reason:       StartError',
      message,
      '      Exit Code:    128',
    ),
  ).toEqual([{ container: 'knit', id: 'start-error', cause: 'not-found', questions: [] }]);
  for (const [text, cause] of [
    ['exec: "/knit": permission denied', 'permission'],
    ['error mounting "/a" to rootfs at "/b": not a directory', 'mount'],
    ['chdir to cwd ("/srv/none") set in config.json failed: no such file or directory', 'workdir'],
    ['exec: "/knit": stat /knit: no such file or directory', 'not-found'],
    ['read init-p: connection reset by peer', 'other'],
    ['', 'other'],
  ] as const) {
    expect(startCause(text), text).toBe(cause);
  }
});

test('nothing is diagnosed that the paste does not say', () => {
  expect(diagnosisOf('    State:          Running')).toEqual([]);
  expect(diagnosisOf(...ended('Completed', 0))).toEqual([]);
  expect(diagnose(readReport('web-1 exited with code 137').findings)).toEqual([]);
  expect(diagnose([])).toEqual([]);
});

test('seconds need both times', () => {
  const [finding] = readReport(describePod(...ended('Error', 1, 9))).findings;
  expect(finding && secondsRun(finding)).toBe(9);
  expect(finding && secondsRun({ ...finding, finishedAt: 'yesterday' })).toBeUndefined();
});
