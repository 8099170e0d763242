/** No line whatever makes a rule slow: each pattern is tried on lines that are made to slow down this pattern. */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@playwright/test';
import { decode } from '../../../src/core/read/decode.ts';
import { CLUES } from '../../../src/core/report/clues/index.ts';
import { readReport } from '../../../src/core/report/index.ts';
import { RECOGNISERS } from '../../../src/core/report/recognisers/index.ts';
import { ownLines, patternsUsedBy, slownessOf } from '../../patterns.ts';
import { slowLines } from '../../pumps.ts';
import { SHAPES } from '../../shapes.ts';
import { BUILDS } from './fixtures/builds.ts';
import { DOCKER } from './fixtures/docker.ts';
import { KUBERNETES } from './fixtures/kubernetes.ts';
import { SERVICES } from './fixtures/services.ts';
import { SHELLS } from './fixtures/shells.ts';
import { SYSTEM } from './fixtures/system.ts';
import type { StepCost, StepLimits } from './step-costs.ts';

/** The longest piece of a line that a rule ever gets, in characters. */
const LENGTH = 2000;
const MOST_MS = 2;
/** The least of this many runs: whatever else the machine does may fall into some of them. */
const RUNS = 12;

test.setTimeout(300_000);

/** The least milliseconds that `run` took, asked again only while that is too many. */
function least(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let count = 0; count < RUNS && best > MOST_MS; count++) {
    const before = performance.now();
    run();
    best = Math.min(best, performance.now() - before);
  }
  return best;
}

/** As readLine does: every match of the line. */
function everyMatch(pattern: RegExp, line: string): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    if (!pattern.global) return;
    if (match[0] === '') pattern.lastIndex++;
  }
}

/** One sentence for each line that takes too long, with all that is needed to see it again. */
function slow(name: string, pattern: RegExp): readonly string[] {
  return slowLines(pattern, LENGTH)
    .map((line) => ({ line, ms: least(() => everyMatch(pattern, line)) }))
    .filter(({ ms }) => ms > MOST_MS)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 1)
    .map(
      ({ line, ms }) =>
        `${name}: /${pattern.source}/${pattern.flags} takes ${ms.toFixed(1)} ms, at most ${MOST_MS} are allowed, on ` +
        `${line.length} characters that begin with ${JSON.stringify(line.slice(0, 100))} ` +
        `and end with ${JSON.stringify(line.slice(-20))}`,
    );
}

for (const { family, rules = [] } of RECOGNISERS) {
  if (rules.length === 0) continue;
  test(`${family}: no rule takes more than ${MOST_MS} ms for any line`, () => {
    expect(rules.flatMap(({ pattern }) => slow(family, pattern))).toEqual([]);
  });
}

test(`no clue takes more than ${MOST_MS} ms for any line`, () => {
  expect(CLUES.flatMap(({ cause, pattern }) => slow(cause, pattern))).toEqual([]);
});

const FIXTURES = [...KUBERNETES, ...DOCKER, ...SYSTEM, ...SHELLS, ...BUILDS, ...SERVICES].map(
  ({ paste }) => paste,
);

const OTHERS: Readonly<Record<string, (paste: string) => unknown>> = {
  'what the scans ask of a line': readReport,
  'what the decoder asks of a question': (paste) => paste.split('\n').map((line) => decode(line)),
};

for (const [name, use] of Object.entries(OTHERS)) {
  test(`${name}: no pattern takes more than ${MOST_MS} ms`, () => {
    const patterns = patternsUsedBy(() => FIXTURES.forEach(use));
    expect(patterns.length).toBeGreaterThan(20);
    const rules = new Set(
      [...CLUES, ...RECOGNISERS.flatMap(({ rules: own = [] }) => own)].map(({ pattern }) => String(pattern)),
    );
    const others = patterns.filter((pattern) => !rules.has(String(pattern)));
    expect(others.flatMap((pattern) => slow(name, pattern))).toEqual([]);
  });
}

test('the check of patterns knows slow ones, and finds none in a quick one', () => {
  const slowOnes = [/(?:a+)+$/, /a+b?a+c/, /\s+$/, /^\s*x/m, /Exited .{0,900}?(\w{1,900})\)/];
  for (const pattern of slowOnes) expect(slownessOf(pattern), String(pattern)).not.toEqual([]);
  for (const pattern of [/exit code (\d{1,10})/, /^(\s*)- (\S.*)?$/, /(?<!\s)\s{1,40}$/])
    expect(slownessOf(pattern), String(pattern)).toEqual([]);
});

/** Milliseconds for 100,000 characters; what grows with the square takes seconds. */
const MOST_MS_SHAPE = 400;
/** What a page that reads without a worker can wait for. */
const MOST_MS_STEP = 5;
/** A scan that looks around each of its finds: a part of what `npm run attack` does with every pattern. */
const LENGTH_SHAPE = 100_000;
/** Enough endings, clues and lines of logs that whatever treats all of them at once takes longer than a step may. */
const LENGTH_STEPS = 200_000;

/** Milliseconds of the processor's time for this thread, whatever else the machine and the garbage collector do. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The least of three runs. */
function quickest(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let count = 0; count < 3 && best > MOST_MS_SHAPE; count++) {
    const before = cpuMs();
    run();
    best = Math.min(best, cpuMs() - before);
  }
  return best;
}

/** Of each shape, in a thread where no test has touched what patterns run on. */
async function costsOfShapes(): Promise<readonly StepCost[]> {
  const limits: StepLimits = {
    length: LENGTH_STEPS,
    mostMs: 2 * MOST_MS_SHAPE,
    mostStep: MOST_MS_STEP,
    runs: RUNS,
    before: FIXTURES.join('\n'),
  };
  const thread = new Worker(new URL('step-costs.ts', import.meta.url), { workerData: limits });
  const [costs] = (await once(thread, 'message')) as [readonly StepCost[]];
  return costs;
}

test(`no shape of a paste makes its reading square, or one of its steps longer than ${MOST_MS_STEP} ms`, async () => {
  const costs = await costsOfShapes();
  expect(costs.length).toBe(SHAPES.length);
  expect(costs.filter(({ ms, step }) => ms > 2 * MOST_MS_SHAPE || step > MOST_MS_STEP)).toEqual([]);
});

test('no line that a scan looks for, on every line, makes the reading square', () => {
  const rules = new Set(
    [...CLUES, ...RECOGNISERS.flatMap(({ rules: own = [] }) => own)].map(({ pattern }) => String(pattern)),
  );
  const scans = patternsUsedBy(() => FIXTURES.forEach((paste) => readReport(paste))).filter(
    (pattern) => !rules.has(String(pattern)),
  );
  const slowLinesOfScans = scans
    .flatMap((pattern) => ownLines(pattern))
    .map((line) => {
      const text = line.repeat(Math.ceil(LENGTH_SHAPE / line.length));
      return { line, ms: quickest(() => readReport(text)) };
    })
    .filter(({ ms }) => ms > MOST_MS_SHAPE);
  expect(slowLinesOfScans).toEqual([]);
});
