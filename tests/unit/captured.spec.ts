/** Captured records: read from raw files as they are, and held against their scenarios like the lab's own. */

import { expect, test } from '@playwright/test';
import { readContent } from '../../src/check/read.ts';
import { readColumn, readEvents, readPod, type PodObject } from '../../src/schema/captured.ts';
import { checkEvidence } from '../../src/check/evidence.ts';
import type { ContentFile } from '../../src/schema/problem.ts';

const EVIDENCE = readContent(process.cwd()).files.filter(({ path }) =>
  /^content\/(scenarios|observations)\//.test(path),
);
const POD = 'content/observations/captured/kubernetes-1.36/exit3.yaml';

/** What the check says once `change` has had its way with one file. */
function problemsAfter(
  path: string,
  change: (file: ContentFile) => ContentFile | undefined,
): readonly string[] {
  const files = EVIDENCE.flatMap((file) => {
    if (file.path !== path) return [file];
    return change({ ...file, data: structuredClone(file.data) }) ?? [];
  });
  const problems: string[] = [];
  checkEvidence(files, (file, field, message) =>
    problems.push(`${typeof file === 'string' ? file : file.path}: ${field}: ${message}`),
  );
  return problems;
}

test('captured records fit their scenarios as they are', () => {
  expect(problemsAfter('', (file) => file)).toEqual([]);
});

test('a captured pod that was edited, runs something else or is gone is a problem that names file and field', () => {
  const edited = problemsAfter(POD, (file) => {
    const { status } = file.data as { status: { containerStatuses: { state: { terminated: object } }[] } };
    Object.assign(status.containerStatuses[0]?.state.terminated ?? {}, { exitCode: 4 });
    return file;
  });
  expect(edited.join()).toContain(`${POD}: scenarios.pod-exit-3: expected {"state":3`);

  const other = problemsAfter(POD, (file) => {
    const { spec } = file.data as { spec: { containers: { command: string[] }[] } };
    spec.containers[0]?.command.splice(1, 1, '4');
    return file;
  });
  expect(other.join()).toContain(`${POD}: spec.containers.0.command.1: expected what`);

  expect(problemsAfter(POD, () => undefined).join()).toContain(
    'scenarios.pod-exit-3.captured: expected a file',
  );

  const stray = problemsAfter(POD, (file) => ({ ...file, path: POD.replace('exit3', 'exit4') }));
  expect(stray.join()).toContain('exit4.yaml: (file): expected a file that a scenario reads');
});

const ended = (exitCode: number, reason: string) => ({ terminated: { exitCode, reason } });
const pod = (phase: string, state: object, more: object = {}): PodObject => ({
  kind: 'Pod',
  spec: { restartPolicy: 'Never' },
  status: { phase, containerStatuses: [{ name: 'main', state, restartCount: 0, ...more }] },
});

test('a phase that was read too early, and a reason that races, are left out', () => {
  expect(readPod(pod('Running', ended(3, 'Error')), {})?.result).toEqual({ state: 3, reason: 'Error' });
  expect(readPod(pod('Failed', ended(137, 'Error')), { races: true })?.result).toEqual({
    state: 137,
    status: 'Failed',
  });
  const again = pod('Running', { running: {} }, { lastState: ended(137, 'Error'), restartCount: 2 });
  expect(readPod(again, {})?.result).toEqual({ status: 'Running', last: 137, restarts: 2 });
  expect(readPod(pod('Failed', ended(3, 'Error')), { container: 'side' })).toBeUndefined();
});

test('events come without what every pod has, the STATUS column by the name of the pod', () => {
  const description =
    'Name: a\n\n# events, oldest first\nNormal\tx1\tPulled\tthere\nNormal\tx2\tKilling\tStopping container main\n';
  expect(readEvents(description)).toEqual(['Killing: Stopping container main']);
  const table = 'NAME  READY   STATUS       RESTARTS\none   0/1     Init:Error   0\n';
  expect(readColumn(table, 'one')).toBe('Init:Error');
  expect(readColumn(table, 'NAME')).toBeUndefined();
});
