/** A copy of the project to build from, so that a test may change its content and its address. */

import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const PARTS = ['src', 'content', 'public', 'astro.config.mjs', 'tsconfig.json', 'package.json'];

export interface Copy {
  readonly folder: string;
  readonly dist: string;
  /** Replaces the text of one file; a replacement that changes nothing is a mistake of the test. */
  edit(path: string, change: (text: string) => string): void;
  build(env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Runs a script of the project, such as `src/check/run.ts`, on the copy. */
  run(script: string, ...args: readonly string[]): Promise<Ended>;
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The folder must lie inside the project: packages are found by looking upwards, and caches stay apart. */
export function copyOfProject(folder: string): Copy {
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  return {
    folder,
    dist: join(folder, 'dist'),
    edit(path, change) {
      const file = join(folder, path);
      const before = readFileSync(file, 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`${path} did not change`);
      writeFileSync(file, after);
    },
    build: (env = {}) =>
      run([join(ROOT, 'node_modules/astro/bin/astro.mjs'), 'build'], folder, {
        OUT_DIR: 'dist',
        SITE_URL: '',
        BASE_PATH: '',
        HTML_TWINS: 'off',
        ...env,
      }),
    run: (script, ...args) => run([script, ...args], folder, {}),
  };
}

/** Runs Node to its end; what it printed on either stream is one text without colours. */
function run(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>) {
  return new Promise<Ended>((ended, failed) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: '0', ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => (output += text));
    }
    child.once('error', failed);
    child.once('close', (code) => ended({ code, output }));
  });
}
