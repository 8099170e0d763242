/**
 * `npm run lab -- --context NAME`: the pods of `content/scenarios` in a cluster that kubectl reaches by that name. They
 * run in a namespace of their own, which is removed afterwards, five at once, and from an image that is put on the node
 * without a registry. What `kubectl` printed of each is kept beside the lab's cache, in the form of captured records.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { z } from 'astro/zod';
import { podObject, readColumn, readPod, type PodObject } from '../../src/schema/captured.ts';
import type { Cell, Machine } from '../../src/schema/observation.ts';
import type { LabScenario } from '../../src/schema/scenario.ts';
import type { Lab } from './lab.ts';
import type { Left } from './observe.ts';
import { makePodImage, POD_IMAGE } from './pod-image.ts';
import { firstLine, run, type Run } from './process.ts';
import { locate } from './subjects.ts';

/** Pods that run at the same time. */
export const AT_ONCE = 5;
/** Seconds until a pod is looked at as it is, and seconds between two looks. */
const SECONDS = 60;
const EVERY = 1;
/** Holds a pod that is deleted, so that its last status can be read. */
const FINALIZER = 'exit-codes.lab/read';
/** What a container waits for that will pass by itself: before its start, and before it is started again. */
const PASSING = ['ContainerCreating', 'PodInitializing', 'CrashLoopBackOff'];

const version = z.object({ serverVersion: z.object({ gitVersion: z.string() }) });
const node = z.object({
  status: z.object({
    nodeInfo: z.object({
      architecture: z.string(),
      containerRuntimeVersion: z.string(),
      kernelVersion: z.string(),
      kubeletVersion: z.string(),
      osImage: z.string(),
    }),
  }),
});
const eventList = z.object({
  items: z.array(
    z.object({
      type: z.string().optional(),
      count: z.number().optional(),
      reason: z.string().optional(),
      message: z.string().optional(),
      lastTimestamp: z.string().nullish(),
      eventTime: z.string().nullish(),
    }),
  ),
});

/** The scenarios that can be run in a cluster that is lent: nothing is done to its node. */
export function inCluster({ how, byHand }: LabScenario): boolean {
  return how === 'pod' && byHand === undefined;
}

/** A sentence where the cluster cannot be used; nothing is left in it then. */
export async function openCluster(
  context: string,
  say: (line: string) => void,
  makeImage = makePodImage,
): Promise<Lab | string> {
  const kubectl = locate('kubectl');
  if (!kubectl) return 'it needs kubectl';
  const namespace = `exit-codes-lab-${Math.random().toString(36).slice(2, 8)}`;
  const call = (words: readonly string[], limits: { input?: string; seconds?: number } = {}) =>
    run(kubectl, ['--context', context, ...words], { unbounded: true, seconds: 60, ...limits });
  const inside = (words: readonly string[], limits?: { input?: string; seconds?: number }) =>
    call(['--namespace', namespace, ...words], limits);

  const asked = await call(['version', '-o', 'json']);
  const server = asked.end === 0 ? version.safeParse(json(asked)).data?.serverVersion.gitVersion : undefined;
  if (server === undefined) return `the cluster does not say its version: ${firstLine(asked.stderr)}`;

  const work = mkdtempSync(join(tmpdir(), 'lab-pods-'));
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'exit-codes-lab');
  const archive = join(cache, 'pod-image.tar');
  const raw = join(cache, `${context.replace(/[^\w.-]+/g, '-')}-${server.replace(/^v/, '')}`);
  mkdirSync(raw, { recursive: true });
  const close = async () => {
    await release(inside);
    await call(['delete', 'namespace', namespace, '--ignore-not-found'], { seconds: 180 });
    rmSync(work, { recursive: true, force: true });
  };
  const refuse = async (why: string) => {
    await close();
    return why;
  };
  const made = await makeImage(join(work, 'image'), archive);
  if (made !== undefined) return refuse(made);
  const loaded = await load(context, archive);
  if (loaded !== undefined) say(loaded);

  const created = await call(['create', 'namespace', namespace]);
  if (created.end !== 0) return refuse(`no namespace could be made: ${firstLine(created.stderr)}`);
  say(`namespace ${namespace}`);
  if (!(await hasAccount(inside))) return refuse('the namespace gets no service account');
  const probe = await probed(inside);
  if (typeof probe === 'string')
    return refuse(
      `${probe}; the image is ${archive}: put it on the node, with \`ctr -n k8s.io images import\` for one`,
    );
  const told = await call(['get', 'node', probe.node, '-o', 'json']);
  const info = node.safeParse(json(told)).data?.status.nodeInfo;
  if (!info) return refuse(`the node ${probe.node} cannot be read: ${firstLine(told.stderr)}`);

  const plain = (text: string) => text.replace(/^.*:\/\/|^v/, '');
  const kubelet = plain(info.kubeletVersion);
  const runtime = info.containerRuntimeVersion.replace('://', ' ');
  const [kernel = info.kernelVersion] = /^\d+\.\d+(\.\d+)?/.exec(info.kernelVersion) ?? [];
  const cpu = info.architecture === 'amd64' ? 'x86_64' : info.architecture;
  const machine: Machine = { system: info.osImage, kernel, cpu, cgroup: probe.cgroup };
  const date = new Date().toISOString().slice(0, 10);
  say(`kubelet ${kubelet}, ${runtime}`);

  const observe = async (scenario: LabScenario): Promise<Cell | Left> => {
    const name = scenario.id;
    const applied = await inside(['create', '-f', '-'], { input: manifest(scenario, probe.node) });
    if (applied.end !== 0) return { left: `the cluster refuses it: ${firstLine(applied.stderr)}` };
    const began = performance.now();
    const over = () => performance.now() - began > (scenario.seconds ?? SECONDS) * 1000;
    let whole: unknown;
    const look = async () => {
      whole = json(await inside(['get', 'pod', name, '-o', 'json']));
      return podObject.safeParse(whole).data;
    };
    let pod = await look();
    if (scenario.then) {
      for (; !over() && pod && !isUp(pod); pod = await look()) await wait(EVERY * 1000);
      for (const each of scenario.then) await inside(each.replaceAll('NAME', name).split(' '));
    }
    for (pod = await look(); !over() && pod && !hasEnded(pod); pod = await look()) await wait(EVERY * 1000);
    if (!pod) return { left: 'the pod cannot be read' };
    const columns = (await inside(['get', 'pod', name])).stdout;
    const text = await describe(inside, name);
    writeFileSync(join(raw, `${name}.yaml`), stringify(whole));
    writeFileSync(join(raw, `${name}.txt`), text);
    await release(inside, name);
    await inside(['delete', 'pod', name, '--grace-period=0', '--force', '--ignore-not-found']);
    const read = readPod(pod, scenario, text);
    if (!read) return { left: `there is no container ${scenario.container ?? 'main'} in what was read` };
    const column = readColumn(columns, name);
    return {
      subject: 'kubernetes',
      version: kubelet,
      engine: `kubelet ${kubelet}, ${runtime}`,
      machine: machineId,
      date,
      result: { ...read.result, ...(column && { column }) },
      ...(read.message && { stderr: read.message }),
    };
  };
  const machineId = `node-${kernel}-${cpu}-${probe.cgroup}`;
  say(`what kubectl prints is kept in ${raw}`);
  return {
    subjects: new Map([['kubernetes', { id: 'kubernetes', path: kubectl, version: kubelet }]]),
    machineId,
    machine,
    run: observe,
    close,
  };
}

type Inside = (words: readonly string[], limits?: { input?: string; seconds?: number }) => Promise<Run>;

function json({ stdout }: Run): unknown {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

/** Tools that run a cluster on one machine put an image on its nodes themselves; of another the caller has to. */
async function load(context: string, archive: string): Promise<string | undefined> {
  const [, kind] = /^kind-(.+)$/.exec(context) ?? [];
  const [, k3d] = /^k3d-(.+)$/.exec(context) ?? [];
  const words = kind
    ? ['kind', 'load', 'image-archive', archive, '--name', kind]
    : k3d
      ? ['k3d', 'image', 'import', archive, '--cluster', k3d]
      : context === 'minikube'
        ? ['minikube', 'image', 'load', archive]
        : [];
  const [command, ...args] = words;
  if (command === undefined) return `the image is expected on the node already: ${archive}`;
  const { end, stderr } = await run(command, args, { unbounded: true, seconds: 180 });
  return end === 0 ? undefined : `${command} did not load the image: ${firstLine(stderr)}`;
}

/** The controller makes it some moments after the namespace; no pod is accepted before. */
async function hasAccount(inside: Inside): Promise<boolean> {
  for (let tries = 0; tries < 30; tries++) {
    if ((await inside(['get', 'serviceaccount', 'default'])).end === 0) return true;
    await wait(EVERY * 1000);
  }
  return false;
}

/** A pod that says where it runs and on which cgroups, and so that the image is there. */
async function probed(
  inside: Inside,
): Promise<{ readonly node: string; readonly cgroup: 'v1' | 'v2' } | string> {
  const name = 'probe';
  const command = 'test -e /sys/fs/cgroup/cgroup.controllers && echo v2 || echo v1';
  const container = { name: 'main', image: `${POD_IMAGE}:1`, imagePullPolicy: 'Never' };
  const spec = { restartPolicy: 'Never', containers: [{ ...container, command: ['sh', '-c', command] }] };
  const made = await inside(['create', '-f', '-'], { input: JSON.stringify(podOf(name, spec)) });
  if (made.end !== 0) return `the cluster refuses a pod: ${firstLine(made.stderr)}`;
  for (let tries = 0; tries < SECONDS; tries++) {
    const found = json(await inside(['get', 'pod', name, '-o', 'json']));
    const pod = podObject.safeParse(found).data;
    if (pod && hasEnded(pod)) {
      const waiting = pod.status.containerStatuses?.[0]?.state.waiting;
      if (waiting) return `a pod does not start: ${waiting.reason}`;
      const { stdout } = await inside(['logs', name]);
      const where = String((found as { spec: { nodeName?: string } }).spec.nodeName ?? '');
      return { node: where, cgroup: stdout.trim() === 'v1' ? 'v1' : 'v2' };
    }
    await wait(EVERY * 1000);
  }
  return `a pod does not start within ${SECONDS} seconds`;
}

function podOf(name: string, spec: object, finalizers: readonly string[] = []) {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, finalizers }, spec };
}

/** The pod as the cluster is given it: on the node that has the image, and held where it is going to be deleted. */
function manifest({ id, runs, then = [] }: LabScenario, nodeName: string): string {
  const spec = parse((runs.get('kubernetes') ?? '').replaceAll('IMAGE:', `${POD_IMAGE}:`)) as object;
  const held = then.some((each) => each.startsWith('delete '));
  return JSON.stringify(podOf(id, { ...spec, nodeName }, held ? [FINALIZER] : []));
}

const statesOf = ({ status }: PodObject) => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
];

function isUp({ status }: PodObject): boolean {
  return status.containerStatuses?.every(({ state }) => state.running) ?? false;
}

/** Whether nothing more is to be waited for: all is over, it was started again, or it cannot be started. */
function hasEnded(pod: PodObject): boolean {
  const states = statesOf(pod);
  const over = /^(Succeeded|Failed)$/.test(pod.status.phase);
  const waits = states.some(({ state: { waiting } }) => waiting && !PASSING.includes(waiting.reason));
  const again = pod.spec.restartPolicy !== 'Never' && states.some(({ restartCount }) => restartCount > 0);
  return over || waits || again;
}

/** What a reader would see, and below it the events, oldest first, as in captured records. */
async function describe(inside: Inside, name: string): Promise<string> {
  const described = await inside(['describe', 'pod', name]);
  const words = ['get', 'events', '--field-selector', `involvedObject.name=${name}`, '-o', 'json'];
  const { items = [] } = eventList.safeParse(json(await inside(words))).data ?? {};
  const when = (event: (typeof items)[number]) => event.lastTimestamp ?? event.eventTime ?? '';
  const lines = items
    .toSorted((a, b) => when(a).localeCompare(when(b)))
    .map(({ type = '', count = 1, reason = '', message = '' }) =>
      [type, `x${count}`, reason, message.replace(/\s+/g, ' ')].join('\t'),
    );
  const head = '# events (kubectl get events), oldest first: type, count, reason, message';
  return [described.stdout.trimEnd(), '', head, ...lines, ''].join('\n');
}

/** Lets pods go that were held; without it their namespace could never be removed. */
async function release(inside: Inside, name?: string) {
  const { stdout } =
    name === undefined ? await inside(['get', 'pods', '-o', 'name']) : { stdout: `pod/${name}` };
  for (const pod of stdout.split('\n').filter((each) => each.trim() !== ''))
    await inside(['patch', pod, '--type=merge', '-p', '{"metadata":{"finalizers":null}}']);
}
