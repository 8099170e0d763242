/**
 * How long the site takes to build with no content cached, and how much memory that takes at most: as it is, and grown to
 * four times as many pages by copies of its programs.
 */

import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { copyOfProject } from '../../build/copy.ts';
import { atMost, type Measure, type Row } from '../measure.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const ASTRO = join(ROOT, 'node_modules/astro/bin/astro.mjs');
const LARGER = 4;
/** On two cores, for each 1,500 pages. */
const SECONDS = 60;
const PAGES = 1500;
const MEGABYTES = 2000;

export const build: Measure = {
  name: 'build',
  run: async ({ base }) => {
    // Packages are found by looking upwards.
    mkdirSync(join(ROOT, 'test-results'), { recursive: true });
    const folder = mkdtempSync(join(ROOT, 'test-results/bench-build-'));
    try {
      copyOfProject(folder);
      const plain = built(folder, base);
      grow(folder, plain.pages);
      return [...rows(plain), ...rows(built(folder, base))];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

interface Built {
  readonly pages: number;
  readonly seconds: number;
  /** In seconds, of all cores together. */
  readonly processor: number;
  readonly megabytes: number;
}

function rows({ pages, seconds, processor, megabytes }: Built): readonly Row[] {
  const inSeconds = (time: number) => `${time.toFixed(1)} s`;
  return [
    { subject: `${pages} pages, wall time`, value: inSeconds(seconds) },
    { subject: `${pages} pages, processor time`, value: inSeconds(processor) },
    atMost(`${pages} pages, for each ${PAGES}`, (seconds * PAGES) / pages, SECONDS, inSeconds),
    atMost(`${pages} pages, memory at most`, megabytes, MEGABYTES, (size) => `${Math.round(size)} MB`),
  ];
}

/** What the building process held at most, and its processor time; Pagefind runs in a process of its own, which is small. */
const TELL = `data:text/javascript,process.once('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  console.error('used ' + maxRSS + ' ' + (userCPUTime + systemCPUTime));
})`;

function built(folder: string, base: string): Built {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', TELL, ASTRO, 'build', '--force'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e9,
      env: { ...process.env, OUT_DIR: 'dist', BASE_PATH: base, ASTRO_TELEMETRY_DISABLED: '1' },
    },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`astro build failed:\n${(stdout + stderr).slice(-2000)}`);
  // `137.html` is a copy of `137/index.html` and no page of its own.
  const pages = globSync(['**/index.html', '404.html'], { cwd: join(folder, 'dist') }).length;
  const [, kilobytes, microseconds] = /^used (\d+) (\d+)$/m.exec(stderr) ?? [];
  return { pages, seconds, processor: Number(microseconds) / 1e6, megabytes: Number(kilobytes) / 1000 };
}

/** Adds programs until there are `LARGER` times as many pages; a program has one in each language. */
function grow(folder: string, pages: number) {
  const files = globSync('content/programs/*.yaml', { cwd: folder });
  const wanted = (pages * (LARGER - 1)) / 2;
  for (let added = 0; added < wanted; added++) {
    const file = files[added % files.length] ?? '';
    const round = Math.floor(added / files.length) + 2;
    const text = readFileSync(join(folder, file), 'utf8');
    const name = `${basename(file, '.yaml')}-${round}`;
    writeFileSync(
      join(folder, 'content/programs', `${name}.yaml`),
      text.replace(/^name: .*$/m, `name: ${name.slice(0, 40)}`),
    );
  }
}
