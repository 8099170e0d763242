/**
 * `npm run lab`: runs the scenarios of `content/scenarios` on every subject found on this machine, and records what
 * happened in `content/observations`. Names after `--` run only those groups, scenarios or subjects.
 *
 *   --all     first installs what is missing with apt, as root on Debian, and says what
 *   --check   records nothing, and exits with 1 when something is not as recorded or expected
 *   --quick   shells, tools and interpreters alone: no compiler, no engine
 *   --arm64   C programs on another processor, which is emulated: see arm64.ts
 *   --vm      in a machine of its own, with cgroup v2 and today's engines: see vm.ts
 *   --context NAME   pods, in the cluster that kubectl knows by this name: see cluster.ts
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ranOn, type Cell, type ObservationFile } from '../../src/schema/observation.ts';
import { agrees, expectedOf, SUBJECTS, type LabScenario, type SubjectId } from '../../src/schema/scenario.ts';
import { installPackages } from '../apt.ts';
import { onArm64, openArm64 } from './arm64.ts';
import { AT_ONCE, inCluster, openCluster } from './cluster.ts';
import { isQuick, openLab, RUNS } from './lab.ts';
import { OWN_MACHINE, SHARE, TALLY_FILE } from './own-machine.ts';
import { readRecords, readScenarios, sameCell, writeRecords } from './records.ts';
import { findSubject, packagesOf } from './subjects.ts';
import { closingTable, countsOf, shares, type Tallies, type Tally } from './tally.ts';
import { GROUPS, machinesAtOnce, runInVm } from './vm.ts';

const OPTIONS = ['--all', '--check', '--quick', '--arm64', '--vm'];
const [context, words] = withoutContext(process.argv.slice(2));
const names = words.filter((word) => !word.startsWith('--'));
const has = (option: string) => words.includes(option);

const started = performance.now();
const root = process.cwd();
const all = readScenarios(root);
const known = new Set<string>([...SUBJECTS, ...all.flatMap(({ id, group }) => [id, group])]);
const unknown = words.filter((word) => !known.has(word) && !OPTIONS.includes(word));
if (unknown.length > 0) {
  console.error(
    `Not known: ${unknown.join(', ')}. Accepted are ${OPTIONS.join(', ')}, --context NAME, groups, scenarios and subjects.`,
  );
  process.exit(2);
}

const wanted = (scenario: LabScenario, subject: SubjectId) => {
  const { id, group } = scenario;
  if (has('--arm64') && (subject !== 'c' || !onArm64(scenario))) return false;
  if (context !== undefined && !inCluster(scenario)) return false;
  if (has('--quick') && !isQuick(scenario, subject)) return false;
  return names.length === 0 || [id, group, subject].some((name) => names.includes(name));
};
const scenarios = all.filter((scenario) => [...scenario.runs.keys()].some((id) => wanted(scenario, id)));

if (has('--vm')) {
  const inside = scenarios.filter(({ group }) => names.length > 0 || GROUPS.includes(group));
  const options = words.filter((word) => word.startsWith('--') && word !== '--vm');
  // Groups go to several machines; a record is written by one machine alone, so a part of a group is not divided.
  const whole = names.every((name) => inside.some(({ group }) => group === name));
  const weights = new Map<string, number>();
  for (const { group, runs, races } of inside)
    weights.set(group, (weights.get(group) ?? 0) + runs.size * (races ? RUNS : 1));
  const parts = whole ? shares(weights, machinesAtOnce()) : [names];
  const inVm = await runInVm(parts.map((part) => [...options, ...part]));
  if ('tallies' in inVm) tellEnd(inVm.tallies);
  process.exit(inVm.status);
}

interface Job {
  readonly scenario: LabScenario;
  readonly subject: SubjectId;
}

const jobs: readonly Job[] = scenarios.flatMap((scenario) =>
  [...scenario.runs.keys()].filter((id) => wanted(scenario, id)).map((subject) => ({ scenario, subject })),
);

if (has('--all')) await install();
const say = (line: string) => console.log(`  ${line}`);
const opened = has('--arm64')
  ? await openArm64(scenarios)
  : context === undefined
    ? await openLab(scenarios, { quick: has('--quick'), say })
    : await openCluster(context, say);
if (typeof opened === 'string') {
  console.error(`No ${has('--arm64') ? 'arm64' : 'cluster'} here: ${opened}.`);
  process.exit(2);
}
const lab = opened;
// What runs somewhere else has to be ended there too.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void lab.close().finally(() => process.exit(130)));

const cells = new Map<string, Cell[]>();
const tallies = new Map<string, Tally>();
/** What was on record when the run began. */
const recordedBefore = new Map<string, ObservationFile>();
let done = 0;
let lastTold = started;

try {
  // Group by group, those that are named in the order in which they are.
  const groups = new Set(scenarios.map((scenario) => scenario.group));
  for (const group of new Set([...names.filter((name) => groups.has(name)), ...groups])) {
    const own = jobs.filter(({ scenario }) => scenario.group === group);
    // What sleeps most of the time may run side by side; a machine that is out of breath changes results.
    const together = own.some(({ scenario }) => scenario.how === 'unit') ? 1 : 4;
    await pool(own, context === undefined ? together : AT_ONCE);
    record(group);
  }
} finally {
  await lab.close();
}

const ended = Object.fromEntries(tallies);
// A machine that was started for this run tells it to the one who started it, who may have started others.
if (OWN_MACHINE) writeFileSync(join(SHARE, TALLY_FILE), JSON.stringify(ended));
else tellEnd(ended);
if (countsOf(ended).changed > 0) process.exitCode = 1;

function tellEnd(all: Tallies) {
  const took = Math.round((performance.now() - started) / 1000);
  console.log(`\n${closingTable(all)}\n`);
  console.log(`${countsOf(all).runs} runs in ${took} s; ${has('--check') ? 'nothing written' : 'recorded'}.`);
}

/** The cluster that is named after `--context`, and all other words. */
function withoutContext(given: readonly string[]): readonly [string | undefined, readonly string[]] {
  const at = given.indexOf('--context');
  if (at < 0) return [undefined, given];
  const name = given[at + 1];
  if (name === undefined || name.startsWith('--')) {
    console.error(
      'Expected the name of a cluster after --context, as `kubectl config get-contexts` lists them.',
    );
    process.exit(2);
  }
  return [name, given.toSpliced(at, 2)];
}

async function pool(queue: readonly Job[], width: number) {
  const rest = [...queue];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let job = rest.shift(); job; job = rest.shift()) await runJob(job);
    }),
  );
}

async function runJob({ scenario, subject: id }: Job) {
  const tally = tallies.get(scenario.group) ?? { agreed: 0, changed: 0, fresh: 0, skipped: 0 };
  tallies.set(scenario.group, tally);
  const subject = lab.subjects.get(id);
  const cell = subject ? await lab.run(scenario, subject) : { left: 'not found here' };
  const where = `${scenario.id} on ${id}`;
  done++;
  if ('left' in cell) {
    tally.skipped++;
    // Said once when it was looked for; other reasons are this run's own.
    if (subject) console.log(`skipped: ${where}: ${cell.left}`);
    return;
  }
  cells.set(scenario.id, [...(cells.get(scenario.id) ?? []), cell]);
  const records = recordedBefore.get(scenario.group) ?? readRecords(root, scenario.group);
  if (records) recordedBefore.set(scenario.group, records);
  const machines = { ...records?.machines, [lab.machineId]: lab.machine };
  const before = records?.scenarios[scenario.id]?.cells.find((each) => sameCell(each, cell, machines));
  const expected = expectedOf(scenario, ranOn(cell, machines));
  const show = (value: unknown) => JSON.stringify(value);
  if (expected !== undefined && !agrees(expected, cell.result)) {
    tally.changed++;
    console.log(
      `differs: ${where}: expected ${show(expected)}, got ${show(cell.result)} ${cell.stderr ?? ''}`,
    );
  } else if (
    before &&
    !isDeepStrictEqual(comparable(before.result, scenario), comparable(cell.result, scenario))
  ) {
    tally.changed++;
    console.log(`changed: ${where}: recorded ${show(before.result)}, now ${show(cell.result)}`);
  } else if (before) tally.agreed++;
  else tally.fresh++;
  if (performance.now() - lastTold < 30_000) return;
  lastTold = performance.now();
  console.log(`  ${done} of ${jobs.length} after ${Math.round((lastTold - started) / 1000)} s`);
  record(scenario.group);
}

/** Writes down what there is of a group, also while it still runs: a run that is broken off loses half a minute. */
function record(group: string) {
  if (has('--check')) return;
  const known = all.filter((scenario) => scenario.group === group);
  writeRecords(root, group, known, lab.machineId, lab.machine, cells);
}

/** What races differs in its count from run to run, or was once seen without one, which is no change. */
function comparable(result: Cell['result'], { races }: LabScenario) {
  return races && typeof result === 'object' ? { ...result, oomKilled: 'counted' } : result;
}

/** Installs the packages of subjects that are not there. Anything but Debian's root is told what is missing. */
async function install() {
  const ids = [...new Set(jobs.map(({ subject }) => subject))];
  const found = await Promise.all(ids.map(async (id) => [id, await findSubject(id)] as const));
  const missing = packagesOf(found.flatMap(([id, subject]) => (subject ? [] : [id])));
  if (missing.length === 0) return;
  console.log(`Installing: ${missing.join(' ')}`);
  if (!installPackages(missing))
    console.log('Not installed: this needs root on Debian. What is missing is skipped, and counted below.');
}
