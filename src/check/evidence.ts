/** Ties scenarios, their records and the pages that cite them: a record that no longer supports a page stops the build. */

import { SIGNALS, SIGNAL_OFFSET } from '../core/tables/signals.ts';
import {
  COLUMNS,
  capturedAbout,
  capturedCell,
  differsFrom,
  podObject,
  type CapturedAbout,
} from '../schema/captured.ts';
import { observationFile, ranOf, ranOn, type Cell, type Machine } from '../schema/observation.ts';
import { validate, type ContentFile, type Report } from '../schema/problem.ts';
import { agrees, expectedOf, scenarioFile, scenariosOf, type LabScenario } from '../schema/scenario.ts';
import { parseYaml } from './yaml.ts';

/** What pages may cite: scenarios with records, whether something is expected of them, and of what there are records. */
export type Evidence = ReadonlyMap<string, Recorded>;

interface Recorded {
  readonly expects: boolean;
  readonly on: readonly Pick<Cell, 'subject' | 'version'>[];
  /** What was seen; empty where all of it was captured elsewhere. */
  readonly results: readonly Cell['result'][];
  /** Whether it is a command line, not a program, a unit or a pod. */
  readonly isLine: boolean;
}

/** Ways to run a text that a reader may copy as it stands. */
const LINES: readonly string[] = ['shell', 'stdin', 'tool', 'engine'];

const SCENARIOS = /^content\/scenarios\/([^/]+)\.yaml$/;
const OBSERVATIONS = /^content\/observations\/([^/]+)\.json$/;
const CAPTURED = /^content\/observations\/captured\/([^/]+)\/(.+)$/;
const ABOUT = 'about.yaml';

/** Reports what is wrong with `scenarios/` and `observations/`; returns what pages may cite. */
export function checkEvidence(files: readonly ContentFile[], report: Report): Evidence {
  const scenarios = new Map<string, { scenario: LabScenario; file: ContentFile }>();
  for (const file of files) {
    const group = SCENARIOS.exec(file.path)?.[1];
    const parsed = group === undefined ? undefined : validate(scenarioFile, file.data, file, report);
    if (group === undefined || !parsed) continue;
    for (const scenario of scenariosOf(group, parsed)) {
      const other = scenarios.get(scenario.id);
      if (other)
        report(
          file,
          `scenarios.${scenario.id}`,
          `expected an id that nothing else has, it is in ${other.file.path}`,
        );
      scenarios.set(scenario.id, { scenario, file });
    }
  }
  const evidence = new Map<string, Recorded>();
  for (const file of files) {
    const group = OBSERVATIONS.exec(file.path)?.[1];
    const parsed = group === undefined ? undefined : validate(observationFile, file.data, file, report);
    if (!parsed) continue;
    for (const [id, { ran, cells }] of Object.entries(parsed.scenarios)) {
      const known = scenarios.get(id);
      if (!known || known.scenario.group !== group) {
        report(file, `scenarios.${id}`, `expected a scenario of content/scenarios/${group}.yaml`);
      } else if (JSON.stringify(ran) !== JSON.stringify(ranOf(known.scenario))) {
        report(file, `scenarios.${id}`, 'expected records of what the scenario runs now: run `npm run lab`');
      } else {
        checkExpected(known.scenario, cells, parsed.machines, file, report);
        evidence.set(id, {
          expects: known.scenario.expect !== undefined,
          on: cells,
          results: cells.map(({ result }) => result),
          isLine: LINES.includes(known.scenario.how),
        });
      }
    }
  }
  const known = [...scenarios.values()].map(({ scenario }) => scenario);
  for (const { id, about } of checkCaptured(files, known, report)) {
    const own = evidence.get(id);
    evidence.set(id, {
      expects: scenarios.get(id)?.scenario.expect !== undefined,
      on: [...(own?.on ?? []), about],
      results: own?.results ?? [],
      isLine: own?.isLine ?? false,
    });
  }
  return evidence;
}

/**
 * Holds every captured pod against the scenario that names it: that it is what the scenario says was run, and that it
 * shows what the scenario expects. A raw file that no scenario reads is a problem too. Returns the scenarios with a cell.
 */
function checkCaptured(
  files: readonly ContentFile[],
  scenarios: readonly LabScenario[],
  report: Report,
): readonly { readonly id: string; readonly about: CapturedAbout }[] {
  const raw = new Map<string, Map<string, ContentFile>>();
  for (const file of files) {
    const [, folder = '', name = ''] = CAPTURED.exec(file.path) ?? [];
    if (folder !== '') raw.set(folder, (raw.get(folder) ?? new Map<string, ContentFile>()).set(name, file));
  }
  const shown: { id: string; about: CapturedAbout }[] = [];
  for (const [folder, named] of raw) {
    const about = named.get(ABOUT);
    const path = `content/observations/captured/${folder}`;
    if (!about) {
      report(path, ABOUT, 'expected a file that says where these records come from');
      continue;
    }
    const parsed = validate(capturedAbout, about.data, about, report);
    if (!parsed) continue;
    const used = new Set([ABOUT, COLUMNS]);
    const columns = named.get(COLUMNS);
    for (const scenario of scenarios) {
      if (scenario.captured === undefined || !scenario.runs.has(parsed.subject)) continue;
      const [pod, description] = [
        named.get(`${scenario.captured}.yaml`),
        named.get(`${scenario.captured}.txt`),
      ];
      if (!pod) {
        report(
          `content/scenarios/${scenario.group}.yaml`,
          `scenarios.${scenario.id}.captured`,
          `expected a file of ${path}, got \`${scenario.captured}\``,
        );
        continue;
      }
      for (const file of [pod, description]) if (file) used.add(file.path.slice(path.length + 1));
      if (checkPod(scenario, folder, parsed, { pod, description, columns }, report))
        shown.push({ id: scenario.id, about: parsed });
    }
    for (const [name, file] of named)
      if (!used.has(name)) report(file, '(file)', 'expected a file that a scenario reads by `captured`');
  }
  return shown;
}

/** Whether a captured pod belongs to its scenario; what it shows is held against what is expected of it. */
function checkPod(
  scenario: LabScenario,
  folder: string,
  about: CapturedAbout,
  files: Readonly<Record<'description' | 'columns', ContentFile | undefined>> & { readonly pod: ContentFile },
  report: Report,
): boolean {
  const { pod: file } = files;
  const pod = validate(podObject, file.data, file, report);
  if (!pod) return false;
  const differs = differsFrom(parseYaml(scenario.runs.get(about.subject) ?? ''), pod);
  if (differs !== undefined) {
    report(
      file,
      `spec.${differs}`,
      `expected what content/scenarios/${scenario.group}.yaml runs as ${scenario.id}`,
    );
    return false;
  }
  const cell = capturedCell(scenario, folder, about, pod, {
    description: files.description?.data as string | undefined,
    columns: files.columns?.data as string | undefined,
  });
  if (!cell) {
    report(file, 'status', `expected a container \`${scenario.container ?? 'main'}\` in the pod`);
    return false;
  }
  checkExpected(scenario, [cell], { [folder]: about.machine }, file, report);
  return true;
}

function checkExpected(
  scenario: LabScenario,
  cells: readonly Cell[],
  machines: Readonly<Record<string, Machine>>,
  file: ContentFile,
  report: Report,
): void {
  for (const cell of cells) {
    const { subject, version, result } = cell;
    const expected = expectedOf(scenario, ranOn(cell, machines));
    if (expected === undefined || agrees(expected, result)) continue;
    report(
      file,
      `scenarios.${scenario.id}`,
      `expected ${JSON.stringify(expected)} on ${subject}, as content/scenarios/${scenario.group}.yaml says, ${version} gave ${JSON.stringify(result)}`,
    );
  }
}

/**
 * A citation is only worth something where the scenario has records, and a claim where something is expected of it.
 * Returns the records.
 */
export function checkCited(
  id: string,
  evidence: Evidence,
  file: ContentFile,
  field: string,
  claim: boolean,
  report: Report,
  line?: number,
): Recorded | undefined {
  const known = evidence.get(id);
  if (!known)
    report(file, field, `expected a scenario that content/observations has records of, got \`${id}\``, line);
  else if (claim && !known.expects)
    report(file, field, `expected a scenario that says what it expects, \`${id}\` is only recorded`, line);
  return known;
}

/** What a page tells its readers to run must be a command line, and one that was seen to give the page's number. */
export function checkReproduced(
  id: string,
  code: number,
  { isLine, results }: Recorded,
  expected: (message: string) => void,
): void {
  if (!isLine) expected(`expected a command line, \`${id}\` is none`);
  else if (!results.some((result) => agrees(code, result))) expected(neverGave(id, code));
}

const neverGave = (id: string, code: number | string) =>
  `expected a scenario that was seen to give ${code}, \`${id}\` was not`;

/**
 * A row that says what a number means rests on records that show this number: every one of them has a result that is it,
 * or within the row's range (`129-192`).
 */
export function checkShown(
  id: string,
  code: number | string,
  { results }: Recorded,
  expected: (message: string) => void,
): void {
  // What was captured elsewhere was held against what it expects.
  if (results.length === 0) return;
  const [from = 0, to = from] = typeof code === 'number' ? [code] : code.split('-').map(Number);
  // Of a negative number a parent sees what is left in eight bits.
  const fits = (ended: number) => (from <= ended && ended <= to) || (from < 0 && ended === (from & 0xff));
  if (!results.some((result) => endings(result).some(fits))) expected(neverGave(id, code));
}

/**
 * The numbers in which a run ended: its own, that of its command line and that of its container. A death by a signal is
 * 128 plus its number to a shell and minus its number to a parent.
 */
function endings(result: Cell['result']): readonly number[] {
  const all = typeof result === 'object' ? [result.state, result.cli, result.last] : [result];
  return all.flatMap((each) => {
    if (typeof each === 'number') return [each];
    const signal = SIGNALS.find(({ name }) => name === each);
    return signal ? [SIGNAL_OFFSET + signal.number, -signal.number] : [];
  });
}

/** A table may choose subjects, and versions of them, that at least one of its scenarios has records of. */
export function checkSubjects(
  ids: readonly string[],
  words: readonly string[],
  evidence: Evidence,
  file: ContentFile,
  report: Report,
  line?: number,
): void {
  const on = ids.flatMap((id) => evidence.get(id)?.on ?? []);
  for (const word of words) {
    const [subject, version] = word.split('@');
    const found = on.some(
      (each) =>
        each.subject === subject && (version === undefined || `${each.version}.`.startsWith(`${version}.`)),
    );
    if (!found)
      report(
        file,
        '<Observed> in the body',
        `expected a subject, or a version as in \`docker@28\`, that its scenarios have records of, got \`${word}\``,
        line,
      );
  }
}
