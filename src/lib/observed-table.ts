/** What the lab recorded, as a table: which of the records it shows, by scenario and by what they were run on. */

import type { Locale, Translate } from '../i18n/index.ts';
import { compareAge, type Cell } from '../schema/observation.ts';
import { recordUrl, type RecordedScenario } from './evidence.ts';
import { commandOf, headline, isShort } from './lab-commands.ts';
import { hasTwoNumbers, isArm64, resultText, versionedName } from './results.ts';

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
