/** No line whatever makes a rule slow: each pattern is tried on lines that are made to slow down this pattern. */

import { expect, test } from '@playwright/test';
import { decode } from '../../../src/core/read/decode.ts';
import { CLUES } from '../../../src/core/report/clues/index.ts';
import { readReport } from '../../../src/core/report/index.ts';
import { RECOGNISERS } from '../../../src/core/report/recognisers/index.ts';
import { slowLines } from '../../pumps.ts';
import { BUILDS } from './fixtures/builds.ts';
import { DOCKER } from './fixtures/docker.ts';
import { KUBERNETES } from './fixtures/kubernetes.ts';
import { SERVICES } from './fixtures/services.ts';
import { SHELLS } from './fixtures/shells.ts';
import { SYSTEM } from './fixtures/system.ts';

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

/** Every regular expression that is executed while `run` runs, whoever built it and wherever it stands. */
function patternsUsedBy(run: () => void): readonly RegExp[] {
  const found = new Map<string, RegExp>();
  // oxlint-disable-next-line typescript/unbound-method -- called with the pattern as `this` below
  const { exec } = RegExp.prototype;
  // Every way of using a pattern ends in its `exec`, https://tc39.es/ecma262/#sec-regexpexec.
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    // `split` adds the flag y to a copy of its own.
    const flags = this.flags.replace('y', '');
    if (!found.has(`${this.source}/${flags}`))
      found.set(`${this.source}/${flags}`, new RegExp(this.source, flags));
    return exec.call(this, text);
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return [...found.values()];
}
