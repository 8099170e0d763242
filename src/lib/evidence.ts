/** What the lab recorded, as the pages need it: groups of scenarios with their cells, and the place of each. */

import { getCollection } from 'astro:content';
import type { Locale } from '../i18n/index.ts';
import { COLUMNS, capturedCell, type CapturedAbout } from '../schema/captured.ts';
import { compareAge, engineName, type Cell, type Machine } from '../schema/observation.ts';
import { scenariosOf, type LabScenario } from '../schema/scenario.ts';
import { isArm64 } from './results.ts';
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
