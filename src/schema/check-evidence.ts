/** Ties scenarios, their records and the pages that cite them: a record that no longer supports a page stops the build. */

import { observationFile, ranOf, type Cell } from './observation.ts';
import { validate, type ContentFile, type Report } from './problem.ts';
import { agrees, expectedOf, scenarioFile, scenariosOf, type LabScenario } from './scenario.ts';

/** What pages may cite: scenarios with records, and whether something is expected of them. */
export type Evidence = ReadonlyMap<string, { readonly expects: boolean }>;

const SCENARIOS = /^content\/scenarios\/([^/]+)\.yaml$/;
const OBSERVATIONS = /^content\/observations\/([^/]+)\.json$/;

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
  const evidence = new Map<string, { expects: boolean }>();
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
        checkExpected(known.scenario, cells, file, report);
        evidence.set(id, { expects: known.scenario.expect !== undefined });
      }
    }
  }
  return evidence;
}

function checkExpected(
  scenario: LabScenario,
  cells: readonly Cell[],
  file: ContentFile,
  report: Report,
): void {
  for (const { subject, version, result } of cells) {
    const expected = expectedOf(scenario, subject);
    if (expected === undefined || agrees(expected, result)) continue;
    report(
      file,
      `scenarios.${scenario.id}`,
      `expected ${JSON.stringify(expected)} on ${subject}, as content/scenarios/${scenario.group}.yaml says, ${version} gave ${JSON.stringify(result)}`,
    );
  }
}

/** A citation is only worth something where the scenario has records, and a claim where something is expected of it. */
export function checkCited(
  id: string,
  evidence: Evidence,
  file: ContentFile,
  field: string,
  claim: boolean,
  report: Report,
): void {
  const known = evidence.get(id);
  if (!known)
    report(file, field, `expected a scenario that content/observations has records of, got \`${id}\``);
  else if (claim && !known.expects)
    report(file, field, `expected a scenario that says what it expects, \`${id}\` is only recorded`);
}
