/** What the lab recorded, as the pages need it: groups of scenarios with their cells, and the place of each. */

import { getCollection } from 'astro:content';
import { signalByNumber } from '../core/tables/signals.ts';
import type { Locale, Translate } from '../i18n/index.ts';
import { COLUMNS, capturedCell, type CapturedAbout } from '../schema/captured.ts';
import { compareAge, engineName, type Cell, type Machine } from '../schema/observation.ts';
import { scenariosOf, type Ending, type EndingFields, type LabScenario } from '../schema/scenario.ts';
import { url } from './urls.ts';

export interface RecordedScenario extends LabScenario {
  readonly cells: readonly Cell[];
}

export interface EvidenceGroup {
  readonly slug: string;
  readonly title: Readonly<Record<Locale, string>>;
  readonly scenarios: readonly RecordedScenario[];
  readonly machines: Readonly<Record<string, Machine>>;
  /** Where its captured cells come from; empty where the lab recorded all of it. */
  readonly captured: readonly CapturedAbout[];
}

let cached: Promise<readonly EvidenceGroup[]> | undefined;

/** Every group that has records, by its slug. */
export function evidence(): Promise<readonly EvidenceGroup[]> {
  if (!import.meta.env.PROD) return collect();
  // Content does not change while the site is built.
  cached ??= collect();
  return cached;
}

async function collect(): Promise<readonly EvidenceGroup[]> {
  const [files, observations, captured] = await Promise.all([
    getCollection('scenarios'),
    getCollection('observations'),
    capturedFolders(),
  ]);
  const recorded = new Map(observations.map(({ id, data }) => [id, data]));
  return files
    .flatMap(({ id: slug, data }) => {
      const records = recorded.get(slug);
      const used = new Map<string, CapturedAbout>();
      const scenarios = scenariosOf(slug, data).flatMap((scenario) => {
        const own = records?.scenarios[scenario.id]?.cells ?? [];
        const lent = captured.flatMap((folder) => {
          const found = folder.cell(scenario);
          if (found) used.set(folder.name, folder.about);
          return found ?? [];
        });
        const cells = newestFirst([...own, ...lent]);
        return cells.length > 0 ? [{ ...scenario, cells }] : [];
      });
      if (scenarios.length === 0) return [];
      const lent = Object.fromEntries([...used].map(([name, { machine }]) => [name, machine]));
      const machines = { ...records?.machines, ...lent };
      return [{ slug, title: data.title, scenarios, machines, captured: [...used.values()] }];
    })
    .sort((a, b) => a.slug.localeCompare(b.slug, 'en'));
}

/** The raw texts beside the captured pods. */
const TEXTS = import.meta.glob<string>('/content/observations/captured/*/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every folder of captured records, and the cell that a scenario has in it. */
async function capturedFolders() {
  const [abouts, pods] = await Promise.all([getCollection('captured'), getCollection('capturedPods')]);
  const podById = new Map(pods.map(({ id, data }) => [id, data]));
  return abouts.map(({ id: name, data: about }) => {
    const text = (file: string) => TEXTS[`/content/observations/captured/${name}/${file}`];
    const cell = (scenario: LabScenario): Cell | undefined => {
      const pod = podById.get(`${name}/${scenario.captured}`);
      if (!pod || !scenario.runs.has(about.subject)) return undefined;
      const texts = { description: text(`${scenario.captured}.txt`), columns: text(COLUMNS) };
      return capturedCell(scenario, name, about, pod, texts);
    };
    return { name, about, cell };
  });
}

/** Subjects in their order, and of each the newest version first; of one version the newest engine. */
function newestFirst(cells: readonly Cell[]): readonly Cell[] {
  const order = [...new Set(cells.map(({ subject }) => subject))];
  return [...cells].sort((a, b) => order.indexOf(a.subject) - order.indexOf(b.subject) || compareAge(b, a));
}

let byId: ReadonlyMap<string, RecordedScenario> | undefined;

/** Every scenario that has records, by id. */
export async function records(): Promise<ReadonlyMap<string, RecordedScenario>> {
  const groups = await evidence();
  // Every citation asks for it; see above.
  if (!byId || !import.meta.env.PROD)
    byId = new Map(groups.flatMap(({ scenarios }) => scenarios.map((each) => [each.id, each])));
  return byId;
}

/** A scenario that the content check has seen to exist and to have records. */
export async function recordedScenario(id: string): Promise<RecordedScenario> {
  const found = (await records()).get(id);
  if (found) return found;
  throw new Error(`The lab has no record of \`${id}\``);
}

/** The address of a record; of one cell of it where a cell is given. */
export function recordUrl(locale: Locale, scenario: LabScenario, cell?: Cell): string {
  const fragment = cell ? cellId(scenario, cell) : scenario.id;
  return `${url(locale, { kind: 'record', group: scenario.group })}#${fragment}`;
}

/** The id of a cell's row. Two hyphens stand in no scenario's id; what it ran in counts where it is another thing. */
export function cellId({ id, how }: LabScenario, cell: Cell): string {
  const { subject, version } = cell;
  const parts = [
    `${subject} ${version}`,
    how === 'container' ? engineName(cell) : undefined,
    isArm64(cell) ? 'arm64' : undefined,
  ];
  const words = parts.filter((part) => part !== undefined).map((part) => part.replace(/[^A-Za-z\d]+/g, '-'));
  return [id, ...words].join('--').toLowerCase();
}

/** How subjects are called where readers see them. */
const NAMES: Readonly<Record<string, string>> = {
  ash: 'busybox ash',
  coreutils: 'GNU coreutils',
  busybox: 'busybox',
  c: 'C (gcc)',
  python: 'Python',
  node: 'Node.js',
  java: 'Java',
  ruby: 'Ruby',
  perl: 'Perl',
  php: 'PHP',
  go: 'Go',
  rust: 'Rust',
  docker: 'Docker',
  kubernetes: 'Kubernetes',
  ssh: 'OpenSSH',
  make: 'GNU make',
  aws: 'AWS CLI',
};

export function subjectName(subject: string): string {
  return NAMES[subject] ?? subject;
}

/** `bash 5.2.15`; on another processor than most, that too. */
export function versionedName(cell: Cell): string {
  return `${subjectName(cell.subject)} ${cell.version}${isArm64(cell) ? ', arm64' : ''}`;
}

/** Whether it ran on arm64, which the id of a machine says. */
function isArm64({ machine }: Cell): boolean {
  return /-arm64-/.test(machine);
}

/** The same program on the same kind of processor, in whatever version; in an engine or not. */
export function isSameProgram(a: Cell, b: Cell): boolean {
  const inEngine = (cell: Cell) => cell.engine !== undefined;
  return a.subject === b.subject && isArm64(a) === isArm64(b) && inEngine(a) === inEngine(b);
}

/** What of a scenario's records a table shows: of every subject the newest, and what there is from before. */
export interface ChosenCells {
  readonly current: readonly Cell[];
  readonly older: readonly Cell[];
}

/**
 * The records of some subjects, in their order, or of all. Another processor counts as another subject. A word such as
 * `docker@20.10` chooses a version by its first numbers, and nothing from before it.
 */
export function chosenCells({ cells }: RecordedScenario, only?: readonly string[]): ChosenCells {
  const words = only ?? [...new Set(cells.map(({ subject }) => subject))];
  const current: Cell[] = [];
  const older: Cell[] = [];
  for (const word of words) {
    const [subject, version] = word.split('@');
    const own = cells.filter((cell) => cell.subject === subject);
    for (const line of Map.groupBy(own, isArm64).values()) {
      const found = version === undefined ? line : line.filter((cell) => isVersion(cell.version, version));
      const [newest, ...rest] = found;
      if (newest) current.push(newest);
      if (version === undefined) older.push(...rest);
    }
  }
  return { current, older };
}

/** Whether a version begins with these numbers: 20.10.24 with 20.10, not with 20.1. */
function isVersion(version: string, beginning: string): boolean {
  return version === beginning || version.startsWith(`${beginning}.`);
}

/** How a record from before is called: a program that was PID 1 by the engine that started it. */
export function olderName(cell: Cell, { how }: LabScenario): string {
  const engine = how === 'container' ? engineName(cell) : undefined;
  return engine === undefined ? versionedName(cell) : `${subjectName(cell.subject)}, ${engine}`;
}

/**
 * A result in as few words as a table has room for. An engine's has two numbers: what its command returned, and what it
 * says of the container; they are shown as one where there is only one container to speak of.
 */
export function resultText(result: Cell['result'], scenario: LabScenario, t: Translate): string {
  if (typeof result !== 'object') return endingText(result, t);
  const { cli = '', state, status = '', oomKilled } = result;
  if (scenario.how === 'unit') return unitText(result, t);
  if (scenario.how === 'pod') return podText(result, t);
  // A runtime has no daemon that would say anything of the container afterwards.
  if (scenario.how === 'engine' && !hasDaemon(scenario)) return endingText(cli, t);
  // Where no engine kept the container, its number is all that there is.
  const ended = ['exited', 'created', ''].includes(status);
  const container = state === undefined ? '–' : ended ? String(state) : status;
  const shown = scenario.how === 'engine' ? `${endingText(cli, t)} · ${container}` : container;
  if (typeof oomKilled !== 'object') return `${shown}${oomKilled ? ' OOMKilled' : ''}`;
  const { times, of } = oomKilled;
  if (times === 0) return shown;
  return times === of ? `${shown} OOMKilled` : t('evidence.count', { what: `${shown} OOMKilled`, times, of });
}

/** Whether a result is two numbers: what the engine's command returned, and what the engine says of the container. */
export function hasTwoNumbers(scenario: LabScenario): boolean {
  return scenario.how === 'engine' && hasDaemon(scenario);
}

/** Whether engines that keep a container's state ran it, not a runtime by itself. */
function hasDaemon({ runs }: LabScenario): boolean {
  return runs.has('docker') || runs.has('podman');
}

function endingText(ending: Ending, t: Translate): string {
  if (ending === 'running') return t('evidence.running');
  if (ending === 'stopped') return t('evidence.stopped');
  return ending === '' ? t('evidence.empty') : String(ending);
}

function unitText({ code, state, status = '' }: EndingFields, t: Translate): string {
  if (code === undefined || state === undefined) return status === 'active' ? t('evidence.running') : status;
  return code === 'exited' ? String(state) : (signalByNumber(state)?.name ?? String(state));
}

function podText({ state, reason = '', status = '', last }: EndingFields, t: Translate): string {
  const now = [state, reason].filter((part) => part !== undefined && part !== '').join(' ');
  if (now !== '') return now;
  return last === undefined ? status : t('evidence.restarted', { n: last });
}

/** The result that most cells have; undefined where no two agree or there is a draw. */
export function usualResult(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first && first[1] > (second?.[1] ?? 0) && first[1] > 1 ? first[0] : undefined;
}

/** The text of a scenario where all its subjects run the same one. */
function commonText({ runs }: LabScenario): string | undefined {
  const [first, ...rest] = [...runs.values()];
  return rest.every((text) => text === first) ? first?.trim() : undefined;
}

/** The line that was run, where all subjects run the same: an engine's scenario is what stands behind its `run`. */
export function commandOf(scenario: RecordedScenario): string | undefined {
  const text = commonText(scenario);
  if (scenario.how !== 'engine' || text === undefined) return text;
  if (hasDaemon(scenario)) return `docker run ${text}`;
  // runc knows no images: it is given a folder, and the program in a file.
  return scenario.runs.has('ctr') ? `ctr run ${text}` : text.replace(/^IMAGE /, '');
}

/** What was done to it then, as a command line; NAME stands for the container, the unit or the pod. */
export function thenOf({ how, then = [] }: LabScenario): readonly string[] {
  const command = how === 'unit' ? 'systemctl' : how === 'pod' ? 'kubectl' : 'docker';
  return then.map((each) => `${command} ${each}`);
}

/** The key of the sentence that says how the scenarios of a group were run. */
export function methodKey(scenario: LabScenario | undefined) {
  if (!scenario) return 'shell';
  return scenario.how === 'engine' && !hasDaemon(scenario) ? 'runtime' : scenario.how;
}

/** Whether a text can stand in a line as it is: what is invisible in it, a carriage return for one, would be lost. */
export function isShort(text: string, most: number): boolean {
  return text !== '' && text.length <= most && !/[\p{Cc}`]/u.test(text);
}

/** A command whose last line is the number. */
export function reproduceCommand(scenario: RecordedScenario): string {
  const text = commandOf(scenario) ?? '';
  // What hands a status on where the lab runs it would close the reader's own shell.
  return scenario.see ? text : `${text.replace(/; exit \$\?$/, '')}; echo $?`;
}

/** Half a line as a heading: with a capital, unless it begins with something literal. */
export function headline(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface ObservedTable {
  /** The heads of the columns; the first column has none. In the marks of schema/inline.ts. */
  readonly heads: readonly string[];
  readonly rows: readonly {
    readonly head: string;
    readonly cells: readonly ({ readonly text: string; readonly href: string } | undefined)[];
  }[];
  /** Two numbers a cell. */
  readonly engine: boolean;
}

/** Scenarios whose text is the thing itself; of the others a table says in words what they show. */
const LINES: readonly string[] = ['shell', 'stdin', 'tool'];
/** Longer lines are told in words. */
const SHORT = 40;

/** What was run, where that is short and says it all; else what it shows, in words. */
export function scenarioHead(scenario: RecordedScenario, locale: Locale): string {
  const text = commandOf(scenario) ?? '';
  // The lab's own files mean nothing to a reader.
  const short = LINES.includes(scenario.how) && isShort(text, SHORT) && !text.includes('./');
  return short ? `\`${text}\`` : headline(scenario.shows[locale]);
}

/** Scenario by subject, or turned; `only` chooses subjects and their order. */
export function observedTable(
  scenarios: readonly RecordedScenario[],
  { only, turned }: { only?: readonly string[] | undefined; turned: boolean },
  locale: Locale,
  t: Translate,
): ObservedTable {
  // A column is a subject on a processor; its head names the newest version that any of the scenarios has.
  const columnOf = (cell: Cell) => `${cell.subject}${isArm64(cell) ? ' arm64' : ''}`;
  const chosen = scenarios.map((scenario) => chosenCells(scenario, only).current);
  const columns = new Map<string, Cell>();
  for (const cell of chosen.flat()) {
    const known = columns.get(columnOf(cell));
    if (!known || compareAge(known, cell) < 0) columns.set(columnOf(cell), cell);
  }
  const names = [...columns.values()].map(versionedName);
  const heads = scenarios.map((scenario) => scenarioHead(scenario, locale));
  const grid = scenarios.map((scenario, index) => {
    const row = [...columns.keys()].map((column) => chosen[index]?.find((cell) => columnOf(cell) === column));
    return row.map(
      (cell) =>
        cell && {
          text: resultText(cell.result, scenario, t),
          href: recordUrl(locale, scenario, cell),
        },
    );
  });
  const engine = scenarios.some(hasTwoNumbers);
  if (!turned)
    return { heads: names, rows: grid.map((cells, row) => ({ head: heads[row] ?? '', cells })), engine };
  const rows = names.map((head, column) => ({ head, cells: grid.map((cells) => cells[column]) }));
  return { heads, rows, engine };
}
