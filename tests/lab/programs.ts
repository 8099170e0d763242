/** Whole programs in every language the lab knows: how to build one, and the words that start it. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubjectId } from '../../src/schema/scenario.ts';
import { run } from './process.ts';
import type { Subject } from './subjects.ts';

/** The words that start a built program, for a working folder that holds what was built. */
export type Words = readonly [string, ...string[]];

interface Language {
  /** The file that holds the source; without one the source is an argument. */
  readonly file?: string;
  /** Builds `file` in its folder; the program's path comes first. */
  readonly build?: (path: string) => Words;
  readonly start: (path: string, source: string) => Words;
}

const LANGUAGES: Partial<Record<SubjectId, Language>> = {
  c: {
    file: 'main.c',
    // Static, so that it runs in an empty container too; not optimized, so that what is written is what runs.
    build: (gcc) => [gcc, '-O0', '-w', '-static', '-o', 'main', 'main.c', '-lm'],
    start: () => ['./main'],
  },
  rust: {
    file: 'main.rs',
    build: (rustc) => [rustc, '-A', 'warnings', '-o', 'main', 'main.rs'],
    start: () => ['./main'],
  },
  go: { file: 'main.go', build: (go) => [go, 'build', '-o', 'main', 'main.go'], start: () => ['./main'] },
  java: {
    file: 'Main.java',
    build: (java) => [java.replace(/java$/, 'javac'), '-nowarn', 'Main.java'],
    // The heap is bounded by the option, as the machine is by the lab; perf data and a crash log are of no use here.
    start: (java) => [
      java,
      '-Xmx64m',
      '-XX:-UsePerfData',
      '-XX:+SuppressFatalErrorMessage',
      '-cp',
      '.',
      'Main',
    ],
  },
  python: { start: (path, source) => [path, '-c', source] },
  node: { start: (path, source) => [path, '-e', source] },
  perl: { start: (path, source) => [path, '-e', source] },
  ruby: { start: (path, source) => [path, '-e', source] },
  php: { start: (path, source) => [path, '-r', source] },
  bash: { start: (path, source) => [path, '-c', source] },
  dash: { start: (path, source) => [path, '-c', source] },
  ash: { start: (path, source) => [path, 'sh', '-c', source] },
};

/** Builds the program in a folder of its own. Undefined when the language is unknown or it does not compile. */
export async function build(
  subject: Subject,
  source: string,
  folder: string,
): Promise<{ words: Words; folder: string } | { error: string }> {
  const language = LANGUAGES[subject.id];
  if (!language) return { error: `no way to run ${subject.id}` };
  mkdirSync(folder, { recursive: true });
  if (language.file) writeFileSync(join(folder, language.file), source);
  const [compiler, ...args] = language.build?.(subject.path) ?? [];
  if (compiler) {
    const { end, stderr } = await run(compiler, args, {
      cwd: folder,
      seconds: 300,
      unbounded: true,
      env: { ...process.env, GOCACHE: join(folder, '..', '.go-cache'), GO111MODULE: 'off' },
    });
    if (end !== 0) return { error: `does not compile: ${stderr.split('\n').slice(0, 3).join(' ')}` };
  }
  return { words: language.start(subject.path, source), folder };
}
