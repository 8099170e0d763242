/** Runs one scenario on one subject and says what happened. One function for each method of a scenario. */

import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ending, EndingFields, LabScenario } from '../../src/schema/scenario.ts';
import { HOST_IMAGE, IMAGE, type Engine, type Engines } from './engines.ts';
import { COMPILED, copyFixtures } from './fixtures.ts';
import { firstLine, run, type Limits, type Run } from './process.ts';
import { OWN_MACHINE, PATIENCE } from './own-machine.ts';
import { build, type Built } from './programs.ts';
import type { Services } from './services.ts';
import type { Subject } from './subjects.ts';

export interface Observed {
  readonly result: Ending | EndingFields;
  /** The first lines of both outputs; absent when there was none. */
  readonly stdout?: string;
  readonly stderr?: string;
  /** How long a stop took, in whole seconds: only where a scenario stops something. */
  readonly seconds?: number;
  /** What it ran in, with versions. */
  readonly engine?: string;
}

export interface Place {
  /** A folder with the fixtures, copied for every run. */
  readonly fixtures: string;
  /** Fixtures that could not be made on this machine. */
  readonly missing: readonly string[];
  /** A folder of busybox applets, for the tools that are busybox's. */
  readonly applets: string | undefined;
  /** Where built programs are kept, for all who run the same. */
  readonly programs: { readonly kept: string; readonly built: Built };
  readonly engines: Engines;
  readonly services: Services | undefined;
}

/** Why it cannot be run here, as half a sentence. */
export interface Left {
  readonly left: string;
}

const SHELLS: Readonly<Record<string, readonly string[]>> = { ash: ['sh'], fish: ['--no-config'] };

export async function observe(
  scenario: LabScenario,
  subject: Subject,
  text: string,
  place: Place,
): Promise<Observed | Left> {
  const lacking = COMPILED.filter(
    (name) => place.missing.includes(name) && new RegExp(`/${name}\\b`).test(text),
  );
  if (lacking.length > 0) return { left: `${lacking.join(', ')} needs a C compiler` };
  if (scenario.needs === 'root' && process.getuid?.() !== 0) return { left: 'it needs root' };
  // realpath: a shell prints its folder without symbolic links.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lab-')));
  try {
    copyFixtures(place.fixtures, folder);
    switch (scenario.how) {
      case 'shell':
      case 'stdin':
      case 'script':
      case 'tool':
        return await observeText(scenario, subject, text, folder, place);
      case 'program':
        return await observeProgram(scenario, subject, text, folder, place);
      case 'container':
        return await observeContainer(scenario, subject, text, folder, place);
      case 'engine':
        return await observeEngine(scenario, subject, text, folder, place);
      case 'unit':
        return place.services
          ? await place.services.observe(scenario)
          : { left: 'systemd needs the lab’s Docker, or the lab’s own machine' };
      case 'pod':
        return { left: 'a pod needs a cluster' };
    }
  } finally {
    await run('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** `first` is the folder that is looked through before the machine's own. */
function environment(folder: string, first?: string): NodeJS.ProcessEnv {
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  return { PATH: first ? `${first}:${path}` : path, HOME: folder, LC_ALL: 'C', TERM: 'dumb' };
}

async function observeText(
  scenario: LabScenario,
  subject: Subject,
  text: string,
  folder: string,
  place: Place,
): Promise<Observed | Left> {
  const limits = limitsOf(scenario, folder);
  const first = SHELLS[subject.id] ?? [];
  const shell = (args: readonly string[], more: Limits = {}) =>
    run(subject.path, [...first, ...args], { ...limits, ...more });
  switch (scenario.how) {
    case 'stdin':
      return told(scenario, await shell([], { input: `${text}\n` }), folder);
    case 'script':
      writeFileSync(join(folder, 'script'), `${text}\n`);
      return told(scenario, await shell(['script']), folder);
    case 'tool': {
      if (subject.id === 'systemd' && !OWN_MACHINE)
        return { left: 'systemd is PID 1 in the lab’s own machine' };
      if (subject.id === 'busybox' && !place.applets) return { left: 'busybox has no applets here' };
      // The project brings its own Node along: another one of the machine's must not be what is run.
      const own = subject.id === 'node' ? dirname(subject.path) : undefined;
      const env = environment(folder, subject.id === 'busybox' ? place.applets : own);
      return told(scenario, await run('/bin/sh', ['-c', text], { ...limits, env }), folder);
    }
    default:
      return told(scenario, await shell(['-c', text]), folder);
  }
}

async function observeProgram(
  scenario: LabScenario,
  subject: Subject,
  text: string,
  folder: string,
  { programs }: Place,
): Promise<Observed | Left> {
  const built = await build(subject, text, folder, programs);
  if ('error' in built) return { left: built.error };
  const [command, ...args] = built.words;
  return told(
    scenario,
    await run(command.startsWith('./') ? join(folder, command) : command, args, limitsOf(scenario, folder)),
    folder,
  );
}

function limitsOf({ seconds }: LabScenario, folder: string): Limits {
  return { cwd: folder, env: environment(folder), ...(seconds !== undefined && { seconds }) };
}

function told({ see }: LabScenario, { end, stdout, stderr }: Run, folder: string): Observed {
  const line = firstLine(stdout, folder);
  const seen: Ending = /^-?\d{1,10}$/.test(line) ? Number(line) : line;
  const late = end === 'running' || end === 'stopped';
  return { result: see && !late ? seen : end, ...outputs(stdout, stderr, folder) };
}

function outputs(stdout: string, stderr: string, folder: string) {
  const [out, err] = [firstLine(stdout, folder), firstLine(stderr, folder)];
  return { ...(out && { stdout: out }), ...(err && { stderr: err }) };
}

async function observeContainer(
  scenario: LabScenario,
  subject: Subject,
  text: string,
  folder: string,
  { engines: { docker }, programs }: Place,
): Promise<Observed | Left> {
  if (!docker) return { left: 'no Docker daemon here' };
  const built = await build(subject, text, folder, programs);
  if ('error' in built) return { left: built.error };
  const [command, ...args] = built.words;
  // The project's own Node is not below /usr.
  const own = command === process.execPath;
  return withContainer(
    docker,
    scenario,
    [
      ...['-v', '/usr:/usr:ro', '-v', '/etc:/etc:ro', '-v', `${folder}:/lab:ro`, '-w', '/lab'],
      ...(own ? ['-v', `${command}:/opt/node:ro`] : []),
      ...(scenario.init ? ['--init'] : []),
      ...(await words(scenario.options ?? '')),
      HOST_IMAGE,
      own ? '/opt/node' : command.replace(/^\.\//, '/lab/'),
      ...args,
    ],
    folder,
  );
}

async function observeEngine(
  scenario: LabScenario,
  subject: Subject,
  text: string,
  folder: string,
  { engines }: Place,
): Promise<Observed | Left> {
  const given = await words(text);
  if (subject.id === 'ctr') {
    const { ctr } = engines;
    if (!ctr) return { left: 'no containerd here' };
    const name = freshName();
    const mount = `type=bind,src=${folder},dst=/lab,options=rbind:ro`;
    const args = given.flatMap((word) => (word === 'IMAGE' ? [`docker.io/library/${IMAGE}`, name] : [word]));
    const ran = await ctr.run(['run', '--rm', '--mount', mount, ...args], {
      seconds: scenario.seconds ?? 20,
    });
    await ctr.run(['tasks', 'kill', '-s', 'SIGKILL', name]);
    await ctr.run(['containers', 'rm', name]);
    return { result: { cli: ran.end }, engine: ctr.name, ...outputs(ran.stdout, ran.stderr, folder) };
  }
  if (subject.id === 'runc') {
    const { runc } = engines;
    if (!runc) return { left: 'no runc here' };
    const program = given.filter((word) => word !== 'IMAGE');
    const ran = await runc.run([folder, ...program], { seconds: scenario.seconds ?? 20 });
    return { result: { cli: ran.end }, engine: runc.name, ...outputs(ran.stdout, ran.stderr, folder) };
  }
  const engine = subject.id === 'podman' ? engines.podman : engines.docker;
  if (!engine) return { left: `no ${subject.id} that runs containers here` };
  return withContainer(
    engine,
    scenario,
    [
      ...['-v', `${folder}:/lab:ro`],
      ...(await words(scenario.options ?? '')),
      ...given.map((word) => (word === 'IMAGE' ? IMAGE : word)),
    ],
    folder,
  );
}

let count = 0;
const freshName = () => `lab-${process.pid}-${++count}`;

/** Enough for every runtime, unless a scenario has its own idea. */
const BOUNDS = [
  ['--memory', '512m'],
  ['--pids-limit', '200'],
] as const;

async function withContainer(
  { run: call, name: engine, ...ask }: Engine,
  scenario: LabScenario,
  given: readonly string[],
  folder: string,
): Promise<Observed> {
  const name = freshName();
  const bounds = BOUNDS.filter(([option]) => !given.some((word) => word.startsWith(option)));
  const start = ['--name', name, '--network', 'none', ...bounds.flat(), ...given];
  const seconds = scenario.seconds ?? 20;
  try {
    if (!scenario.then) {
      const ran = await call(['run', ...start], { seconds });
      await settled(ask, name, ENDING);
      const state = await stateOf(ask, name);
      return { result: { cli: ran.end, ...state }, engine, ...outputs(ran.stdout, ran.stderr, folder) };
    }
    let last = await call(['run', '-d', ...start], { seconds });
    await ask.isReady(name, 10);
    const began = performance.now();
    for (const line of scenario.then) {
      last = await call(await words(line.replaceAll('NAME', name)), { seconds });
    }
    const took = Math.round((performance.now() - began) / 1000);
    await settled(ask, name, ['running', ...ENDING]);
    const state = await stateOf(ask, name);
    const stops = scenario.then.some((line) => line.startsWith('stop'));
    return {
      result: { cli: last.end, ...state },
      engine,
      ...(stops && { seconds: took }),
      // The command's own answer; the name that the lab gave is nobody's concern.
      ...outputs(last.stdout.replaceAll(name, 'NAME'), last.stderr.replaceAll(name, 'NAME'), folder),
    };
  } finally {
    await ask.remove(name);
  }
}

async function stateOf({ state }: Pick<Engine, 'state'>, name: string): Promise<EndingFields> {
  const found = await state(name);
  return found ? { state: found.code, oomKilled: found.oomKilled, status: found.status } : {};
}

/** On the way to an end: podman passes through these before it knows the code, also after its `run` has returned. */
const ENDING = ['stopping', 'stopped'];

/** Milliseconds, on a machine of usual speed. */
const SETTLING = 1500;

/** Gives what was sent time to arrive: until the container is in none of these states, or the time is over. */
async function settled(ask: Pick<Engine, 'state'>, name: string, transient: readonly string[]) {
  // By the clock: on a slow machine one look takes longer than the wait between two.
  const until = performance.now() + SETTLING * PATIENCE;
  for (;;) {
    const { status = '' } = await stateOf(ask, name);
    if (!transient.includes(status) || performance.now() > until) return;
    await wait(100);
  }
}

/** A line as the words that a shell makes of it; nothing in it is expanded to file names. */
async function words(line: string): Promise<readonly string[]> {
  if (line.trim() === '') return [];
  const { stdout } = await run('/bin/sh', ['-c', `set -f; set -- ${line}\nprintf '%s\\0' "$@"`]);
  return stdout.split('\0').slice(0, -1);
}
