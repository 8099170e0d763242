/** What the lab recorded: `content/observations/<group>.json`, one file for each file of scenarios. Never typed by hand. */

import { z } from 'astro/zod';
import { line, wordId } from './fields.ts';
import { SUBJECTS, compareVersions, ending, endingFields, type LabScenario, type RanOn } from './scenario.ts';

const cell = z.strictObject({
  subject: z.enum(SUBJECTS),
  version: z.string().min(1),
  /** What it ran in, with versions: `Docker 20.10.24, containerd 1.6.20, runc 1.1.5`. */
  engine: z.string().min(1).optional(),
  /** Which machine of the file. */
  machine: z.string().min(1),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  result: z.union([ending, endingFields]),
  /** The raw wait status of the process that was started, 0 to 65535. */
  wait: z.number().int().min(0).max(65535).optional(),
  /** The first lines of both outputs. */
  stdout: z.string().optional(),
  stderr: z.string().optional(),
  /** How long a stop took, in whole seconds. */
  seconds: z.number().int().optional(),
  /** Read from a raw file that was captured elsewhere, not recorded by the lab: its folder and name. */
  captured: z.string().optional(),
});

export const machine = z.strictObject({
  system: line,
  kernel: line,
  cpu: line,
  /** `v1`, `v2`, or `none` */
  cgroup: z.enum(['v1', 'v2', 'none']),
});

export const observationFile = z.strictObject({
  /** Of everything below it; a record that was edited does not fit its digest. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  machines: z.record(z.string(), machine),
  scenarios: z.record(wordId, z.strictObject({ ran: z.unknown(), cells: z.array(cell).min(1) })),
});

/** On what a cell's subject ran, to know what is expected of it. */
export function ranOn(
  { subject, version, machine: id }: Cell,
  machines: Readonly<Record<string, Machine>>,
): RanOn {
  const { cpu = '', cgroup = '' } = machines[id] ?? {};
  return { subject, version, cpu, cgroup };
}

export type Cell = z.infer<typeof cell>;
export type Machine = z.infer<typeof machine>;
export type ObservationFile = z.infer<typeof observationFile>;

/** What of a scenario decides what is run: records of something else are no records of it. */
export function ranOf({ how, runs, see, options, init, then, container }: LabScenario): unknown {
  const texts = [...runs];
  const same = texts.every(([, text]) => text === texts[0]?.[1]);
  const run = same ? texts[0]?.[1] : Object.fromEntries(texts);
  return JSON.parse(JSON.stringify({ how, run, see, options, init, then, container }));
}

/** What a cell's subject ran in, without what that is made of: `Docker 28.5.2`. */
export function engineName({ engine }: Cell): string | undefined {
  return engine?.replace(/,.*/, '');
}

/** Negative where `a` is the older of two cells of a subject. What it ran in counts before its own version. */
export function compareAge(a: Cell, b: Cell): number {
  const [one = '', two = ''] = [a, b].map(engineName);
  return compareVersions(one, two) || compareVersions(a.version, b.version);
}
