/** What gave a result, and the result, in as few words as a table has room for. */

import { signalByNumber } from '../core/tables/signals.ts';
import type { Translate } from '../i18n/index.ts';
import { engineName, type Cell } from '../schema/observation.ts';
import type { Ending, EndingFields, LabScenario } from '../schema/scenario.ts';

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
export function isArm64({ machine }: Cell): boolean {
  return /-arm64-/.test(machine);
}

/** The same program on the same kind of processor, in whatever version; in an engine or not. */
export function isSameProgram(a: Cell, b: Cell): boolean {
  const inEngine = (cell: Cell) => cell.engine !== undefined;
  return a.subject === b.subject && isArm64(a) === isArm64(b) && inEngine(a) === inEngine(b);
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
export function hasDaemon({ runs }: LabScenario): boolean {
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
