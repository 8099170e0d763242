/**
 * Private engines, so that nothing of the machine's own is touched: a Docker daemon that listens on a unix socket alone
 * (no bridge, no network), podman with a storage of its own, and Docker's containerd for `ctr`. All of it lives in one
 * folder and ends with `stop`.
 */

import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dockerApi, type DockerApi } from './docker-api.ts';
import { OWN_MACHINE, PATIENCE } from './own-machine.ts';
import { run, type Limits, type Run } from './process.ts';
import { locate } from './subjects.ts';

/** busybox and nothing else; and an empty root over which the machine's own /usr is mounted. */
export const IMAGE = 'lab-busybox:1';
export const HOST_IMAGE = 'lab-host:1';

/** What an engine says of a container. */
export interface State {
  /** State.ExitCode */
  readonly code: number;
  readonly oomKilled: boolean;
  readonly status: string;
}

/** A command line that runs containers. */
export interface Runtime {
  /** The command line with these words. */
  readonly run: (words: readonly string[], limits?: Limits) => Promise<Run>;
  /** As it is called, with what makes it up: `Docker 20.10.24, containerd 1.6.20, runc 1.1.5`. */
  readonly name: string;
}

/** A runtime that keeps containers, and can be asked about them. */
export interface Engine extends Runtime {
  /** Undefined where there is no such container. */
  readonly state: (name: string) => Promise<State | undefined>;
  /** Waits until the container has printed `ready`, has ended, or the seconds are over. */
  readonly isReady: (name: string, seconds: number) => Promise<void>;
  /** Kills it at once, if need be. */
  readonly remove: (name: string) => Promise<void>;
}

export interface Engines {
  readonly docker?: Engine;
  readonly podman?: Engine;
  readonly ctr?: Runtime;
  /** The runtime below them, by itself: the first word is the folder with the lab's fixtures, the rest the program. */
  readonly runc?: Runtime;
  readonly stop: () => Promise<void>;
}

/** Starts those that are wanted. Why an engine cannot run here is printed; the others still run. */
export async function startEngines(
  wanted: ReadonlySet<'docker' | 'podman' | 'ctr' | 'runc'>,
  say: (line: string) => void,
): Promise<Engines> {
  if (wanted.size === 0) return { stop: async () => Promise.resolve() };
  // A storage driver needs a real file system below it, so not /tmp, which may be in memory.
  const folder = mkdtempSync('/var/tmp/exit-codes-lab-');
  const dockerd = locate('dockerd');
  const busybox = locate('busybox');
  const daemons: ChildProcess[] = [];
  const stop = async () => {
    for (const daemon of daemons) {
      daemon.kill('SIGTERM');
      for (let tries = 0; tries < 100 && daemon.exitCode === null && daemon.signalCode === null; tries++)
        await wait(100);
      daemon.kill('SIGKILL');
    }
    await run('/bin/sh', ['-c', `umount $(grep -o '${folder}[^ ]*' /proc/mounts) 2>/dev/null; true`]);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  if (process.getuid?.() !== 0 || !busybox) {
    say(`engines: left out, they need ${busybox ? 'root' : 'busybox'}`);
    return { stop };
  }
  const roots = makeRoots(folder, busybox);

  let docker: Engine | undefined;
  let ctr: Runtime | undefined;
  if ((wanted.has('docker') || wanted.has('ctr')) && dockerd && locate('docker')) {
    const socket = `unix://${folder}/docker.sock`;
    const start = () => {
      const log = openSync(join(folder, 'dockerd.log'), 'w');
      const daemon = spawn(
        dockerd,
        [
          ...['--bridge=none', '--iptables=false', '--ip6tables=false', '--storage-driver=overlay2'],
          ...['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`],
          ...['-H', socket, '-p', `${folder}/docker.pid`],
        ],
        { stdio: ['ignore', log, log] },
      );
      daemons.push(daemon);
      closeSync(log);
      return daemon;
    };
    const command = locate('/usr/bin/docker') ?? 'docker';
    const call = (words: readonly string[], limits?: Limits) =>
      run(command, words, { unbounded: true, ...limits, env: { ...process.env, DOCKER_HOST: socket } });
    // It gives its containerd fifteen seconds, which a busy machine may need more than once.
    let up = false;
    const api = dockerApi(`${folder}/docker.sock`);
    for (let tries = 0; tries < 3 && !up; tries++) up = await ready(start(), api);
    if (up) {
      for (const [image, root] of roots) {
        await run('/bin/sh', ['-c', `tar -C ${root} -cf - . | ${command} -H ${socket} import - ${image}`], {
          unbounded: true,
          seconds: 60,
        });
      }
      docker = { run: call, name: await engineName(call, 'Docker'), ...api };
      const containerd = `${folder}/exec/containerd/containerd.sock`;
      const client = locate('ctr');
      if (wanted.has('ctr') && client && existsSync(containerd)) {
        const tar = `${folder}/image.tar`;
        const callCtr = (words: readonly string[], limits?: Limits) =>
          run(client, ['-a', containerd, '-n', 'lab', ...words], { unbounded: true, ...limits });
        await call(['save', '-o', tar, IMAGE], { seconds: 60 });
        await callCtr(['images', 'import', tar], { seconds: 60 });
        const { stdout } = await callCtr(['version']);
        ctr = {
          run: callCtr,
          name: `containerd ${/Server:\s+Version:\s+v?([\d.]+)/.exec(stdout)?.[1] ?? ''}`,
        };
      }
    } else {
      say(`docker: left out, the daemon does not answer: ${lastLine(join(folder, 'dockerd.log'))}`);
    }
  }
  const podman = wanted.has('podman') ? await startPodman(folder, roots, say) : undefined;
  const runc = wanted.has('runc') ? await prepareRunc(folder, roots[0]?.[1] ?? '') : undefined;
  return {
    stop,
    ...(docker && { docker }),
    ...(podman && { podman }),
    ...(ctr && { ctr }),
    ...(runc && { runc }),
  };
}

function makeRoots(folder: string, busybox: string): readonly (readonly [string, string])[] {
  const plain = join(folder, 'root-busybox');
  for (const name of ['bin', 'etc', 'tmp', 'proc', 'sys', 'dev', 'lab', 'root'])
    mkdirSync(join(plain, name), { recursive: true });
  cpSync(busybox, join(plain, 'bin/busybox'));
  for (const applet of 'sh ash cat echo env false kill ls mkdir nc ps rm seq sleep test timeout true wc yes'.split(
    ' ',
  ))
    symlinkSync('busybox', join(plain, 'bin', applet));
  writeFileSync(join(plain, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\n');
  writeFileSync(join(plain, 'etc/group'), 'root:x:0:\n');

  const host = join(folder, 'root-host');
  // /sbin is a folder of its own: Docker puts its init there, and /usr is not to be written to.
  for (const name of ['usr', 'etc', 'tmp', 'proc', 'sys', 'dev', 'lab', 'root', 'run', 'var', 'sbin', 'opt'])
    mkdirSync(join(host, name), { recursive: true });
  for (const name of ['bin', 'lib', 'lib64', 'lib32', 'libx32'])
    if (existsSync(`/usr/${name}`)) symlinkSync(`usr/${name}`, join(host, name));
  writeFileSync(join(host, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\n');
  writeFileSync(join(host, 'etc/group'), 'root:x:0:\n');
  return [
    [IMAGE, plain],
    [HOST_IMAGE, host],
  ];
}

async function startPodman(
  folder: string,
  roots: readonly (readonly [string, string])[],
  say: (line: string) => void,
): Promise<Engine | undefined> {
  const podman = locate('podman');
  if (!podman) return undefined;
  const settings = join(folder, 'containers.conf');
  const flags = ['--root', `${folder}/podman`, '--runroot', `${folder}/podman-run`, '--events-backend=file'];
  if (OWN_MACHINE) {
    // As Debian brings it along: crun, and groups that systemd makes.
    writeFileSync(settings, '');
  } else {
    // Root without CAP_SYS_RESOURCE may not raise limits, which podman's defaults would; crun refuses mixed cgroups.
    writeFileSync(settings, '[containers]\ndefault_ulimits = ["nofile=1024:4096", "nproc=4096:4096"]\n');
    flags.push('--cgroup-manager=cgroupfs', '--runtime', 'runc');
  }
  const call = (words: readonly string[], limits?: Limits) =>
    run(podman, [...flags, ...words], {
      // conmon leaves a file where it stands when a container runs out of memory.
      cwd: folder,
      unbounded: true,
      ...limits,
      env: { ...process.env, CONTAINERS_CONF: settings },
    });
  for (const [image, root] of roots) {
    const archive = `${root}.tar`;
    await run('tar', ['-C', root, '-cf', archive, '.'], { unbounded: true });
    await call(['import', archive, image], { seconds: 60 });
  }
  const { end, stdout, stderr } = await call(['run', '--rm', '--network', 'none', IMAGE, '/bin/true'], {
    seconds: 30,
  });
  if (end !== 0) {
    say(`podman: left out, it cannot run a container here: ${(stderr || stdout).split('\n')[0]}`);
    return undefined;
  }
  return { run: call, name: await engineName(call, 'podman'), ...podmanCommands(call) };
}

/** Podman has no daemon to ask: its command line is. */
function podmanCommands(call: Engine['run']): Pick<Engine, 'state' | 'isReady' | 'remove'> {
  const state = async (name: string) => {
    const format = '{{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Status}}';
    const { end, stdout } = await call(['container', 'inspect', '-f', format, name]);
    const [code, oomKilled, status] = stdout.trim().split(' ');
    if (end !== 0 || status === undefined) return undefined;
    return { code: Number(code), oomKilled: oomKilled === 'true', status };
  };
  return {
    state,
    isReady: async (name, seconds) => {
      const until = performance.now() + seconds * PATIENCE * 1000;
      while (performance.now() < until) {
        if (/^ready/m.test((await call(['logs', name])).stdout)) return;
        const { status } = (await state(name)) ?? {};
        if (status === 'exited' || status === undefined) return;
        await wait(100);
      }
    },
    remove: async (name) => {
      // Without a time it gives the program ten seconds.
      await call(['rm', '-f', '-t', '0', '-v', name], { seconds: 30 });
    },
  };
}

/** A bundle for each run: the busybox root, and a configuration as runc itself writes it. */
async function prepareRunc(folder: string, root: string): Promise<Runtime | undefined> {
  const runc = locate('runc');
  if (!runc) return undefined;
  let count = 0;
  const call = async ([lab = '', ...args]: readonly string[], limits?: Limits) => {
    // Several run at once: the number is this one's own.
    const number = ++count;
    const bundle = join(folder, `bundle-${number}`);
    mkdirSync(bundle);
    await run(runc, ['spec'], { cwd: bundle, unbounded: true });
    const path = join(bundle, 'config.json');
    const spec = JSON.parse(readFileSync(path, 'utf8')) as {
      process: { args: readonly string[]; terminal: boolean };
      root: { path: string };
      mounts: object[];
    };
    Object.assign(spec.process, { args, terminal: false });
    spec.root.path = root;
    spec.mounts.push({ destination: '/lab', type: 'bind', source: lab, options: ['rbind', 'ro'] });
    writeFileSync(path, JSON.stringify(spec));
    const name = `lab-runc-${process.pid}-${number}`;
    const state = ['--root', join(folder, 'runc')];
    const ran = await run(runc, [...state, 'run', '--bundle', bundle, name], { unbounded: true, ...limits });
    await run(runc, [...state, 'delete', '--force', name], { unbounded: true });
    return ran;
  };
  const { stdout } = await run(runc, ['--version'], { unbounded: true });
  return { run: call, name: `runc ${/(\d+(?:\.\d+)+)/.exec(stdout)?.[1] ?? ''}` };
}

async function engineName(call: Runtime['run'], label: string): Promise<string> {
  const version = /(\d+(?:\.\d+)+)/;
  const of = async (command: string) => {
    const path = locate(command);
    return path ? version.exec((await run(path, ['--version'], { unbounded: true })).stdout)?.[1] : undefined;
  };
  const own =
    label === 'Docker'
      ? (await call(['version', '--format', '{{.Server.Version}}'])).stdout
      : (await call(['--version'])).stdout;
  const parts = [`${label} ${version.exec(own)?.[1] ?? ''}`];
  const below = OWN_MACHINE ? 'crun' : 'runc';
  for (const part of label === 'Docker' ? ['containerd', 'runc'] : ['conmon', below]) {
    const found = await of(part);
    if (found) parts.push(`${part} ${found}`);
  }
  return parts.join(', ');
}

/** Until it answers; false once it has ended by itself, or not come up in its time. */
async function ready(daemon: ChildProcess, { isUp }: Pick<DockerApi, 'isUp'>): Promise<boolean> {
  const until = performance.now() + 30_000 * PATIENCE;
  while (performance.now() < until && daemon.exitCode === null) {
    if (await isUp()) return true;
    await wait(200);
  }
  return false;
}

function lastLine(path: string): string {
  return readFileSync(path, 'utf8').trim().split('\n').at(-1) ?? '';
}
