/** Pods in a cluster that is lent: what the lab asks of kubectl, what it makes of the answers, and that it leaves nothing. */

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { agrees, expectedOf } from '../../src/schema/scenario.ts';
import { AT_ONCE, inCluster, openCluster } from '../lab/cluster.ts';
import { readScenarios } from '../lab/records.ts';

/**
 * A kubectl that keeps its pods as files in the folder FAKE, and writes down how it was called. A pod whose command is
 * `/t/ex N` has ended, one whose image has no known tag waits, every other runs until it is deleted.
 */
const KUBECTL = `#!${process.execPath}
const fs = require('node:fs');
const folder = process.env.FAKE;
const words = process.argv.slice(2);
fs.appendFileSync(folder + '/calls', JSON.stringify(words) + '\\n');
const take = (option) => {
  const at = words.indexOf(option);
  return at < 0 ? undefined : words.splice(at, 2)[1];
};
if (take('--context') !== 'lent') fail('error: context does not exist');
const namespace = take('--namespace');
const [verb, kind, name] = words;
const file = (pod) => folder + '/pod-' + pod;
const print = (value) => console.log(typeof value === 'string' ? value : JSON.stringify(value));
function fail(text) { console.error(text); process.exit(1); }
const account = folder + '/account';

if (verb === 'version') print({ serverVersion: { gitVersion: 'v1.36.2' } });
else if (verb === 'create' && kind === 'namespace') fs.writeFileSync(folder + '/namespace', name);
else if (verb === 'delete' && kind === 'namespace') {
  for (const each of pods())
    if (JSON.parse(fs.readFileSync(file(each))).metadata.finalizers?.length) fail('a finalizer holds ' + each);
  fs.rmSync(folder + '/namespace', { force: true });
} else if (kind === 'node')
  print({ status: { nodeInfo: { architecture: 'amd64', containerRuntimeVersion: 'containerd://2.1.9',
    kernelVersion: '7.2.7-cloud', kubeletVersion: 'v1.36.2', osImage: 'Debian GNU/Linux forky' } } });
else if (namespace === undefined) fail('no namespace');
else if (kind === 'serviceaccount') {
  // It comes some moments after the namespace.
  if (!fs.existsSync(account)) { fs.writeFileSync(account, ''); fail('not found'); }
} else if (verb === 'create') {
  const pod = JSON.parse(fs.readFileSync(0, 'utf8'));
  fs.writeFileSync(file(pod.metadata.name), JSON.stringify(pod));
  fs.appendFileSync(folder + '/counts', pods().length + '\\n');
} else if (verb === 'logs') print('v2');
else if (verb === 'get' && kind === 'pods') print(pods().map((each) => 'pod/' + each).join('\\n'));
else if (verb === 'get' && kind === 'pod') {
  const pod = seen(name);
  print(words.includes('json') ? pod : 'NAME READY STATUS RESTARTS AGE\\n' + name + ' 0/1 ' + pod.column + ' 0 1s');
} else if (verb === 'get' && kind === 'events')
  print({ items: [
    { type: 'Normal', count: 1, reason: 'Killing', message: 'Stopping container main', lastTimestamp: '2026-01-01T00:00:02Z' },
    { type: 'Normal', count: 1, reason: 'Started', message: 'Container started', lastTimestamp: '2026-01-01T00:00:01Z' },
  ] });
else if (verb === 'describe') print('Name: ' + name);
else if (verb === 'exec') fs.writeFileSync(folder + '/executed', words.join(' '));
else if (verb === 'patch') {
  const pod = JSON.parse(fs.readFileSync(file(kind.replace('pod/', ''))));
  delete pod.metadata.finalizers;
  if (pod.deleted) fs.rmSync(file(pod.metadata.name));
  else fs.writeFileSync(file(pod.metadata.name), JSON.stringify(pod));
} else if (verb === 'delete') {
  if (fs.existsSync(file(name))) {
    const pod = JSON.parse(fs.readFileSync(file(name)));
    if (pod.metadata.finalizers?.length) fs.writeFileSync(file(name), JSON.stringify({ ...pod, deleted: true }));
    else fs.rmSync(file(name));
  }
} else fail('unknown: ' + words.join(' '));

function pods() {
  return fs.readdirSync(folder).filter((each) => each.startsWith('pod-')).map((each) => each.slice(4));
}
function seen(pod) {
  const { deleted, ...stored } = JSON.parse(fs.readFileSync(file(pod)));
  const [program, number] = stored.spec.containers[0].command;
  const lacking = !/exit-codes-lab:(1|named|baduser)$/.test(stored.spec.containers[0].image) || process.env.FAKE_EMPTY;
  const code = program === '/t/ex' ? Number(number) : program === 'sh' ? 0 : deleted ? 137 : undefined;
  const state = lacking
    ? { waiting: { reason: 'ErrImageNeverPull', message: 'not present' } }
    : code === undefined
      ? { running: {} }
      : { terminated: { exitCode: code, reason: code === 0 ? 'Completed' : 'Error' } };
  const phase = lacking ? 'Pending' : code === undefined ? 'Running' : code === 0 ? 'Succeeded' : 'Failed';
  return { kind: 'Pod', metadata: stored.metadata, spec: { ...stored.spec, nodeName: 'node1' },
    column: lacking ? 'ErrImageNeverPull' : code === 0 ? 'Completed' : 'Error',
    status: { phase, containerStatuses: [{ name: 'main', state, restartCount: 0 }] } };
}
`;

let folder = '';
const before = { ...process.env };
// Every call of it starts a program, which takes its time on a busy machine.
test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fake-kubectl-'));
  mkdirSync(join(folder, 'bin'));
  // Its folder is no project: what is written as a script is one.
  writeFileSync(join(folder, 'bin/kubectl'), KUBECTL);
  chmodSync(join(folder, 'bin/kubectl'), 0o755);
  const own = { PATH: `${join(folder, 'bin')}:${before['PATH']}`, FAKE: folder };
  Object.assign(process.env, own, { XDG_CACHE_HOME: join(folder, 'cache') });
});
test.afterEach(() => {
  for (const name of ['PATH', 'FAKE', 'FAKE_EMPTY', 'XDG_CACHE_HOME'])
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  rmSync(folder, { recursive: true, force: true });
});

const PODS = readScenarios(process.cwd()).filter(inCluster);
const noImage = async () => Promise.resolve(undefined);
const lines = (name: string) => readFileSync(join(folder, name), 'utf8').trim().split('\n');

test('a pod becomes a record: what it runs, how it ended, what the cluster said of it', async () => {
  const said: string[] = [];
  const lab = await openCluster('lent', (line) => said.push(line), noImage);
  if (typeof lab === 'string') throw new Error(lab);
  expect(lab.machine).toEqual({
    system: 'Debian GNU/Linux forky',
    kernel: '7.2.7',
    cpu: 'x86_64',
    cgroup: 'v2',
  });
  const subject = lab.subjects.get('kubernetes');
  const run = async (id: string) => {
    const scenario = PODS.find((each) => each.id === id);
    if (!scenario || !subject) throw new Error(`no ${id}`);
    const cell = await lab.run(scenario, subject);
    if ('left' in cell) throw new Error(cell.left);
    const on = { subject: 'kubernetes', version: cell.version, cpu: 'x86_64', cgroup: 'v2' } as const;
    const expected = expectedOf(scenario, on);
    expect(expected && agrees(expected, cell.result), id).toBe(true);
    return cell;
  };
  expect(await run('pod-exit-3')).toMatchObject({
    version: '1.36.2',
    engine: 'kubelet 1.36.2, containerd 2.1.9',
    machine: 'node-7.2.7-x86_64-v2',
    result: {
      state: 3,
      reason: 'Error',
      status: 'Failed',
      column: 'Error',
      events: ['Killing: Stopping container main'],
    },
  });
  expect(await run('pod-image-never-pulled')).toMatchObject({ stderr: 'not present' });
  expect(await run('pod-delete-ignored')).toMatchObject({ result: { state: 137 } });
  await lab.close();

  const kept = readdirSync(join(folder, 'cache/exit-codes-lab/lent-1.36.2')).sort();
  expect(kept).toContain('pod-exit-3.yaml');
  const raw = join(folder, 'cache/exit-codes-lab/lent-1.36.2/pod-exit-3');
  expect(readFileSync(`${raw}.txt`, 'utf8')).toMatch(
    /^Name: pod-exit-3\n\n# events.*\nNormal\tx1\tStarted\t.*\nNormal\tx1\tKilling\t/,
  );
  expect(readFileSync(`${raw}.yaml`, 'utf8')).toContain('nodeName: node1');
});

test('everything happens in a namespace of its own, which is gone afterwards with all that was in it', async () => {
  const lab = await openCluster('lent', () => undefined, noImage);
  if (typeof lab === 'string') throw new Error(lab);
  const subject = lab.subjects.get('kubernetes');
  const scenario = PODS.find(({ id }) => id === 'pod-delete-ignored');
  if (!scenario || !subject) throw new Error('no scenario');
  // It is broken off while a pod is still held.
  const running = lab.run(scenario, subject);
  await expect.poll(() => existsSync(join(folder, 'pod-pod-delete-ignored'))).toBe(true);
  await lab.close();
  await running;
  expect(existsSync(join(folder, 'namespace'))).toBe(false);
  const calls = lines('calls').map((each) => JSON.parse(each) as string[]);
  expect(calls.every((words) => words[0] === '--context' && words[1] === 'lent')).toBe(true);
  const outside = calls
    .filter((words) => words[2] !== '--namespace')
    .map((words) => words.slice(2, 4).join(' '));
  expect([...new Set(outside)].sort()).toEqual([
    'create namespace',
    'delete namespace',
    'get node',
    'version -o',
  ]);
});

test('pods run five at once, and none that would need a hand on the node', () => {
  expect(AT_ONCE).toBe(5);
  expect(PODS.length).toBeGreaterThan(50);
  expect(PODS.filter(({ byHand }) => byHand)).toEqual([]);
});

test('a cluster that cannot be used is told in a sentence, and nothing is left in it', async () => {
  expect(await openCluster('other', () => undefined, noImage)).toBe(
    'the cluster does not say its version: error: context does not exist',
  );
  process.env['FAKE_EMPTY'] = 'yes';
  const without = await openCluster('lent', () => undefined, noImage);
  expect(without).toMatch(
    /^a pod does not start: ErrImageNeverPull; the image is .*pod-image\.tar: put it on/,
  );
  expect(existsSync(join(folder, 'namespace'))).toBe(false);
});
