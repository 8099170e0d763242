/** The records of the lab: whole, untouched, and the same when shells and interpreters are asked again. */

import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@playwright/test';
import { digestOf } from '../../src/lib/content-hash.ts';
import { ranOn, type ObservationFile } from '../../src/schema/observation.ts';
import { agrees, expectedOf, type SubjectId } from '../../src/schema/scenario.ts';
import { isQuick, openLab } from '../lab/lab.ts';
import { readRecords, readScenarios, sameCell } from '../lab/records.ts';

const ROOT = process.cwd();
const SCENARIOS = readScenarios(ROOT);
const FOLDER = 'content/observations';
const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({
    name,
    data: JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as ObservationFile,
  }));

test('at least 150 scenarios with at least 1,000 results are on record', () => {
  const recorded = FILES.flatMap(({ data }) => Object.values(data.scenarios));
  expect(recorded.length).toBeGreaterThanOrEqual(150);
  expect(recorded.flatMap(({ cells }) => cells).length).toBeGreaterThanOrEqual(1000);
});

test('no record was edited: every file fits its digest, and an edited one does not', () => {
  for (const { name, data } of FILES) expect(digestOf(data), name).toBe(data.digest);
  const [file] = FILES;
  const edited = structuredClone(file?.data);
  const [first] = Object.values(edited?.scenarios ?? {});
  expect(first).toBeDefined();
  for (const cell of first?.cells ?? []) cell.result = 41;
  expect(edited && digestOf(edited)).not.toBe(file?.data.digest);
});

test('every scenario has been run, or was captured', () => {
  const recorded = new Set(FILES.flatMap(({ data }) => Object.keys(data.scenarios)));
  const missing = SCENARIOS.filter(({ id, captured }) => !recorded.has(id) && captured === undefined);
  expect(missing.map(({ id }) => id)).toEqual([]);
});

/** What the project promises to have tied to a run: each says what it expects, so that a page may rest on it. */
const TIED = [
  ...['exit-fraction', 'exit-negative', 'exit-256', 'exit-word'],
  ...['command-missing', 'command-not-executable', 'command-directory', 'command-bad-interpreter'],
  ...['command-crlf', 'command-wrong-architecture', 'engine-command-missing', 'engine-not-executable'],
  ...['engine-directory', 'engine-bad-interpreter', 'engine-crlf', 'engine-wrong-architecture'],
  ...['child-signal-kill', 'child-signal-segv', 'child-signal-ignored-chld', 'child-signal-stopped-stop'],
  ...['pid1-raise-kill', 'pid1-raise-term', 'pid1-raise-init-kill', 'pid1-abort', 'pid1-abort-init'],
  ...['stop-no-handler', 'stop-init', 'stop-handler', 'oom-pid1', 'oom-child', 'engine-exec-missing'],
  ...['engine-bad-user', 'engine-bad-mount', 'engine-bad-device', 'engine-bad-flag'],
  ...['timeout-elapsed', 'timeout-kill', 'set-e', 'set-u', 'pipefail-on', 'uncaught-error'],
];

test('what pages must be able to rest on says what it expects', () => {
  const known = new Map(SCENARIOS.map((scenario) => [scenario.id, scenario]));
  expect(TIED.filter((id) => known.get(id)?.expect === undefined)).toEqual([]);
});

/** Shells and interpreters that are on every machine that can run the tests, in its own version each. */
const EVERYWHERE: readonly SubjectId[] = ['bash', 'dash', 'coreutils', 'perl', 'python', 'node'];

/** What races with a clock or another process is left to the lab: a busy machine would change it. */
const TIMED = /\b(sleep|timeout|setTimeout|wait|yes|ulimit)\b|(^|[^&>])&($|[^&\d])/;

test('shells and interpreters, asked again, answer as recorded', async () => {
  test.setTimeout(240_000);
  const runs = SCENARIOS.flatMap((scenario) =>
    EVERYWHERE.filter((id) => {
      const text = scenario.runs.get(id);
      return text !== undefined && !TIMED.test(text) && isQuick(scenario, id);
    }).map((id) => ({ scenario, id })),
  );
  const lab = await openLab(
    runs.map(({ scenario }) => scenario),
    { quick: true, say: () => undefined },
  );
  const different: string[] = [];
  let compared = 0;
  try {
    const rest = [...runs];
    const work = async () => {
      for (let next = rest.shift(); next; next = rest.shift()) {
        const { scenario, id } = next;
        const subject = lab.subjects.get(id);
        const cell = subject && (await lab.run(scenario, subject));
        if (!cell || 'left' in cell) continue;
        // Another version than the recorded ones is held against what every version is expected to do.
        const recorded = readRecords(ROOT, scenario.group);
        const machines = { ...recorded?.machines, [lab.machineId]: lab.machine };
        const same = recorded?.scenarios[scenario.id]?.cells.find((each) => sameCell(each, cell, machines));
        const expected = expectedOf(scenario, ranOn(cell, machines));
        const fits = same
          ? isDeepStrictEqual(same.result, cell.result)
          : expected === undefined || agrees(expected, cell.result);
        compared++;
        if (!fits)
          different.push(
            `${scenario.id} on ${id} ${cell.version}: ${JSON.stringify(cell.result)}, ${same ? 'recorded' : 'expected'} ${JSON.stringify(same?.result ?? expected)}`,
          );
      }
    };
    await Promise.all([work(), work()]);
  } finally {
    await lab.close();
  }
  expect(different).toEqual([]);
  expect(compared).toBeGreaterThan(200);
});

test('a scenario in which an engine saw a memory kill is run ten times: what it says depends on who is faster', () => {
  const racing = new Set(SCENARIOS.filter(({ races }) => races).map(({ id }) => id));
  const saysOom = ({ data }: (typeof FILES)[number]) =>
    Object.entries(data.scenarios).flatMap(([id, { cells }]) =>
      cells.some(({ result }) => typeof result === 'object' && Boolean(result.oomKilled)) ? [id] : [],
    );
  const seen = FILES.flatMap(saysOom);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.filter((id) => !racing.has(id))).toEqual([]);
});
