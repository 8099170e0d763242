/** The lab itself: what was found on this machine, and a way to run a scenario on it. */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { arch, constants, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHIFT } from '../../src/core/arithmetic/wait-status.ts';
import type { Cell, Machine } from '../../src/schema/observation.ts';
import { SUBJECTS, type LabScenario, type SubjectId } from '../../src/schema/scenario.ts';
import { startEngines } from './engines.ts';
import { makeFixtures } from './fixtures.ts';
import { observe, type Left, type Observed, type Place } from './observe.ts';
import { OWN_MACHINE } from './own-machine.ts';
import { run } from './process.ts';
import { startServices } from './services.ts';
import { findSubject, type Subject } from './subjects.ts';

export interface Lab {
  readonly subjects: ReadonlyMap<SubjectId, Subject>;
  readonly machineId: string;
  readonly machine: Machine;
  readonly run: (scenario: LabScenario, subject: Subject) => Promise<Cell | Left>;
  readonly close: () => Promise<void>;
}

/** Ways to run that need neither a compiler nor an engine. */
const QUICK = ['shell', 'stdin', 'script', 'tool'];
const INTERPRETERS = ['python', 'node', 'perl', 'ruby', 'php'];

/** Whether a run belongs to the quick subset: shells, tools and interpreters. */
export function isQuick({ how }: LabScenario, subject: SubjectId): boolean {
  return QUICK.includes(how) || (how === 'program' && INTERPRETERS.includes(subject));
}

/** `quick` starts no engine and compiles nothing. */
export async function openLab(
  scenarios: readonly LabScenario[],
  { quick, say }: { quick: boolean; say: (line: string) => void },
): Promise<Lab> {
  const wanted = new Set(
    scenarios.flatMap((scenario) =>
      [...scenario.runs.keys()].filter((id) => !quick || isQuick(scenario, id)),
    ),
  );
  const found = await Promise.all(
    SUBJECTS.filter((id) => wanted.has(id)).map(async (id) => [id, await findSubject(id)] as const),
  );
  const subjects = new Map(found.flatMap(([id, subject]) => (subject ? [[id, subject] as const] : [])));
  for (const [id, subject] of found) say(subject ? `${id} ${subject.version}` : `${id}: not found here`);

  const folder = mkdtempSync(join(tmpdir(), 'lab-'));
  const fixtures = join(folder, 'fixtures');
  mkdirSync(fixtures);
  // Without a compiler, whatever machine it is: the quick subset is the same everywhere.
  const missing = await makeFixtures(fixtures, { compile: !quick });
  const busybox = subjects.get('busybox') ?? subjects.get('ash');
  const applets = busybox && (await makeApplets(join(folder, 'applets'), busybox.path));
  const engines = await startEngines(quick ? new Set() : enginesOf(scenarios, wanted), say);
  for (const engine of [engines.docker, engines.podman, engines.ctr, engines.runc])
    if (engine) say(engine.name);
  const units = scenarios.filter(({ how }) => how === 'unit');
  const systemd = subjects.get('systemd');
  const services =
    systemd && units.length > 0
      ? await startServices(engines.docker, units, fixtures, systemd.version, say)
      : undefined;
  const programs = { kept: join(folder, 'programs'), built: new Map() };
  const place: Place = { fixtures, missing, applets, programs, engines, services };
  const { machineId, machine } = thisMachine();
  const date = new Date().toISOString().slice(0, 10);
  return {
    subjects,
    machineId,
    machine,
    run: async (scenario, subject) => {
      const text = scenario.runs.get(subject.id) ?? '';
      const once = () => observe(scenario, subject, text, place);
      const observed = await (scenario.races ? repeatedly(once) : once());
      if ('left' in observed) return observed;
      const { result, engine, ...rest } = observed;
      const wait = typeof result === 'object' || scenario.see ? undefined : waitOf(result);
      return {
        subject: subject.id,
        version: subject.version,
        ...(engine !== undefined && { engine }),
        machine: machineId,
        date,
        result,
        ...(wait !== undefined && { wait }),
        ...rest,
      };
    },
    close: async () => {
      await services?.stop();
      await engines.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How often a scenario is run whose result depends on who is faster. */
export const RUNS = 10;

/** All runs as one: in how many of them the engine said OOMKilled. Anything else that differs is no race, but a fault. */
async function repeatedly(once: () => Promise<Observed | Left>): Promise<Observed | Left> {
  const seen: Observed[] = [];
  for (let count = 0; count < RUNS; count++) {
    const observed = await once();
    if ('left' in observed) return observed;
    seen.push(observed);
  }
  const [first, ...rest] = seen.map(({ result }) => JSON.stringify(withoutOom(result)));
  const other = rest.find((each) => each !== first);
  if (other !== undefined) return { left: `it ends differently each time: ${first} and ${other}` };
  const [observed] = seen;
  if (!observed || typeof observed.result !== 'object') return observed ?? { left: 'it was not run' };
  const times = seen.filter(({ result }) => typeof result === 'object' && result.oomKilled === true).length;
  return { ...observed, result: { ...observed.result, oomKilled: { times, of: RUNS } } };
}

function withoutOom(result: Observed['result']) {
  return typeof result === 'object' ? { ...result, oomKilled: undefined } : result;
}

/** The engines that these scenarios need: Docker also where a program is PID 1, or a service manager has no other place. */
function enginesOf(scenarios: readonly LabScenario[], subjects: ReadonlySet<SubjectId>) {
  const named = (['docker', 'podman', 'ctr', 'runc'] as const).filter((id) => subjects.has(id));
  const below = scenarios.some(({ how }) => how === 'container' || (how === 'unit' && !OWN_MACHINE));
  return new Set([...named, ...(below ? (['docker'] as const) : [])]);
}

async function makeApplets(folder: string, busybox: string): Promise<string> {
  mkdirSync(folder);
  await run(busybox, ['--install', '-s', folder]);
  // The shell that runs the line stays the machine's own.
  for (const name of ['sh', 'ash']) rmSync(join(folder, name), { force: true });
  return folder;
}

/** The raw wait status of an ending: 256 times an exit status, or a signal's number. */
function waitOf(result: number | string): number | undefined {
  if (typeof result === 'number') return result * SHIFT;
  return constants.signals[result as NodeJS.Signals];
}

function thisMachine(): { machineId: string; machine: Machine } {
  const system = existsSync('/etc/os-release')
    ? (/^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform)
    : process.platform;
  const mounts = existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : '';
  // Where memory is accounted decides how an engine learns of an OOM kill.
  const cgroup = /^\S+ \S+ cgroup \S*\bmemory\b/m.test(mounts)
    ? 'v1'
    : mounts.includes(' cgroup2 ')
      ? 'v2'
      : 'none';
  const [kernel = ''] = /^\d+\.\d+(\.\d+)?/.exec(release()) ?? [release()];
  const cpu = arch() === 'x64' ? 'x86_64' : arch();
  const kind = /debian/i.test(system) ? 'debian' : process.platform;
  const machineId = `${OWN_MACHINE ? 'uml' : kind}-${kernel}-${cpu}-${cgroup}`;
  const where = OWN_MACHINE ? `${system}, User Mode Linux` : system;
  return { machineId, machine: { system: where, kernel, cpu, cgroup } };
}
