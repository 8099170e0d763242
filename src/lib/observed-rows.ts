/** What the lab recorded, as rows to be read: one a scenario, equal results told once, and who gave another. */

import type { RecordedScenario } from './evidence.ts';
import { chosenCells } from './observed-table.ts';
import { isSameProgram, olderName, resultText, subjectName, usualResult, versionedName } from './results.ts';
import { compareAge, type Cell } from '../schema/observation.ts';
import type { Translate } from '../i18n/index.ts';

export interface ObservedRow {
  readonly scenario: RecordedScenario;
  /** How many results the row tells. */
  readonly count: number;
  /** What most gave; undefined where no result is the usual one. */
  readonly most: { readonly text: string; readonly count: number } | undefined;
  /** The other results, or all of them; each with who gave it, the most frequent first. */
  readonly others: readonly { readonly text: string; readonly who: string }[];
}

/** A row for a scenario; `only` chooses subjects and their order. */
export function observedRow(
  scenario: RecordedScenario,
  only: readonly string[] | undefined,
  t: Translate,
): ObservedRow {
  const cells = chosenCells(scenario, only).current;
  const byText = Map.groupBy(cells, ({ result }) => resultText(result, scenario, t));
  const usual = usualResult(cells.map(({ result }) => resultText(result, scenario, t)));
  const others = [...byText]
    .filter(([text]) => text !== usual)
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([text, gave]) => ({ text, who: namesOf(gave, cells).join(', ') }));
  return {
    scenario,
    count: cells.length,
    most: usual === undefined ? undefined : { text: usual, count: byText.get(usual)?.length ?? 0 },
    others,
  };
}

/** What the rows were run on, each program once with its versions: `bash 5.1, 5.2`. */
export function observedOn(
  scenarios: readonly RecordedScenario[],
  only: readonly string[] | undefined,
): readonly string[] {
  const cells = scenarios.flatMap((scenario) => chosenCells(scenario, only).current);
  return [...Map.groupBy(cells, ({ subject }) => subject)].map(([subject, own]) => {
    const versions = new Set(own.map(({ version }) => version));
    return `${subjectName(subject)} ${[...versions].join(', ')}`;
  });
}

/**
 * What of a row comes from an older version than the table has of the same program elsewhere, so that nobody takes it for
 * the newest. Versions that the page names, `docker@20.10`, stand in the row by themselves.
 */
export function olderInRow(
  scenario: RecordedScenario,
  scenarios: readonly RecordedScenario[],
  only: readonly string[] | undefined,
): readonly string[] {
  const named = new Set(only?.filter((word) => word.includes('@')).map((word) => word.split('@')[0]));
  const all = scenarios.flatMap((each) => chosenCells(each, only).current);
  return chosenCells(scenario, only)
    .current.filter(
      (cell) =>
        !named.has(cell.subject) &&
        all.some((other) => isSameProgram(other, cell) && compareAge(other, cell) > 0),
    )
    .map((cell) => olderName(cell, scenario));
}

export interface OlderRow {
  readonly scenario: RecordedScenario;
  /** What older versions gave, and which. */
  readonly gave: readonly { readonly text: string; readonly who: string }[];
}

/** The scenarios in which an older version gave something else than the newest of its kind; the rest has not changed. */
export function observedBefore(
  scenarios: readonly RecordedScenario[],
  only: readonly string[] | undefined,
  t: Translate,
): { readonly names: readonly string[]; readonly rows: readonly OlderRow[] } {
  const names = new Set<string>();
  const rows = scenarios.flatMap((scenario) => {
    const { current, older } = chosenCells(scenario, only);
    for (const cell of older) names.add(olderName(cell, scenario).replace(/^.*, (?!arm64)/, ''));
    const changed = older.filter(({ subject, result }) => {
      const newest = current.filter((cell) => cell.subject === subject);
      return newest.every((cell) => resultText(cell.result, scenario, t) !== resultText(result, scenario, t));
    });
    if (changed.length === 0) return [];
    const byText = Map.groupBy(changed, ({ result }) => resultText(result, scenario, t));
    const gave = [...byText].map(([text, cells]) => ({
      text,
      who: [...new Set(cells.map((cell) => olderName(cell, scenario)))].join(', '),
    }));
    return [{ scenario, gave }];
  });
  return { names: [...names], rows };
}

/** A program by its name alone where all its versions are among those named. */
function namesOf(gave: readonly Cell[], all: readonly Cell[]): readonly string[] {
  const names = gave.map((cell) => {
    const versions = all.filter(({ subject }) => subject === cell.subject);
    return versions.every((version) => gave.includes(version))
      ? subjectName(cell.subject)
      : versionedName(cell);
  });
  return [...new Set(names)];
}
