/** How long the site takes to build with no content cached, and how many pages that is in a second. Reported only. */

import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Measure } from '../measure.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const ASTRO = join(ROOT, 'node_modules/astro/bin/astro.mjs');

export const build: Measure = {
  name: 'build',
  run: async ({ base }) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-build-'));
    try {
      const start = performance.now();
      const { status, stdout, stderr } = spawnSync(process.execPath, [ASTRO, 'build', '--force'], {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, OUT_DIR: folder, BASE_PATH: base },
      });
      const seconds = (performance.now() - start) / 1000;
      if (status !== 0) throw new Error(`astro build failed:\n${(stdout + stderr).slice(-2000)}`);
      // `137.html` is a copy of `137/index.html` and no page of its own.
      const pages = globSync(['**/index.html', '404.html'], { cwd: folder }).length;
      return [
        { subject: `${pages} pages, wall time`, value: `${seconds.toFixed(1)} s` },
        { subject: 'pages per second', value: (pages / seconds).toFixed(1) },
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
