/**
 * `npm run attack`: the long run of what `npm test` does in part, with a closing table. Nothing leaves the machine. The site
 * in `dist/`, where there is one, is attacked in a browser.
 * `SEED=7` tries other texts. Fails when a text makes the reader of pastes throw, contradict itself, take too long or
 * too much memory.
 */

import { fork, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as othersHaveActed } from 'node:timers/promises';
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
/** Texts between which a test that has ended in the meantime makes way for the next. */
const AT_ONCE = 200;

const seed = Number(process.env['SEED'] ?? 1);
const began = performance.now();
const table: Readonly<Record<string, string | number>>[] = [];
let failed = 0;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A row of the table, told at once; the first faults are told as well. */
function row(what: string, tried: number, faults: readonly string[], worst: string): void {
  failed += faults.length;
  for (const fault of faults.slice(0, 5)) console.log(`${what}: ${fault}`);
  console.log(`${what}: ${tried} tried, ${faults.length} failed${worst && `, ${worst}`}`);
  table.push({ what, tried, failed: faults.length, worst });
}

async function texts(
  what: string,
  tried: number,
  make: (count: number, random: () => number) => string,
  wrong: (text: string) => string | undefined = faultOf,
): Promise<void> {
  const random = randomFrom(seed);
  const faults: string[] = [];
  let slowest = 0;
  for (let count = 0; count < tried; count++) {
    if (count % AT_ONCE === 0) await othersHaveActed();
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
async function matches(): Promise<void> {
  const faults: string[] = [];
  let slowest = 0;
  let tried = 0;
  for (const pattern of patternsOfReading()) {
    await othersHaveActed();
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

/** Of Playwright's report, what a row needs. */
interface Told {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly duration: number };
  readonly suites: readonly Suite[];
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

/** The titles of tests that failed, and what was expected. */
function failures({ suites = [], specs }: Suite): readonly string[] {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ title, tests }) => `${title}: ${(tests[0]?.results[0]?.error?.message ?? '').slice(0, 1000)}`);
  return [...own, ...suites.flatMap(failures)];
}

/** What Playwright prints; its own end says nothing that the report does not. */
function printed(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn('npx', args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
    child.once('error', failed);
    child.once('close', () => done(text));
  });
}

/** Read twice, after another text and by its parts. */
async function agreements(tried: number): Promise<void> {
  const random = randomFrom(seed);
  const faults: string[] = [];
  for (let count = 0; count < tried; count++) {
    if (count % AT_ONCE === 0) await othersHaveActed();
    const text = mutated(TEXTS[count % TEXTS.length] ?? '', random);
    const fault = disagreementOf(text, TEXTS[(count * 7) % TEXTS.length] ?? '');
    if (fault !== undefined) faults.push(`${fault}: ${JSON.stringify(text)}`);
  }
  row('readings that must agree', tried, faults, '');
}

/**
 * What needs the built site and a browser: tests of `npm test`, of which some can go on for longer. One after another, beside
 * the texts, which need one core; rows come when each is done.
 */
async function browsers(): Promise<void> {
  for (const [what, project, file, env] of [
    ["400 steps of a worker's life", 'build', 'build/walk.spec.ts', { STEPS: '400', SEED: String(seed) }],
    [
      '100 more lives of it, in maps',
      'unit',
      'unit/offline-worker.spec.ts',
      { LIVES: '100', SEED: String(seed) },
    ],
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
    const stdout = await printed(args, env);
    const { stats, suites } = JSON.parse(stdout.slice(stdout.indexOf('\n{') + 1)) as Told;
    const faults = suites.flatMap(failures).map((each) => `${each} (npx playwright test ${file})`);
    // A file that does not even load has no test.
    if (faults.length === 0 && stats.expected === 0) faults.push(`no test ran: npx playwright test ${file}`);
    row(what, stats.expected + stats.unexpected, faults, `${Math.round(stats.duration / 1000)} s`);
  }
}

const isBuilt = existsSync('dist/index.html');
if (!isBuilt) console.log('Not tried in a browser: there is no build, `npm run build` makes one.');
const inBrowsers = isBuilt ? browsers() : undefined;
await texts('decoder: random texts, asked twice', 320_000, (_, random) => randomText(random), decoderFaultOf);
await texts('pastes: random texts', 160_000, (_, random) => randomText(random));
await texts('pastes: mutated real texts', 110_000, (count, random) =>
  mutated(TEXTS[count % TEXTS.length] ?? '', random),
);
await agreements(5_000);
await matches();
await shapes();
await inBrowsers;
console.table(table);
console.log(`${Math.round((performance.now() - began) / 1000)} s`);
process.exit(failed === 0 ? 0 : 1);
