/** Whole programs in every language the lab knows: how to build one, and the words that start it. */

import { linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
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

/** What was built, by who and from what: many scenarios do different things to the same program. */
export type Built = Map<string, Promise<string | { readonly error: string }>>;

/** Puts the built program into a folder and says how it is started there; an error where it cannot be. */
export async function build(
  subject: Subject,
  source: string,
  folder: string,
  { kept, built }: { readonly kept: string; readonly built: Built },
): Promise<{ words: Words } | { error: string }> {
  const language = LANGUAGES[subject.id];
  if (!language) return { error: `no way to run ${subject.id}` };
  if (language.file) {
    const key = JSON.stringify([subject.id, source]);
    const made = built.get(key) ?? compile(subject, language, source, join(kept, String(built.size)), kept);
    built.set(key, made);
    const from = await made;
    if (typeof from === 'object') return from;
    // Links: a program that is still open for writing cannot be run.
    for (const name of readdirSync(from)) linkSync(join(from, name), join(folder, name));
  }
  return { words: language.start(subject.path, source) };
}

/** Resolves to the folder that holds what was built. */
async function compile(
  subject: Subject,
  { file = '', build: command }: Language,
  source: string,
  folder: string,
  kept: string,
): Promise<string | { readonly error: string }> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), source);
  const [compiler, ...args] = command?.(subject.path) ?? [];
  if (compiler === undefined) return folder;
  const { end, stderr } = await run(compiler, args, {
    cwd: folder,
    seconds: 300,
    unbounded: true,
    env: { ...process.env, GOCACHE: join(kept, 'go-cache'), GO111MODULE: 'off' },
  });
  return end === 0 ? folder : { error: `does not compile: ${stderr.split('\n').slice(0, 3).join(' ')}` };
}
