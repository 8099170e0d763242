/**
 * Records that were captured elsewhere: raw files of a system that the lab cannot start by itself, in
 * `content/observations/captured/<name>/`. `about.yaml` says where they come from and what they do not show; everything
 * else stands as it was captured, and cells are read from it when the site is built.
 */

import { z } from 'astro/zod';
import { line } from './fields.ts';
import { machine, type Cell } from './observation.ts';
import type { EndingFields, LabScenario } from './scenario.ts';
import { SUBJECTS } from './scenario.ts';

const words = z.strictObject({ en: line, zh: line });

export const capturedAbout = z.strictObject({
  subject: z.enum(SUBJECTS),
  version: z.string().min(1),
  /** What it ran on, with versions. */
  engine: z.string().min(1),
  machine,
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** Whose build it was and how it was run, where a reader could take it for something else. */
  provenance: words,
  /** What these records do not show. */
  limits: z.array(words).min(1),
});
/** Beside `about.yaml`, and optional: what `kubectl get pods` printed, for the STATUS column. */
export const COLUMNS = 'get-pods.txt';
export type CapturedAbout = z.infer<typeof capturedAbout>;

const ended = z.object({
  exitCode: z.number().int(),
  reason: z.string().optional(),
  message: z.string().optional(),
});
const containerState = z.object({
  terminated: ended.optional(),
  waiting: z.object({ reason: z.string(), message: z.string().optional() }).optional(),
  running: z.object({}).optional(),
});
const containerStatus = z.object({
  name: z.string(),
  state: containerState,
  lastState: containerState.optional(),
  restartCount: z.number().int(),
});

/** What is read of a pod, as `kubectl get pod -o yaml` prints it. */
export const podObject = z.object({
  kind: z.literal('Pod'),
  spec: z.looseObject({ restartPolicy: z.string().optional() }),
  status: z.object({
    phase: z.string(),
    reason: z.string().optional(),
    message: z.string().optional(),
    initContainerStatuses: z.array(containerStatus).optional(),
    containerStatuses: z.array(containerStatus).optional(),
  }),
});
export type PodObject = z.infer<typeof podObject>;

/** What every pod that starts says, and so says nothing. */
const USUAL_EVENTS = ['Scheduled', 'Pulled', 'Pulling', 'Created', 'Started'];

/** What differs from pod to pod. */
const CHANGING = [
  [/ ?\(pod: "[^"]*", container: [^)]*\)/g, ''],
  [/\bpod=\S+/g, 'pod=POD'],
  [/containerd-mount\d+/g, 'containerd-mountNNN'],
] as const;
const steady = (text: string) =>
  CHANGING.reduce((all, [pattern, by]) => all.replace(pattern, by), text).trim();

/**
 * How a pod ended, seen at one of its containers. The phase is left out where it was read before the kubelet had
 * written the end of the containers down, and the reason where a scenario races: there it depends on who is faster.
 */
export function readPod(
  { spec, status }: PodObject,
  { container = 'main', races }: Pick<LabScenario, 'container' | 'races'>,
  description = '',
): { result: EndingFields; message?: string } | undefined {
  const all = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const found = all.find(({ name }) => name === container);
  if (!found) return undefined;
  const { terminated, waiting } = found.state;
  const last = found.lastState?.terminated;
  const early =
    status.phase === 'Running' &&
    spec.restartPolicy === 'Never' &&
    all.every(({ state }) => state.terminated);
  const reason = terminated?.reason ?? waiting?.reason;
  const events = readEvents(description);
  const result: EndingFields = {
    ...(terminated && { state: terminated.exitCode }),
    ...(reason && !races && { reason }),
    ...(!early && { status: status.phase }),
    ...(status.reason && { podReason: status.reason }),
    ...(last && { last: last.exitCode }),
    ...(found.restartCount > 0 && { restarts: found.restartCount }),
    ...(events.length > 0 && { events: [...events] }),
  };
  const message = steady(terminated?.message ?? waiting?.message ?? status.message ?? '');
  return { result, ...(message && { message }) };
}

/** The events in a description or a list of them, oldest first: lines of type, count, reason and message. */
export function readEvents(description: string): readonly string[] {
  const [, list = ''] = description.split(/^# events.*$/m);
  const events = list.split('\n').flatMap((each) => {
    const [type, , reason = '', message = ''] = each.split('\t');
    return type === undefined || message === '' || USUAL_EVENTS.includes(reason)
      ? []
      : [steady(`${reason}: ${message}`)];
  });
  return [...new Set(events)];
}

/** A captured pod as a cell of its scenario. */
export function capturedCell(
  scenario: LabScenario,
  folder: string,
  about: CapturedAbout,
  pod: PodObject,
  { description = '', columns = '' }: { description?: string | undefined; columns?: string | undefined },
): Cell | undefined {
  const read = readPod(pod, scenario, description);
  if (!read) return undefined;
  const { subject, version, engine, date } = about;
  const column = readColumn(columns, scenario.captured ?? '');
  return {
    subject,
    version,
    engine,
    machine: folder,
    date,
    result: { ...read.result, ...(column && { column }) },
    ...(read.message && { stderr: read.message }),
    captured: `${folder}/${scenario.captured}`,
  };
}

/** The STATUS column of a pod in what `kubectl get pods` printed, if it is there. */
export function readColumn(table: string, pod: string): string | undefined {
  for (const each of table.split('\n')) {
    const [name, ready = '', column] = each.split(/\s+/);
    if (name === pod && /^\d+\/\d+$/.test(ready)) return column;
  }
  return undefined;
}

/** The first field of a manifest that a captured pod does not have as it is; undefined where it has them all. */
export function differsFrom(manifest: unknown, pod: PodObject): string | undefined {
  return missing(manifest, withoutImages(pod.spec), '');
}

/** The lab's image has another name in every place; only its tag says which one it is. */
function withoutImages(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('"docker.io/library/bb:', '"IMAGE:')) as unknown;
}

function missing(said: unknown, found: unknown, field: string): string | undefined {
  if (typeof said !== 'object' || said === null) return said === found ? undefined : field;
  if (typeof found !== 'object' || found === null) return field;
  for (const [key, value] of Object.entries(said)) {
    const at = missing(value, (found as Record<string, unknown>)[key], field ? `${field}.${key}` : key);
    if (at !== undefined) return at;
  }
  return undefined;
}
