/** What the lab runs things on: where it is found, what its version is, and which Debian package brings it. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PACKAGED, type SubjectId } from '../../src/schema/scenario.ts';
import { run } from './process.ts';

interface Known {
  /** Names or paths, the first that is there counts. */
  readonly files: readonly string[];
  /** Prints the version; the first group of `pattern` is it. */
  readonly version: readonly string[];
  readonly pattern: RegExp;
  readonly package: string;
}

export interface Subject {
  readonly id: SubjectId;
  readonly path: string;
  readonly version: string;
}

const NUMBER = /(\d+(?:\.\d+)+)/;

/** The program that must be there, and the packages that bring it where the first is not called the same as the project. */
const PROGRAM: Readonly<Record<(typeof PACKAGED)[number], string>> = {
  ack: 'ack',
  adduser: 'deluser',
  apache: 'htpasswd apache2-utils',
  aria2: 'aria2c',
  bats: 'bats',
  bind9: 'dig bind9-dnsutils',
  black: 'black',
  borg: 'borg borgbackup',
  bzip2: 'bzip2',
  cmake: 'cmake',
  codespell: 'codespell',
  composer: 'composer',
  cpio: 'cpio',
  cryptsetup: 'cryptsetup cryptsetup-bin',
  debianutils: 'which',
  diffutils: 'diff',
  dosfstools: 'fsck.fat',
  dpkg: 'dpkg',
  'dumb-init': 'dumb-init',
  e2fsprogs: 'e2fsck',
  entr: 'entr',
  exiftool: 'exiftool libimage-exiftool-perl',
  ffmpeg: 'ffmpeg',
  findutils: 'xargs',
  flake8: 'flake8',
  fping: 'fping',
  fzf: 'fzf',
  gawk: 'gawk',
  gdb: 'gdb',
  gdisk: 'sgdisk',
  glibc: 'getent libc-bin',
  gnupg: 'gpg gpg gpgv',
  grep: 'grep',
  gron: 'gron',
  gzip: 'gzip',
  haproxy: 'haproxy',
  imagemagick: 'compare',
  'init-system-helpers': 'invoke-rc.d',
  'inotify-tools': 'inotifywait',
  iproute2: 'ip',
  iptables: 'iptables',
  iputils: 'ping iputils-ping',
  jq: 'jq',
  libxml2: 'xmllint libxml2-utils',
  libxslt: 'xsltproc xsltproc',
  logrotate: 'logrotate',
  lua: 'lua5.4 lua5.4',
  lvm2: 'lvm',
  lzop: 'lzop',
  'man-db': 'man',
  mariadb: 'mariadb mariadb-client-core',
  mawk: 'mawk',
  mdadm: 'mdadm',
  mercurial: 'hg',
  meson: 'meson',
  mypy: 'mypy',
  ncat: 'ncat',
  ncurses: 'tput ncurses-bin',
  nftables: 'nft',
  nginx: 'nginx',
  ninja: 'ninja ninja-build',
  nmap: 'nmap',
  openssl: 'openssl',
  p7zip: '7z p7zip-full',
  pandoc: 'pandoc',
  parallel: 'parallel',
  patch: 'patch',
  perltidy: 'perltidy',
  poppler: 'pdftotext poppler-utils',
  postgresql: 'psql postgresql-15',
  'pre-commit': 'pre-commit',
  procps: 'pgrep',
  psmisc: 'killall',
  pylint: 'pylint',
  qemu: 'qemu-img qemu-utils',
  quilt: 'quilt',
  rcs: 'merge',
  redis: 'redis-cli redis-tools redis-server',
  restic: 'restic',
  ripgrep: 'rg',
  rubocop: 'rubocop',
  screen: 'screen',
  sed: 'sed',
  shadow: 'useradd passwd',
  shellcheck: 'shellcheck',
  smartmontools: 'smartctl',
  sox: 'sox',
  sqlite3: 'sqlite3',
  'squashfs-tools': 'unsquashfs',
  sshpass: 'sshpass',
  strace: 'strace',
  sudo: 'sudo',
  sysvinit: 'pidof sysvinit-utils',
  tar: 'tar',
  tidy: 'tidy',
  unzip: 'unzip',
  valgrind: 'valgrind',
  xfsprogs: 'xfs_repair',
  xz: 'xz xz-utils',
  yamllint: 'yamllint',
  zip: 'zip',
};

function packaged(id: (typeof PACKAGED)[number]): Known {
  const [program = '', first = id, ...more] = PROGRAM[id].split(' ');
  return {
    // Servers and their tools lie where an ordinary user's path does not lead, or behind a wrapper.
    files: [program, `/usr/sbin/${program}`],
    version: ['dpkg-query', '-W', '-f', '${Version}', first],
    // What really is inside, where a package had to keep a higher number: `16.02+really26.02`.
    pattern: /^(?:.*\+really|\d+:)?(\d[^-+~]*)/,
    package: [first, ...more].join(' '),
  };
}

const KNOWN: Readonly<Partial<Record<SubjectId, Known>>> = {
  ...Object.fromEntries(PACKAGED.map((id) => [id, packaged(id)])),
  bash: { files: ['bash'], version: ['--version'], pattern: NUMBER, package: 'bash' },
  dash: {
    files: ['dash'],
    version: ['dpkg-query', '-W', '-f', '${Version}', 'dash'],
    pattern: NUMBER,
    package: 'dash',
  },
  zsh: { files: ['zsh'], version: ['--version'], pattern: NUMBER, package: 'zsh' },
  ksh93: {
    files: ['ksh93'],
    version: ['-c', 'echo ${.sh.version}'],
    pattern: /(93u\S* ?\S*\/?\d*\.\d+\.\d+\S*)/,
    package: 'ksh93u+m',
  },
  mksh: { files: ['mksh'], version: ['-c', 'echo $KSH_VERSION'], pattern: /R(\d+)/, package: 'mksh' },
  ash: { files: ['busybox'], version: ['--help'], pattern: NUMBER, package: 'busybox-static' },
  fish: { files: ['fish'], version: ['--version'], pattern: NUMBER, package: 'fish' },
  coreutils: {
    files: ['timeout'],
    version: ['--version'],
    pattern: /coreutils\) (\d[\d.]*)/,
    package: 'coreutils',
  },
  busybox: { files: ['busybox'], version: ['--help'], pattern: NUMBER, package: 'busybox-static' },
  git: { files: ['git'], version: ['--version'], pattern: NUMBER, package: 'git' },
  make: { files: ['make'], version: ['--version'], pattern: NUMBER, package: 'make' },
  ssh: { files: ['ssh'], version: ['-V'], pattern: /OpenSSH_(\w+\.\w+)/, package: 'openssh-client' },
  curl: { files: ['/usr/bin/curl', 'curl'], version: ['--version'], pattern: NUMBER, package: 'curl' },
  wget: { files: ['/usr/bin/wget', 'wget'], version: ['--version'], pattern: NUMBER, package: 'wget' },
  rsync: { files: ['/usr/bin/rsync', 'rsync'], version: ['--version'], pattern: NUMBER, package: 'rsync' },
  msmtp: { files: ['/usr/bin/msmtp', 'msmtp'], version: ['--version'], pattern: NUMBER, package: 'msmtp' },
  'util-linux': { files: ['mount'], version: ['--version'], pattern: NUMBER, package: 'mount util-linux' },
  apt: { files: ['apt-get'], version: ['--version'], pattern: NUMBER, package: 'apt' },
  npm: { files: ['/usr/bin/npm', 'npm'], version: ['--version'], pattern: NUMBER, package: 'npm' },
  cargo: { files: ['/usr/bin/cargo', 'cargo'], version: ['--version'], pattern: NUMBER, package: 'cargo' },
  aws: { files: ['/usr/bin/aws', 'aws'], version: ['--version'], pattern: NUMBER, package: 'awscli' },
  pytest: {
    files: ['/usr/bin/pytest-3', 'pytest-3'],
    version: ['--version'],
    pattern: NUMBER,
    package: 'python3-pytest',
  },
  gunicorn: {
    files: ['/usr/bin/gunicorn', 'gunicorn'],
    version: ['--version'],
    pattern: NUMBER,
    package: 'gunicorn',
  },
  c: { files: ['gcc'], version: ['-dumpfullversion'], pattern: NUMBER, package: 'gcc libc6-dev' },
  python: {
    files: ['/usr/bin/python3', 'python3'],
    version: ['--version'],
    pattern: NUMBER,
    package: 'python3',
  },
  // The one that the project brings along: the same on every machine.
  node: { files: [process.execPath], version: ['--version'], pattern: NUMBER, package: 'nodejs' },
  java: { files: ['java'], version: ['-version'], pattern: NUMBER, package: 'default-jdk-headless' },
  ruby: { files: ['ruby'], version: ['--version'], pattern: NUMBER, package: 'ruby' },
  perl: { files: ['/usr/bin/perl', 'perl'], version: ['-v'], pattern: /v(\d[\d.]*)/, package: 'perl-base' },
  php: { files: ['php'], version: ['--version'], pattern: NUMBER, package: 'php-cli' },
  go: { files: ['go'], version: ['version'], pattern: NUMBER, package: 'golang-go' },
  rust: { files: ['rustc'], version: ['--version'], pattern: NUMBER, package: 'rustc' },
  // Debian's own client before any other: it belongs to the daemon that is started.
  docker: {
    files: ['/usr/bin/docker', 'docker'],
    version: ['--version'],
    pattern: NUMBER,
    package: 'docker.io',
  },
  podman: { files: ['podman'], version: ['--version'], pattern: NUMBER, package: 'podman runc conmon' },
  ctr: { files: ['ctr'], version: ['--version'], pattern: NUMBER, package: 'containerd' },
  runc: { files: ['runc'], version: ['--version'], pattern: NUMBER, package: 'runc' },
  systemd: {
    files: ['/usr/lib/systemd/systemd'],
    version: ['--version'],
    pattern: /systemd (\d+)/,
    package: 'systemd',
  },
};

/** The Debian packages of these subjects. */
export function packagesOf(ids: readonly SubjectId[]): readonly string[] {
  return [...new Set(ids.flatMap((id) => KNOWN[id]?.package.split(' ') ?? []))];
}

/** A subject of this machine, or undefined where it is not found or does not tell its version: a cluster is not of it. */
export async function findSubject(id: SubjectId): Promise<Subject | undefined> {
  const known = KNOWN[id];
  if (!known) return undefined;
  const { files, version, pattern } = known;
  const path = files.map(locate).find((file) => file !== undefined);
  if (path === undefined) return undefined;
  const [command = '', ...args] = version[0]?.startsWith('dpkg') ? version : [path, ...version];
  const { stdout, stderr } = await run(command, args, { unbounded: true });
  const found = pattern.exec(stdout)?.[1] ?? pattern.exec(stderr)?.[1];
  return found === undefined ? undefined : { id, path, version: found };
}

/** The path of a program, looked up as a shell does; node_modules is not part of the machine. */
export function locate(file: string): string | undefined {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  const candidates = file.includes('/') ? [file] : folders.map((folder) => join(folder, file));
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
