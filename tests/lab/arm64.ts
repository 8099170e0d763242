/**
 * `npm run lab -- --arm64`: what C programs do on another processor, as children and as PID 1. An arm64 kernel of Debian's
 * runs below QEMU's emulation with nothing but a program of ours as its init, which starts the compiled scenarios and
 * prints their raw wait statuses. There is no engine: PID 1 is the first process of a new PID namespace.
 */

import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { constants, homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SHIFT } from '../../src/core/arithmetic/wait-status.ts';
import type { Cell, Machine } from '../../src/schema/observation.ts';
import type { LabScenario } from '../../src/schema/scenario.ts';
import type { Lab } from './lab.ts';
import type { Left } from './observe.ts';
import { firstLine, run } from './process.ts';
import { locate } from './subjects.ts';

const SUITE = 'forky';
const MIRROR = 'http://deb.debian.org/debian';
/** Debian's kernel for virtual machines: a third of the size of the one for hardware. */
const KERNEL = 'linux-image-cloud-arm64';
const COMPILER = 'aarch64-linux-gnu-gcc';
const QEMU = 'qemu-system-aarch64';
const CPU = 'cortex-a72';
/** Seconds until everything is given up; programs have sixty each, and run eight at a time. */
const SECONDS = 400;

/** Runs /jobs/N, as a child or as PID 1 of a namespace, and prints `@@ N <raw wait status> <first line>`. */
const INIT = `
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#define MOST 8
struct job { pid_t pid; int number; int out; int ticks; };
static struct job jobs[MOST];
static void start(struct job *job, int number, int first) {
  int out[2];
  if (pipe(out)) return;
  long flags = SIGCHLD | (first ? CLONE_NEWPID : 0);
  pid_t pid = syscall(SYS_clone, flags, 0, 0, 0, 0);
  if (pid == 0) {
    char path[32];
    snprintf(path, sizeof path, "/jobs/%d", number);
    dup2(out[1], 1); dup2(out[1], 2); close(out[0]); close(out[1]);
    chdir("/tmp");
    execl(path, path, (char *)0);
    _exit(126);
  }
  close(out[1]);
  fcntl(out[0], F_SETFL, O_NONBLOCK);
  *job = (struct job){ pid, number, out[0], 0 };
}
static void told(struct job *job, int status) {
  char text[200];
  long length = read(job->out, text, sizeof text - 1);
  text[length > 0 ? length : 0] = 0;
  text[strcspn(text, "\\r\\n")] = 0;
  if (status < 0) printf("@@ %d late %s\\n", job->number, text);
  else printf("@@ %d %d %s\\n", job->number, status, text);
  fflush(stdout);
  close(job->out);
  job->pid = 0;
}
int main(void) {
  int number = 0, first = 0, left = 1;
  mount("proc", "/proc", "proc", 0, 0);
  FILE *list = fopen("/list", "r");
  while (list && left) {
    left = 0;
    for (int at = 0; at < MOST; at++) {
      struct job *job = &jobs[at];
      int status;
      if (job->pid && waitpid(job->pid, &status, WNOHANG) == job->pid) told(job, status);
      if (job->pid && ++job->ticks > 1200) { kill(job->pid, SIGKILL); waitpid(job->pid, &status, 0); told(job, -1); }
      if (!job->pid && fscanf(list, "%d %d", &number, &first) == 2) start(job, number, first);
      if (job->pid) left = 1;
    }
    usleep(50000);
  }
  printf("@@ end\\n");
  fflush(stdout);
  reboot(RB_POWER_OFF);
}
`;

interface Job {
  readonly scenario: LabScenario;
  readonly first: boolean;
}

/** What of a scenario can be run without an engine: a C program, alone or as PID 1. */
export function onArm64({ how, runs, init, then, options, see }: LabScenario): boolean {
  const alone = !init && !then && options === undefined;
  // There is no shell beside it, nor any other program.
  return (
    !/\bsystem\(|\bexec[lv]\w*\(|\/bin\//.test(runs.get('c') ?? '') &&
    runs.has('c') &&
    (how === 'program' || (how === 'container' && alone && !see))
  );
}

/** Compiles and runs all of them at once; the lab then only hands out what was seen. A sentence where it cannot be done. */
export async function openArm64(scenarios: readonly LabScenario[]): Promise<Lab | string> {
  const missing = [
    [QEMU, 'qemu-system-arm'],
    [COMPILER, 'gcc-aarch64-linux-gnu libc6-dev-arm64-cross'],
    ['mmdebstrap', 'mmdebstrap'],
  ].filter(([command = '']) => !locate(command));
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version') || process.getuid?.() !== 0)
    return 'it needs root on Debian, whose packages it is made of';
  if (missing.length > 0) return `it needs ${missing.map(([, name]) => name).join(' ')}, from apt`;
  const kernel = await findKernel();
  if (!kernel) return `the package ${KERNEL} of Debian ${SUITE} could not be fetched`;

  const folder = mkdtempSync(join(tmpdir(), 'lab-arm64-'));
  try {
    const jobs = scenarios
      .filter(onArm64)
      .map((scenario): Job => ({ scenario, first: scenario.how === 'container' }));
    const left = new Map<string, Left>();
    const entries: Entry[] = [...['proc', 'tmp', 'dev', 'jobs'].map((path) => ({ path, mode: 0o40755 }))];
    // The kernel gives init its first three descriptors from here.
    entries.push({ path: 'dev/console', mode: 0o20600, device: [5, 1] });
    const compiled = async (source: string, name: string): Promise<Buffer | string> => {
      writeFileSync(join(folder, 'main.c'), source);
      const flags = ['-O0', '-w', '-static', '-o', name, 'main.c', '-lm'];
      const { end, stderr } = await run(COMPILER, flags, { cwd: folder, seconds: 60, unbounded: true });
      return end === 0
        ? readFileSync(join(folder, name))
        : firstLine(stderr.replace(/^(?!.*error).*\n/gim, ''));
    };
    const init = await compiled(INIT, 'init');
    if (typeof init === 'string') return `its init does not compile: ${init}`;
    entries.push({ path: 'init', mode: 0o100755, data: init });
    const list: string[] = [];
    for (const [index, { scenario, first }] of jobs.entries()) {
      const program = await compiled(scenario.runs.get('c') ?? '', 'main');
      if (typeof program === 'string') {
        left.set(scenario.id, { left: `does not compile for arm64: ${program}` });
        continue;
      }
      entries.push({ path: `jobs/${index}`, mode: 0o100755, data: program });
      list.push(`${index} ${first ? 1 : 0}`);
    }
    entries.push({ path: 'list', mode: 0o100644, data: Buffer.from(`${list.join('\n')}\n`) });
    const image = join(folder, 'initramfs');
    writeFileSync(image, cpio(entries));
    const seen = await emulate(kernel.path, image);

    const version = (await run(COMPILER, ['-dumpfullversion'])).stdout.trim();
    const qemu =
      /version (\d+(?:\.\d+)+)/.exec((await run(QEMU, ['--version'], { unbounded: true })).stdout)?.[1] ?? '';
    const machine: Machine = {
      system: `QEMU ${qemu}, emulating ${CPU}; the kernel of Debian ${SUITE}`,
      kernel: kernel.version,
      cpu: 'arm64',
      cgroup: 'none',
    };
    const machineId = `qemu-${kernel.version}-arm64-none`;
    const subject = { id: 'c', path: COMPILER, version } as const;
    const date = new Date().toISOString().slice(0, 10);
    return {
      subjects: new Map([['c', subject]]),
      machineId,
      machine,
      run: async (scenario) => {
        const index = jobs.findIndex((job) => job.scenario === scenario);
        const told = seen.get(index);
        const why = left.get(scenario.id);
        if (why || !told) return Promise.resolve(why ?? { left: 'the machine did not get to it' });
        return Promise.resolve({
          subject: 'c',
          version,
          ...(jobs[index]?.first && { engine: 'a PID namespace, no engine' }),
          machine: machineId,
          date,
          ...endingOf(told, scenario),
        });
      },
      close: async () => Promise.resolve(),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Told {
  /** The raw wait status; undefined when it was still running after its time. */
  readonly wait: number | undefined;
  readonly line: string;
}

/** As the lab records it elsewhere: a status or a signal; for a PID 1 the number that an engine would write down. */
function endingOf({ wait, line }: Told, { how, see }: LabScenario): Pick<Cell, 'result' | 'wait' | 'stdout'> {
  const signal = wait === undefined ? 0 : wait & 0x7f;
  const status = wait === undefined ? 0 : Math.floor(wait / SHIFT) & 0xff;
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
  const stdout = firstLine(line);
  const ended = wait === undefined ? 'running' : signal === 0 ? status : (name ?? signal);
  if (how === 'container')
    return { result: { state: signal === 0 ? status : 128 + signal }, ...(stdout && { stdout }) };
  const number = /^-?\d{1,10}$/.test(stdout) ? Number(stdout) : stdout;
  return {
    result: see && wait !== undefined ? number : ended,
    ...(wait !== undefined && !see && { wait }),
    ...(stdout && { stdout }),
  };
}

/** The kernel, out of its package, kept in the cache. */
async function findKernel(): Promise<{ path: string; version: string } | undefined> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'exit-codes-lab');
  const folder = join(cache, `arm64-${SUITE}`);
  const kept = () => {
    const [name] = existsSync(folder) ? readdirSync(folder) : [];
    return name === undefined
      ? undefined
      : { path: join(folder, name), version: /\d+\.\d+\.\d+/.exec(name)?.[0] ?? name };
  };
  if (kept()) return kept();
  console.log(`  fetching ${KERNEL} of Debian ${SUITE}, once`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'making-'));
  const root = join(work, 'root');
  const made = await run(
    'mmdebstrap',
    [
      ...[
        '--mode=root',
        '--variant=extract',
        '--architectures=arm64',
        '--format=directory',
        '--skip=output/dev',
      ],
      ...['--aptopt=Acquire::Check-Valid-Until "false"', '--aptopt=APT::Install-Recommends "false"'],
      ...[`--include=${KERNEL}`, SUITE, root, MIRROR],
    ],
    { seconds: 900, unbounded: true },
  );
  const modules = join(root, 'usr/lib/modules');
  const [version] = made.end === 0 && existsSync(modules) ? readdirSync(modules) : [];
  // Where the package keeps it has moved: with the modules, or in /boot.
  const found = [join(modules, version ?? '', 'vmlinuz'), join(root, `boot/vmlinuz-${version}`)].find(
    existsSync,
  );
  if (version !== undefined && found !== undefined) {
    mkdirSync(folder, { recursive: true });
    cpSync(found, join(folder, `vmlinuz-${version}`));
  }
  rmSync(work, { recursive: true, force: true });
  return kept();
}

async function emulate(kernel: string, initramfs: string): Promise<ReadonlyMap<number, Told>> {
  const seen = new Map<number, Told>();
  const words = [
    ...[
      '-M',
      'virt',
      '-cpu',
      CPU,
      '-m',
      '512',
      '-nographic',
      '-no-reboot',
      '-nodefaults',
      '-serial',
      'stdio',
    ],
    ...['-kernel', kernel, '-initrd', initramfs, '-append', 'console=ttyAMA0 quiet panic=-1'],
  ];
  const child = spawn(QEMU, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), SECONDS * 1000);
  createInterface({ input: child.stdout }).on('line', (each) => {
    const [, number, wait, line = ''] = /^@@ (\d+) (\d+|late) ?(.*)$/.exec(each.trim()) ?? [];
    if (number === undefined) return;
    seen.set(Number(number), { wait: wait === 'late' ? undefined : Number(wait), line });
  });
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return seen;
}

interface Entry {
  readonly path: string;
  readonly mode: number;
  readonly data?: Buffer;
  readonly device?: readonly [number, number];
}

/** An archive as the kernel unpacks it: cpio, "newc", numbers in eight hexadecimal digits, all padded to four bytes. */
function cpio(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const pad = (length: number) => Buffer.alloc((4 - (length % 4)) % 4);
  for (const [index, { path, mode, data = Buffer.alloc(0), device = [0, 0] }] of [
    ...entries,
    { path: 'TRAILER!!!', mode: 0 } as Entry,
  ].entries()) {
    const name = Buffer.from(`${path}\0`);
    const fields = [index + 1, mode, 0, 0, 1, 0, data.length, 0, 0, ...device, name.length, 0];
    const head = Buffer.from(`070701${fields.map((each) => each.toString(16).padStart(8, '0')).join('')}`);
    parts.push(head, name, pad(head.length + name.length), data, pad(data.length));
  }
  return Buffer.concat(parts);
}
