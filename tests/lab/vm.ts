/**
 * `npm run lab -- --vm`: the lab in a machine of its own, for what the host cannot be: cgroup v2 alone, systemd as PID 1,
 * today's engines. The machine is User Mode Linux, a real kernel that runs as a program and needs no hardware support. All
 * of it comes from one Debian suite: an image is made once with mmdebstrap and kept in the user's cache; a run writes to a
 * layer above it, which is thrown away. The project's folder is seen inside, so records are written where they belong.
 */

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, homedir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SHARE, TALLY_FILE } from './own-machine.ts';
import { locate } from './subjects.ts';
import type { Tallies } from './tally.ts';

/** The suite that everything inside comes from; records name it by what its os-release says, with every version. */
const SUITE = 'forky';
const MIRROR = 'http://deb.debian.org/debian';
const PACKAGES = [
  // The machine.
  ...['systemd', 'systemd-sysv', 'dbus', 'udev', 'kmod', 'mount', 'procps', 'user-mode-linux', 'libgcc-s1'],
  // Engines, and what they call.
  ...['docker.io', 'docker-cli', 'containerd', 'runc', 'crun', 'conmon', 'podman', 'catatonit', 'tini'],
  ...['iptables', 'iproute2', 'ca-certificates', 'busybox-static'],
  // What runs in the containers. Java and Rust are left out: they are large, and no engine changes what they do.
  ...['bash', 'dash', 'perl', 'python3', 'ruby', 'php-cli', 'gcc', 'libc6-dev', 'golang-go'],
];
/** What is shown on a new engine: the rest is the same on every kernel, and recorded without a machine. */
export const GROUPS = 'containerd engine-cli memory pid1 pid1-signals runc stop systemd-run units'.split(' ');

/** Services of the image that would be in the way: the lab starts engines of its own. */
const MASKED = [
  ...['docker.service', 'docker.socket', 'containerd.service', 'podman.service', 'podman.socket'],
  ...['podman-auto-update.timer', 'podman-restart.service', 'podman-clean-transient.service'],
  ...['netavark-dhcp-proxy.service', 'netavark-dhcp-proxy.socket', 'getty@tty1.service'],
  ...[
    'apt-daily.timer',
    'apt-daily-upgrade.timer',
    'dpkg-db-backup.timer',
    'e2scrub_all.timer',
    'fstrim.timer',
  ],
];

/** Sizes in bytes: the disk is sparse, what is really written is about a quarter of it. */
const DISK = 8 * 2 ** 30;
const ROOM = 6 * 2 ** 30;
const MEMORY = 3 * 2 ** 30;
/** How many machines run side by side: one for each processor, as long as there is memory for each and as much to spare. */
export function machinesAtOnce(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / (2 * MEMORY))));
}

/** Minutes until a run is given up. */
const MINUTES = 90;

/** In the image: finds the folder that is lent to the machine, and does what stands there. */
const STARTER = `#!/bin/sh
for word in $(cat /proc/cmdline); do
  case $word in lab.share=*) share=\${word#lab.share=} ;; esac
done
mkdir -p ${SHARE}
mount -t hostfs -o "hostfs=$share" none ${SHARE} && sh ${SHARE}/guest
poweroff -f
`;
/** In that folder. Names of groups, scenarios and subjects are plain words. */
const guest = (words: readonly string[]) => `
mkdir -p /project
mount -t hostfs -o "hostfs=/host${process.cwd()}" none /project
export HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LAB_OWN_MACHINE=yes
cd /project
node_modules/node/bin/node tests/lab/run.ts ${words.join(' ')} > /dev/ttyS0 2>&1 < /dev/null
echo $? > ${SHARE}/status
sync
`;
const UNIT = `[Unit]
Description=Runs the lab and switches this machine off
After=multi-user.target
[Service]
ExecStart=/usr/local/sbin/lab
KillMode=process
OOMPolicy=continue
Delegate=yes
[Install]
WantedBy=multi-user.target
`;

/**
 * Runs the lab inside, in as many machines at once as there are parts: each is the words after `--` of one run. Resolves
 * to the worst exit status and what was counted; to 2, with one sentence, where there can be no machine.
 */
export async function runInVm(
  parts: readonly (readonly string[])[],
): Promise<{ readonly status: number; readonly tallies?: Tallies }> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'exit-codes-lab');
  const refusal = whyNot(cache);
  if (refusal !== undefined) {
    console.error(`No machine of its own: ${refusal}.`);
    return { status: 2 };
  }
  const began = performance.now();
  // Another list of packages is another image.
  const made = [SUITE, PACKAGES, MASKED, STARTER, UNIT, KERNEL];
  const digest = createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 12);
  const folder = join(cache, `${SUITE}-${digest}`);
  if (!existsSync(folder) && !(await buildImage(cache, folder))) return { status: 2 };
  const built = performance.now();
  const machines = await Promise.all(
    parts.map((words, index) => boot(folder, words, index, parts.length > 1 ? `${index + 1}: ` : '')),
  );
  const seconds = (from: number, to: number) => Math.round((to - from) / 1000);
  console.log(
    `\nImage: ${seconds(began, built)} s. Machines, from start to end: ${seconds(built, performance.now())} s.`,
  );
  return {
    status: Math.max(...machines.map(({ status }) => status)),
    tallies: Object.assign({}, ...machines.map(({ tallies }) => tallies)),
  };
}

/** Why there can be no machine here, as half a sentence; undefined where there can. */
function whyNot(cache: string): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it needs Linux on x86-64';
  if (!existsSync('/etc/debian_version')) return 'it needs Debian, whose packages it is made of';
  if (process.getuid?.() !== 0) return 'it needs root, to make an image and to mount folders for it';
  const missing = [
    ['mmdebstrap', 'mmdebstrap'],
    ['mke2fs', 'e2fsprogs'],
    ['unshare', 'util-linux'],
    ['taskset', 'util-linux'],
  ].filter(([command = '']) => !locate(command));
  if (missing.length > 0) return `it needs ${missing.map(([, name]) => name).join(' and ')}, from apt`;
  mkdirSync(cache, { recursive: true });
  const { bavail, bsize } = statfsSync(cache);
  if (bavail * bsize < ROOM) return `it needs ${ROOM / 2 ** 30} GiB of room in ${cache}`;
  return undefined;
}

/** Makes the image in a folder beside its place, so that a half-made one is never taken for it. Says so when it fails. */
async function buildImage(cache: string, folder: string): Promise<boolean> {
  console.log(`Making an image of Debian ${SUITE} in ${folder}; this takes some minutes, once.`);
  // Earlier images, and what was left half made.
  for (const name of readdirSync(cache))
    if (/^(making|\w+-[0-9a-f]{12}$)/.test(name)) rmSync(join(cache, name), { recursive: true, force: true });
  const work = mkdtempSync(join(cache, 'making-'));
  const root = join(work, 'root');
  const log: string[] = [];
  const step = async (what: string, command: string, ...args: string[]) => {
    console.log(`  ${what}`);
    const { status, output } = await follow(command, args);
    log.push(...output);
    return status === 0;
  };
  const made =
    (await step(
      'packages',
      'mmdebstrap',
      '--mode=root',
      '--variant=apt',
      '--format=directory',
      '--skip=output/dev',
      // A mirror that lags behind is no danger to a machine without a network; its signature is checked all the same.
      '--aptopt=Acquire::Check-Valid-Until "false"',
      '--aptopt=APT::Install-Recommends "false"',
      '--dpkgopt=force-unsafe-io',
      ...['doc', 'man', 'locale', 'info'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
      `--include=${PACKAGES.join(',')}`,
      SUITE,
      root,
      MIRROR,
    )) && (await step('kernel', 'sh', '-ec', KERNEL, work));
  if (made) furnish(root);
  const disk = join(work, 'disk.img');
  writeFileSync(disk, '');
  truncateSync(disk, DISK);
  if (!made || !(await step('disk', 'mke2fs', '-q', '-F', '-t', 'ext4', '-d', root, disk))) {
    console.error(
      `The image was not made: ${log.filter((each) => /^E:|rror/.test(each)).at(-1) ?? log.at(-1)}`,
    );
    rmSync(work, { recursive: true, force: true });
    return false;
  }
  rmSync(root, { recursive: true, force: true });
  renameSync(work, folder);
  return true;
}

/** Takes the kernel and the few libraries it needs as a program out of the image: the host's may be older than it. */
const KERNEL = `
cd "$0"
mkdir -p kernel/lib64 kernel/lib/x86_64-linux-gnu kernel/host kernel/proc kernel/dev
cp root/usr/bin/linux.uml kernel/
cp root/usr/lib/x86_64-linux-gnu/libc.so.6 root/usr/lib/x86_64-linux-gnu/libgcc_s.so.1 kernel/lib/x86_64-linux-gnu/
cp root/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 kernel/lib64/
mkdir -p root/usr/lib/modules
cp -r root/usr/lib/uml/modules/. root/usr/lib/modules/
for version in root/usr/lib/uml/modules/*; do chroot root depmod "\${version##*/}"; done
`;

function furnish(root: string) {
  const units = join(root, 'etc/systemd/system');
  writeFileSync(join(root, 'usr/local/sbin/lab'), STARTER);
  chmodSync(join(root, 'usr/local/sbin/lab'), 0o755);
  writeFileSync(join(units, 'lab.service'), UNIT);
  mkdirSync(join(units, 'multi-user.target.wants'), { recursive: true });
  symlinkSync('../lab.service', join(units, 'multi-user.target.wants/lab.service'));
  for (const name of MASKED) {
    rmSync(join(units, name), { force: true });
    symlinkSync('/dev/null', join(units, name));
  }
  writeFileSync(join(root, 'etc/hostname'), 'lab\n');
  for (const name of ['fstab', 'machine-id']) writeFileSync(join(root, 'etc', name), '');
}

/**
 * A mount namespace in which the kernel finds its libraries at the root, and the host below /host; a signal to the shell
 * would not reach the kernel, so it is replaced by it. `seccomp=on` halves the time that system calls take; and
 * io_uring, which Node would use, makes this kernel fall over.
 */
const BOOT = `
cd "$0/kernel"
mount --rbind / host
mount --rbind /proc proc
mount --rbind /dev dev
share=/host$1
exec env -i TMPDIR="$share" HOME="$share" "$(command -v chroot)" . /linux.uml \\
  mem=${MEMORY / 2 ** 20}M seccomp=on ubd0="$share/layer,/host$0/disk.img" root=/dev/ubda rw quiet \\
  sysctl.kernel.io_uring_disabled=2 con=null con0=null,fd:2 ssl=null ssl0=null,fd:1 uml_dir="$share" umid=lab \\
  lab.share="$share"
`;

interface Ended {
  readonly status: number;
  readonly tallies: Tallies;
}

/** Starts machine number `index`, from 0, and tells what it prints, each line after `mark`. */
async function boot(folder: string, words: readonly string[], index: number, mark: string): Promise<Ended> {
  const share = mkdtempSync('/var/tmp/exit-codes-vm-');
  writeFileSync(join(share, 'guest'), guest(words));
  console.log(`${mark}Starting a machine: ${words.join(' ')}`);
  const own = ['unshare', '--mount', '--propagation', 'private', 'sh', '-ec', BOOT, folder, share];
  // The kernel and the programs in it take turns: on one processor none waits for another to notice, and all of it takes
  // two thirds of the work.
  const child = spawn('taskset', ['--cpu-list', String(index % availableParallelism()), ...own], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const end = () => {
    if (child.pid !== undefined && child.exitCode === null)
      spawnSync('kill', ['-KILL', '--', `-${child.pid}`]);
  };
  const leave = () => {
    end();
    rmSync(share, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', leave);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const timer = setTimeout(end, MINUTES * 60_000);
  const kernel: string[] = [];
  createInterface({ input: child.stdout }).on('line', (each) => console.log(mark + each.replace(/\r$/, '')));
  createInterface({ input: child.stderr }).on('line', (each) => kernel.push(each));
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  const left = (name: string) =>
    existsSync(join(share, name)) ? readFileSync(join(share, name), 'utf8').trim() : '';
  const [status, tallies] = [left('status'), left(TALLY_FILE)];
  process.off('exit', leave);
  leave();
  if (/^\d+$/.test(status)) return { status: Number(status), tallies: JSON.parse(tallies || '{}') };
  console.error(
    `${mark}The machine ended before the lab did. Its last words:\n${kernel.slice(-20).join('\n')}`,
  );
  return { status: 2, tallies: {} };
}

/** Runs a command and keeps the last lines it prints. */
async function follow(
  command: string,
  args: readonly string[],
): Promise<{ status: number; output: string[] }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (each) => {
      output.push(each);
      if (output.length > 200) output.shift();
    });
  const status = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
  return { status, output };
}
