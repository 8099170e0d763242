import { expect, test } from '@playwright/test';
import { readReport, type Finding } from '../../../src/core/report/index.ts';
import { secondsRun, timelines } from '../../../src/core/report/timeline.ts';

const LAST = [
  '    Last State:     Terminated',
  '      Reason:       Error',
  '      Exit Code:    3',
  '      Started:      Tue, 04 Mar 2025 10:00:00 +0000',
  '      Finished:     Tue, 04 Mar 2025 10:00:09 +0000',
];
const describePod = (name: string, ...lines: readonly string[]): string =>
  [`  ${name}:`, '    Image:  reg.example/knit:7', ...lines].join('\n');
const pod = (...containers: readonly string[]): string => ['Containers:', ...containers].join('\n');
const told = (paste: string) =>
  timelines(readReport(paste).findings).map(({ container, steps }) => [
    container,
    steps.map((step) =>
      'finding' in step ? `${step.kind} ${step.finding.reason}` : Object.values(step).join(' '),
    ),
  ]);

test('the last run, the restarts and what it does now, for each container', () => {
  const waiting = describePod(
    'knit',
    '    State:          Waiting',
    '      Reason:       CrashLoopBackOff',
    ...LAST,
    '    Restart Count:  5',
  );
  const running = describePod(
    'purl',
    '    State:          Running',
    '      Started:      Tue, 04 Mar 2025 10:00:20 +0000',
    ...LAST,
    '    Restart Count:  1',
  );
  const run = ['started Tue, 04 Mar 2025 10:00:00 +0000', 'ran 9', 'ended Error'];
  expect(told(pod(waiting, running))).toEqual(
    expect.arrayContaining([
      ['knit', [...run, 'restarted 5', 'waiting CrashLoopBackOff']],
      ['purl', [...run, 'restarted 1', 'running Tue, 04 Mar 2025 10:00:20 +0000']],
    ]),
  );
});

test('the same from JSON', () => {
  const status = {
    lastState: { terminated: { exitCode: 3, reason: 'Error', startedAt: '2025-03-04T10:00:00Z' } },
    name: 'purl',
    restartCount: 2,
    state: { running: { startedAt: '2025-03-04T10:01:00Z' } },
  };
  expect(told(JSON.stringify({ status: { containerStatuses: [status] } }, null, 2))).toEqual([
    ['purl', ['started 2025-03-04T10:00:00Z', 'ended Error', 'restarted 2', 'running 2025-03-04T10:01:00Z']],
  ]);
});

test('nothing is drawn of what the paste does not say', () => {
  const over = describePod(
    'knit',
    '    State:          Terminated',
    '      Reason:       Completed',
    '      Exit Code:    0',
    '    Restart Count:  0',
  );
  expect(told(pod(over))).toEqual([]);
  expect(told('web-1 exited with code 137\nweb-2 exited with code 1')).toEqual([]);
  expect(told('NAME READY STATUS RESTARTS AGE\nknit-7 0/1 CrashLoopBackOff 4 3m')).toEqual([]);
  expect(told('')).toEqual([]);
});

test('how long it ran: from nothing upwards, and nothing where the times contradict each other', () => {
  const ran = (startedAt: string, finishedAt: string) =>
    secondsRun({ ...({} as Finding), startedAt, finishedAt });
  const at = (second: number) => `2026-01-01T00:00:0${second}Z`;
  expect([ran(at(3), at(5)), ran(at(3), at(3)), ran(at(3), at(2)), ran('soon', at(2))]).toEqual([
    2,
    0,
    undefined,
    undefined,
  ]);
});
