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

import { isDeepStrictEqual } from 'node:util';
import { ranOn, type Cell, type ObservationFile } from '../../src/schema/observation.ts';
import { agrees, expectedOf, SUBJECTS, type LabScenario, type SubjectId } from '../../src/schema/scenario.ts';
import { installPackages } from '../apt.ts';
import { onArm64, openArm64 } from './arm64.ts';
import { AT_ONCE, inCluster, openCluster } from './cluster.ts';
import { isQuick, openLab } from './lab.ts';
import { readRecords, readScenarios, sameCell, writeRecords } from './records.ts';
import { findSubject, packagesOf } from './subjects.ts';
import { GROUPS, runInVm } from './vm.ts';

const OPTIONS = ['--all', '--check', '--quick', '--arm64', '--vm'];
const [context, words] = withoutContext(process.argv.slice(2));
const names = words.filter((word) => !word.startsWith('--'));
const has = (option: string) => words.includes(option);

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

if (has('--vm')) {
  const rest = words.filter((word) => word !== '--vm');
  process.exit(await runInVm(names.length > 0 ? rest : [...rest, ...GROUPS]));
}

const wanted = (scenario: LabScenario, subject: SubjectId) => {
  const { id, group } = scenario;
  if (has('--arm64') && (subject !== 'c' || !onArm64(scenario))) return false;
  if (context !== undefined && !inCluster(scenario)) return false;
  if (has('--quick') && !isQuick(scenario, subject)) return false;
  return names.length === 0 || [id, group, subject].some((name) => names.includes(name));
};
const scenarios = all.filter((scenario) => [...scenario.runs.keys()].some((id) => wanted(scenario, id)));

interface Job {
  readonly scenario: LabScenario;
  readonly subject: SubjectId;
}

const jobs: readonly Job[] = scenarios.flatMap((scenario) =>
  [...scenario.runs.keys()].filter((id) => wanted(scenario, id)).map((subject) => ({ scenario, subject })),
);

if (has('--all')) await install();
const started = performance.now();
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

interface Tally {
  agreed: number;
  changed: number;
  fresh: number;
  skipped: number;
}

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

console.log(`\n${closingTable()}`);
const took = Math.round((performance.now() - started) / 1000);
const changed = [...tallies.values()].reduce((sum, tally) => sum + tally.changed, 0);
console.log(`\n${jobs.length} runs in ${took} s; ${has('--check') ? 'nothing written' : 'recorded'}.`);
if (changed > 0) process.exitCode = 1;

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

function closingTable(): string {
  const head = ['group', 'agreed', 'changed', 'new', 'skipped'];
  const rows = [...tallies].map(([group, { agreed, changed: differ, fresh, skipped }]) => [
    group,
    ...[agreed, differ, fresh, skipped].map(String),
  ]);
  const sums = [1, 2, 3, 4].map((column) => rows.reduce((sum, row) => sum + Number(row[column]), 0));
  const lines = [head, ...rows, ['all', ...sums.map(String)]];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
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
