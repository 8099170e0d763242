/**
 * systemd as a service manager: units are written, started, looked at. In the lab's own machine it is PID 1; elsewhere it
 * runs in a container of the lab's Docker, since nothing of the machine's own is touched.
 */

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EndingFields, LabScenario } from '../../src/schema/scenario.ts';
import { HOST_IMAGE, type Engine } from './engines.ts';
import type { Left, Observed } from './observe.ts';
import { OWN_MACHINE, PATIENCE } from './own-machine.ts';
import { firstLine, run, type Run } from './process.ts';

export interface Services {
  readonly observe: (scenario: LabScenario) => Promise<Observed | Left>;
  readonly stop: () => Promise<void>;
}

const SYSTEMD = '/usr/lib/systemd/systemd';
const NAME = `lab-systemd-${process.pid}`;
const CAPABILITIES = 'SYS_ADMIN NET_ADMIN SYS_PTRACE DAC_READ_SEARCH SYS_NICE MKNOD'.split(' ');
const MAIN_CODES = { '1': 'exited', '2': 'killed', '3': 'dumped' } as const;

/** Where systemd runs: how to call its tools, and how records name it. */
interface Manager {
  readonly call: (...words: string[]) => Promise<Run>;
  readonly engine: string;
  readonly stop: () => Promise<void>;
}

/** Starts it with a unit for each scenario. Undefined, with the reason said, where it does not come up. */
export async function startServices(
  docker: Engine | undefined,
  scenarios: readonly LabScenario[],
  fixtures: string,
  version: string,
  say: (line: string) => void,
): Promise<Services | undefined> {
  const manager = OWN_MACHINE
    ? await ownManager(scenarios, version)
    : docker && (await containerManager(docker, scenarios, fixtures, version, say));
  if (!manager) return undefined;
  const { call: inside, engine, stop } = manager;
  await inside('systemctl', 'start', 'lab-keep.service');

  const observe = async (scenario: LabScenario): Promise<Observed> => {
    const unit = unitOf(scenario);
    let last = await inside('systemctl', 'start', unit);
    for (const line of scenario.then ?? []) {
      const words = line.replaceAll('NAME', unit).split(' ');
      last = await inside('systemctl', ...words);
    }
    const show = async () =>
      Object.fromEntries(
        (
          await inside('systemctl', 'show', '-p', 'ActiveState,Result,ExecMainCode,ExecMainStatus', unit)
        ).stdout
          .trim()
          .split('\n')
          .map((line) => line.split('=') as [string, string]),
      ) as Record<string, string>;
    let state = await show();
    const until = performance.now() + (scenario.seconds ?? 10 * PATIENCE) * 1000;
    while (!/^(inactive|failed)$/.test(state['ActiveState'] ?? '') && performance.now() < until) {
      await wait(200);
      state = await show();
    }
    const code = MAIN_CODES[state['ExecMainCode'] as keyof typeof MAIN_CODES];
    const result: EndingFields = {
      cli: last.end,
      ...(code && { state: Number(state['ExecMainStatus']), code }),
      status: state['ActiveState'] ?? '',
      result: state['Result'] ?? '',
    };
    const line = firstLine(last.stderr || last.stdout);
    await inside('systemctl', 'stop', unit);
    return { result, engine, ...(line && { stderr: line }) };
  };
  return { observe, stop };
}

/** The units themselves, in a folder of systemd's. */
function writeUnits(folder: string, scenarios: readonly LabScenario[]) {
  mkdirSync(folder, { recursive: true });
  for (const scenario of scenarios) {
    const text = scenario.runs.get('systemd') ?? '';
    writeFileSync(join(folder, unitOf(scenario)), `[Service]\n${text}\n`);
  }
  // A unit that another one names is not forgotten when it ends, so that its result can be read.
  writeFileSync(
    join(folder, 'lab-keep.service'),
    `[Unit]\nAfter=${scenarios.map(unitOf).join(' ')}\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n`,
  );
}

/** The machine's own systemd: only in the machine that the lab started for itself and throws away. */
async function ownManager(scenarios: readonly LabScenario[], version: string): Promise<Manager> {
  writeUnits('/run/systemd/system', scenarios);
  const call = ([command = '', ...args]: readonly string[]) =>
    run(command, args, { seconds: 20, unbounded: true });
  await call(['systemctl', 'daemon-reload']);
  return {
    call: (...words) => call(words),
    engine: `systemd ${version} as PID 1`,
    stop: async () => Promise.resolve(),
  };
}

async function containerManager(
  { run: call }: Engine,
  scenarios: readonly LabScenario[],
  fixtures: string,
  version: string,
  say: (line: string) => void,
): Promise<Manager | undefined> {
  const folder = mkdtempSync('/var/tmp/exit-codes-units-');
  writeUnits(join(folder, 'systemd/system'), scenarios);
  for (const file of ['passwd', 'group', 'nsswitch.conf', 'ld.so.cache']) {
    if (existsSync(`/etc/${file}`)) copyFileSync(`/etc/${file}`, join(folder, file));
  }
  const inside = (...words: string[]) => call(['exec', NAME, ...words], { seconds: 40 });
  const stop = async () => {
    await call(['rm', '-f', '-v', NAME], { seconds: 30 });
    rmSync(folder, { recursive: true, force: true });
  };
  await call(
    [
      ...['run', '-d', '--name', NAME, '--network', 'none', '--memory', '512m', '--pids-limit', '400'],
      ...CAPABILITIES.flatMap((each) => ['--cap-add', each]),
      ...['--security-opt', 'seccomp=unconfined', '--cgroupns', 'private'],
      ...['--tmpfs', '/run', '--tmpfs', '/tmp', '-v', '/usr:/usr:ro', '-v', `${folder}:/etc`],
      ...['-v', `${fixtures}:/lab:ro`, '-e', 'container=docker', '--entrypoint', '/bin/sh', HOST_IMAGE, '-c'],
      `mount -o remount,rw /sys/fs/cgroup; exec ${SYSTEMD} --unit=sysinit.target`,
    ],
    { seconds: 30 },
  );
  for (let tries = 0; tries < 100; tries++) {
    if (/^(running|degraded|starting)/.test((await inside('systemctl', 'is-system-running')).stdout))
      return { call: inside, engine: `systemd ${version} in a container`, stop };
    await wait(200);
  }
  const { stdout, stderr } = await call(['logs', NAME]);
  say(`systemd: left out, it does not come up: ${firstLine(stderr || stdout)}`);
  await stop();
  return undefined;
}

function unitOf({ id }: LabScenario): string {
  return `lab-${id}.service`;
}
