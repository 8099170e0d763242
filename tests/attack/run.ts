/**
 * `npm run attack`: the long run of what `npm test` does in part, with a closing table. Nothing leaves the machine. The site
 * in `dist/`, where there is one, is attacked in a browser.
 * `SEED=7` tries other texts. Fails when a text makes the reader of pastes throw, contradict itself, take too long or
 * too much memory.
 */

import { fork, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from '../../src/core/report/index.ts';
import { decoderFaultOf, disagreementOf, faultOf, mutated, randomFrom, randomText } from '../fuzz.ts';
import { ownLines, patternsOfReading } from '../patterns.ts';
import { SHAPES } from '../shapes.ts';
import { TEXTS } from '../unit/report/fixtures/index.ts';
import type { Cost } from './reading.ts';

/** For a text of some hundred characters, in milliseconds of the processor's time. */
const SLOW_MS = 250;
const MOST = { ms: 3000, megabytes: 400, step: 5 } as const;
const LENGTH = 10_000_000;
/** What takes longer than this on the clock hangs, however busy the machine. */
const HANGS_MS = 120_000;
const OWN_LENGTH = 200_000;
const OWN_MS = 400;

const seed = Number(process.env['SEED'] ?? 1);
const began = performance.now();
const table: Readonly<Record<string, string | number>>[] = [];
let failed = 0;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A row of the table; the first faults are told as well. */
function row(what: string, tried: number, faults: readonly string[], worst: string): void {
  failed += faults.length;
  for (const fault of faults.slice(0, 5)) console.log(`${what}: ${fault}`);
  table.push({ what, tried, failed: faults.length, worst });
}

function texts(
  what: string,
  tried: number,
  make: (count: number, random: () => number) => string,
  wrong: (text: string) => string | undefined = faultOf,
): void {
  const random = randomFrom(seed);
  const faults: string[] = [];
  let slowest = 0;
  for (let count = 0; count < tried; count++) {
    const text = make(count, random);
    const before = cpuMs();
    const fault = wrong(text);
    const ms = cpuMs() - before;
    slowest = Math.max(slowest, ms);
    if (ms > SLOW_MS) faults.push(`${Math.round(ms)} ms: ${JSON.stringify(text)}`);
    if (fault !== undefined) faults.push(`${fault}: ${JSON.stringify(text)}`);
  }
  row(what, tried, faults, `${Math.round(slowest)} ms`);
}

/** Every pattern on a paste of lines that it matches: what a scan does with them must not be square. */
function matches(): void {
  const faults: string[] = [];
  let slowest = 0;
  let tried = 0;
  for (const pattern of patternsOfReading()) {
    for (const line of ownLines(pattern)) {
      tried++;
      const text = line.repeat(Math.ceil(OWN_LENGTH / line.length));
      const before = cpuMs();
      readReport(text);
      const ms = cpuMs() - before;
      slowest = Math.max(slowest, ms);
      if (ms > OWN_MS)
        faults.push(`${Math.round(ms)} ms for ${text.length} characters of ${JSON.stringify(line)}`);
    }
  }
  row(`${OWN_LENGTH / 1000} kB of what a pattern matches`, tried, faults, `${Math.round(slowest)} ms`);
}

function costOf(name: string): Promise<Cost | undefined> {
  return new Promise((done) => {
    const child = fork(join(import.meta.dirname, 'reading.ts'), [name, String(LENGTH)]);
    const timer = setTimeout(() => child.kill('SIGKILL'), HANGS_MS);
    let cost: Cost | undefined;
    child.on('message', (told) => (cost = told as Cost));
    child.on('exit', () => {
      clearTimeout(timer);
      done(cost);
    });
  });
}

async function shapes(): Promise<void> {
  const faults: string[] = [];
  const worst = { ms: 0, megabytes: 0, step: 0 };
  for (const { name } of SHAPES) {
    const cost = await costOf(name);
    if (!cost) {
      faults.push(`${name}: no answer`);
      continue;
    }
    for (const key of ['ms', 'megabytes', 'step'] as const) {
      worst[key] = Math.max(worst[key], cost[key]);
      if (cost[key] > MOST[key]) faults.push(`${name}: ${cost[key].toFixed(1)} ${key}, at most ${MOST[key]}`);
    }
  }
  const { ms, megabytes, step } = worst;
  row(
    '10 MB of one shape',
    SHAPES.length,
    faults,
    `${Math.round(ms)} ms, ${Math.round(megabytes)} MB; longest step ${step.toFixed(1)} ms`,
  );
}

/** Read twice, after another text and by its parts. */
function agreements(tried: number): void {
  const random = randomFrom(seed);
  const faults: string[] = [];
  for (let count = 0; count < tried; count++) {
    const text = mutated(TEXTS[count % TEXTS.length] ?? '', random);
    const fault = disagreementOf(text, TEXTS[(count * 7) % TEXTS.length] ?? '');
    if (fault !== undefined) faults.push(`${fault}: ${JSON.stringify(text)}`);
  }
  row('readings that must agree', tried, faults, '');
}

/** What needs the built site and a browser: tests of `npm test`, of which some can go on for longer. */
function browsers(): void {
  for (const [what, project, file, env] of [
    ["400 steps of a worker's life", 'build', 'build/walk.spec.ts', { STEPS: '400', SEED: String(seed) }],
    ['texts that are markup, and where they may come from', 'sweep', 'sweep/hostile.spec.ts', { ALL: '1' }],
    ['a secret through 17 flows', 'desktop', 'e2e/privacy.spec.ts', {}],
    ['what is damaged, cut off or gone', 'build', 'build/offline.spec.ts', {}],
    ['servers', 'build', 'build/server.spec.ts build/hosting.spec.ts', {}],
  ] as const) {
    const args = [
      'playwright',
      'test',
      '--no-deps',
      `--project=${project}`,
      '--reporter=json',
      ...file.split(' '),
    ];
    const { stdout } = spawnSync('npx', args, {
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    const { stats } = JSON.parse(stdout.slice(stdout.indexOf('\n{') + 1)) as {
      stats: { expected: number; unexpected: number; duration: number };
    };
    const faults = Array.from(
      { length: stats.unexpected },
      (_, n) => `test ${n + 1}, see: npx playwright test ${file}`,
    );
    row(what, stats.expected + stats.unexpected, faults, `${Math.round(stats.duration / 1000)} s`);
  }
}

texts('decoder: random texts, asked twice', 320_000, (_, random) => randomText(random), decoderFaultOf);
texts('pastes: random texts', 160_000, (_, random) => randomText(random));
texts('pastes: mutated real texts', 110_000, (count, random) =>
  mutated(TEXTS[count % TEXTS.length] ?? '', random),
);
agreements(5_000);
matches();
await shapes();
if (existsSync('dist/index.html')) browsers();
else console.log('Not tried in a browser: there is no build, `npm run build` makes one.');
console.table(table);
console.log(`${Math.round((performance.now() - began) / 1000)} s`);
process.exit(failed === 0 ? 0 : 1);
