/**
 * A scenario of the lab: one thing to run, on every subject it makes sense on, and what is expected of each. Declared in
 * `content/scenarios/<group>.yaml`; run by `npm run lab`, whose records stand in `content/observations`.
 */

import { z } from 'astro/zod';
import { SIGNALS } from '../core/tables/signals.ts';
import { line, wordId } from './fields.ts';

/** How the text of a scenario is run. The lab has one runner for each. */
const METHODS = [
  /** `SHELL -c '<run>'` */
  'shell',
  /** the text on the shell's standard input */
  'stdin',
  /** a file with the text, as `SHELL file` */
  'script',
  /** `sh -c '<run>'` with the subject's tools first on the path */
  'tool',
  /** a whole program in the subject's language */
  'program',
  /** the same as the first process of a container of the lab's Docker; with `init`, below docker-init */
  'container',
  /** `<subject> run <run>`, for engines */
  'engine',
  /** lines of a unit's [Service] section */
  'unit',
  /** the `spec` of a pod */
  'pod',
] as const;
export type Method = (typeof METHODS)[number];

/** What the lab runs as Debian packages it, by the name of its project: its version is the package's. */
export const PACKAGED = [
  'ack',
  'adduser',
  'apache',
  'aria2',
  'bats',
  'bind9',
  'black',
  'borg',
  'bzip2',
  'cmake',
  'codespell',
  'composer',
  'cpio',
  'cryptsetup',
  'debianutils',
  'diffutils',
  'dosfstools',
  'dpkg',
  'dumb-init',
  'e2fsprogs',
  'entr',
  'exiftool',
  'ffmpeg',
  'findutils',
  'flake8',
  'fping',
  'fzf',
  'gawk',
  'gdb',
  'gdisk',
  'glibc',
  'gnupg',
  'grep',
  'gron',
  'gzip',
  'haproxy',
  'imagemagick',
  'init-system-helpers',
  'inotify-tools',
  'iproute2',
  'iptables',
  'iputils',
  'jq',
  'libxml2',
  'libxslt',
  'logrotate',
  'lua',
  'lvm2',
  'lzop',
  'man-db',
  'mariadb',
  'mawk',
  'mdadm',
  'mercurial',
  'meson',
  'mypy',
  'ncat',
  'ncurses',
  'nftables',
  'nginx',
  'ninja',
  'nmap',
  'openssl',
  'p7zip',
  'pandoc',
  'parallel',
  'patch',
  'perltidy',
  'poppler',
  'postgresql',
  'pre-commit',
  'procps',
  'psmisc',
  'pylint',
  'qemu',
  'quilt',
  'rcs',
  'redis',
  'restic',
  'ripgrep',
  'rubocop',
  'screen',
  'sed',
  'shadow',
  'shellcheck',
  'smartmontools',
  'sox',
  'sqlite3',
  'squashfs-tools',
  'sshpass',
  'strace',
  'sudo',
  'sysvinit',
  'tar',
  'tidy',
  'unzip',
  'valgrind',
  'xfsprogs',
  'xz',
  'yamllint',
  'zip',
] as const;

/** What the lab knows how to find, and what its versions are called. */
export const SUBJECTS = [
  'bash',
  'dash',
  'zsh',
  'ksh93',
  'mksh',
  'ash',
  'fish',
  'coreutils',
  'busybox',
  'git',
  'make',
  'ssh',
  'curl',
  'wget',
  'rsync',
  'msmtp',
  'util-linux',
  'apt',
  'npm',
  'cargo',
  'aws',
  'pytest',
  'gunicorn',
  'c',
  'python',
  'node',
  'java',
  'ruby',
  'perl',
  'php',
  'go',
  'rust',
  'docker',
  'podman',
  'ctr',
  'runc',
  'systemd',
  'kubernetes',
  ...PACKAGED,
] as const;
export type SubjectId = (typeof SUBJECTS)[number];

const signalNames = SIGNALS.map(({ name }) => name as string);

/**
 * How a run ended: a number is the exit status; a signal's name, death by that signal; `running` and `stopped` are what
 * it still was when the time was up. Text is the first line of standard output, where a scenario looks at that.
 */
export const ending = z.union([z.number().int(), z.string().trim()], {
  error: 'expected an exit status, a signal name, `running`, `stopped` or a line of output',
});

/** What an engine or a service manager says of a run, beside how its own command ended. */
export const endingFields = z.strictObject({
  /** How the command line ended: `docker run`, or the last command of `then`. */
  cli: ending.optional(),
  /** State.ExitCode */
  state: z.number().int().optional(),
  /** State.OOMKilled; of a scenario that races, in how many of its runs it was true. */
  oomKilled: z
    .union([z.boolean(), z.strictObject({ times: z.number().int(), of: z.number().int() })])
    .optional(),
  /** State.Status, such as `exited`; of a unit its ActiveState. */
  status: z.string().optional(),
  /** Result, of a unit. */
  result: z.string().optional(),
  /** ExecMainCode in words, of a unit. */
  code: z.enum(['exited', 'killed', 'dumped']).optional(),
  /** Of a pod's container: the reason of its state, such as `Error` or `CreateContainerError`. */
  reason: z.string().optional(),
  /** status.reason of the pod, such as `Evicted`; its phase is `status`. */
  podReason: z.string().optional(),
  /** The STATUS column of `kubectl get pods`. */
  column: z.string().optional(),
  /** lastState.terminated.exitCode of a pod's container, and its restartCount where it is not 0. */
  last: z.number().int().optional(),
  restarts: z.number().int().min(1).optional(),
  /** What the cluster said of a pod, oldest first and without what every pod has: `Killing: Stopping container main`. */
  events: z.array(z.string()).optional(),
});

/** In a scenario that stands for many signals, a number may be a sum: `128+{N}`. */
const sum = z.string().regex(/^\d+\+\{N\}$/, 'expected a number, or a sum such as `128+{N}`');

const expected = z.union([
  ending,
  endingFields.extend({ state: z.union([z.number().int(), sum]).optional() }),
]);
type Expected = Ending | EndingFields;

/**
 * Of whom something is expected: a subject or `all`, and after a blank on which machines, where that matters: a version
 * it came before (`docker <28`), a processor (`c arm64`), a version of cgroups (`docker v1`).
 */
const EXPECTED_OF = new RegExp(`^(?:all|${SUBJECTS.join('|')})(?: (?:<\\d+(?:\\.\\d+)*|arm64|v1|v2))?$`);

const scenario = z
  .strictObject({
    /** What the run shows, as half a line; `{N}` and `{SIG}` are filled where the scenario stands for many. */
    shows: z.strictObject({ en: line, zh: line }),
    /** What is run: the same text everywhere, or a text for each subject. */
    run: z.union([z.string().min(1), z.partialRecord(z.enum(SUBJECTS), z.string().min(1))], {
      error: 'expected the text to run, or a text for each subject',
    }),
    /** Only where it differs from the file's own list. */
    subjects: z.array(z.enum(SUBJECTS)).min(1).optional(),
    /** Look at the first line of standard output, not at the exit status. */
    see: z.literal('stdout').optional(),
    /** Options of `docker run`. */
    options: z.string().optional(),
    /** Docker's own init is the first process. */
    init: z.literal(true).optional(),
    /** What is done once the container has printed `ready` (a unit: is active); NAME stands for it. */
    then: z.array(z.string().min(1)).min(1).optional(),
    /** The signals this scenario stands for: one scenario each, `{N}` its number and `{SIG}` its name in every text. */
    signals: z
      .array(z.enum(signalNames as [string, ...string[]]))
      .min(1)
      .optional(),
    /** What is seen depends on who is faster: run ten times, and what differs is recorded as a count. */
    races: z.literal(true).optional(),
    /** Of a pod: the container whose state is looked at; `main` unless given. */
    container: wordId.optional(),
    /** Of a pod: the raw file of `content/observations/captured/<what>/` that shows it, without its ending. */
    captured: wordId.optional(),
    /** What was done to the machine or the node, in words: nothing that the lab could do to a cluster it is lent. */
    byHand: z.strictObject({ en: line, zh: line }).optional(),
    /** Only root may do this; the lab's engines need it anyway. */
    needs: z.literal('root').optional(),
    /** Whole seconds until the lab gives up and records `running`; 10 unless given. */
    seconds: z.number().int().min(1).max(60).optional(),
    /** `all` for every subject that has no line of its own; a subject without either is recorded only. */
    expect: z
      .record(
        z
          .string()
          .regex(
            EXPECTED_OF,
            'expected a subject or `all`, alone or with `<version`, `arm64`, `v1` or `v2` after it',
          ),
        expected,
      )
      .optional(),
  })
  .refine(({ run, subjects }) => typeof run === 'string' || subjects === undefined, {
    path: ['subjects'],
    message: 'expected no list of subjects beside a text for each',
  });

export const scenarioFile = z.strictObject({
  title: z.strictObject({ en: line, zh: line }),
  how: z.enum(METHODS, { error: `expected one of ${METHODS.join(', ')}` }),
  /** Who runs a scenario that has one text for all. */
  subjects: z.array(z.enum(SUBJECTS, { error: `expected some of ${SUBJECTS.join(', ')}` })).min(1),
  scenarios: z.record(wordId, scenario),
});

export type Ending = z.infer<typeof ending>;
export type EndingFields = z.infer<typeof endingFields>;
export type Scenario = z.infer<typeof scenario>;
export type ScenarioFile = z.infer<typeof scenarioFile>;

/** A scenario with everything that its file says for it, and one for each signal where it stands for several. */
export interface LabScenario extends Omit<Scenario, 'signals' | 'subjects' | 'run' | 'expect'> {
  readonly id: string;
  /** The file's name without its ending. */
  readonly group: string;
  readonly how: Method;
  /** Who runs it, in the file's order, and the text for each. */
  readonly runs: ReadonlyMap<SubjectId, string>;
  readonly expect?: Readonly<Record<string, Expected>> | undefined;
}

/** All scenarios of a file. `{N}` and `{SIG}` become the signal's number and name, `'128+{N}'` in `expect` a sum. */
export function scenariosOf(group: string, file: ScenarioFile): readonly LabScenario[] {
  return Object.entries(file.scenarios).flatMap(([id, scenario]) => {
    const { signals = [undefined] } = scenario;
    return signals.map((name) => {
      const signal = SIGNALS.find((each) => each.name === name);
      const { signals: _, subjects, run, expect, ...rest } = signal ? fillSignal(scenario, signal) : scenario;
      const runs =
        typeof run === 'string'
          ? (subjects ?? file.subjects).map((subject) => [subject, run] as const)
          : (Object.entries(run) as [SubjectId, string][]);
      const own = signal ? `${id}-${signal.name.slice(3).toLowerCase()}` : id;
      // The sums are numbers by now; in a scenario that stands for itself there are none.
      const filled = expect as LabScenario['expect'];
      return { ...rest, id: own, group, how: file.how, runs: new Map(runs), expect: filled };
    });
  });
}

function fillSignal(scenario: Scenario, { name, number }: { name: string; number: number }): Scenario {
  const filled = JSON.stringify(scenario).replaceAll('{SIG}', name).replaceAll('{N}', String(number));
  return JSON.parse(filled, (_, value: unknown) => {
    const [, base] = (typeof value === 'string' && /^(\d+)\+\d+$/.exec(value)) || [];
    return base === undefined ? value : Number(base) + number;
  }) as Scenario;
}

/** What ran, and on what: enough to know what is expected of it. */
export interface RanOn {
  readonly subject: SubjectId;
  readonly version: string;
  readonly cpu: string;
  readonly cgroup: string;
}

/** What is expected of a subject where it ran, or undefined where the run is only recorded. */
export function expectedOf({ expect = {} }: LabScenario, on: RanOn): Expected | undefined {
  for (const who of [on.subject, 'all']) {
    const narrow = Object.keys(expect).find((key) => {
      const [subject, condition] = key.split(' ');
      return subject === who && condition !== undefined && holds(condition, on);
    });
    const found = expect[narrow ?? who];
    if (found !== undefined) return found;
  }
  return undefined;
}

function holds(condition: string, { version, cpu, cgroup }: RanOn): boolean {
  if (condition.startsWith('<')) return compareVersions(version, condition.slice(1)) < 0;
  return condition === cgroup || condition === cpu;
}

/** Negative where `a` is the older of two versions, such as `5.8` and `5.10`; what is not a number counts as 0. */
export function compareVersions(a: string, b: string): number {
  const [one, two] = [a, b].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (let index = 0; index < Math.max(one?.length ?? 0, two?.length ?? 0); index++) {
    const difference = (one?.[index] ?? 0) - (two?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether what happened is what was expected: the same ending, or every field and every event that was named. */
export function agrees(expected: Ending | EndingFields, result: Ending | EndingFields): boolean {
  if (typeof expected !== 'object') {
    // A number stands for the whole: the state of a container, else the command's own end.
    const ended = typeof result === 'object' ? (result.state ?? result.cli) : result;
    return ended === expected;
  }
  return (
    typeof result === 'object' &&
    Object.entries(expected).every(([field, value]) => {
      const found = decided(result[field as keyof EndingFields]);
      return Array.isArray(value)
        ? Array.isArray(found) && value.every((each) => found.includes(each))
        : found === value;
    })
  );
}

/** A count of runs in which something was so: in all of them it is true, in none of them false. */
function decided(value: EndingFields[keyof EndingFields]): unknown {
  if (typeof value !== 'object' || Array.isArray(value) || !('times' in value)) return value;
  return value.times === value.of || (value.times === 0 ? false : value);
}
