/** Whose number an ending's code is: against the tables as the content has them. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import type { ProgramTable } from '../../../src/core/read/programs.ts';
import { readReport } from '../../../src/core/report/index.ts';
import { withPrograms } from '../../../src/core/report/programs.ts';

interface File {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly prefix?: readonly string[];
  readonly bits?: true;
  readonly codes: readonly { readonly code: number | string }[];
}

const FOLDER = 'content/programs';
const PROGRAMS: readonly ProgramTable[] = readdirSync(FOLDER).map((file) => {
  const { name, aliases, prefix, bits, codes } = parse(readFileSync(join(FOLDER, file), 'utf8')) as File;
  return {
    slug: file.replace('.yaml', ''),
    name,
    ...(aliases && { aliases }),
    ...(prefix && { prefixes: prefix }),
    ...(bits && { bits }),
    codes: codes.map(({ code }) =>
      typeof code === 'number' ? code : (code.split('-').map(Number) as [number, number]),
    ),
  };
});

/** `curl 6 own-code`: the owner of the first ending, its number there, and the cause; `-` for what nobody owns. */
function owner(text: string): string {
  const [first] = withPrograms(readReport(text), text, PROGRAMS).findings;
  const { slug, code } = first?.program ?? {};
  return `${slug ?? '-'} ${code ?? '-'} ${first?.cause}`;
}

const OWNED = [
  ['curl: (6) Could not resolve host: x\nProcess completed with exit code 6.', 'curl 6 own-code'],
  [
    'rsync error: some files (code 23) at main.c(1338) [sender=3.2.7]\nmake: *** [Makefile:3: sync] Error 23',
    'rsync 23 own-code',
  ],
  [
    "E: Unable to locate package foo\nThe command '/bin/sh -c apt-get install foo' returned a non-zero code: 100",
    'apt-get 100 own-code',
  ],
  ["The command '/bin/sh -c apt-get install foo' returned a non-zero code: 100\nx", 'apt-get 100 own-code'],
  ['fatal: not a git repository\nerror: exit status 128\nx', 'git 128 own-code'],
  ['PM2 | App [api:3] exited with code [7] via signal [null]\nPM2 | App [api:3] online', 'node 7 uncaught'],
  ['bazel build failed with exit code 37\nx', 'bazel 37 own-code'],
  ['   ROBOCOPY     ::     Robust File Copy for Windows\nExit code: 11\nx', 'robocopy 11 own-code'],
  [
    'process apparently never started in /srv/ws@tmp\nscript returned exit code -2\nx',
    'jenkins-sh -2 start-refused',
  ],
  [
    "subprocess.CalledProcessError: Command '['curl', '-f', 'https://x']' returned non-zero exit status 22.\nx",
    'curl 22 uncaught',
  ],
  [
    '+ terraform plan -detailed-exitcode\nPlan: 1 to add\nProcess completed with exit code 2.',
    'terraform-plan 2 own-code',
  ],
  ['$ grep -q x cart.log\n$ rsync -a a b\nERROR: Job failed: exit code 23', 'rsync 23 own-code'],
  ['+ rsync -a a b\n+ cart --all\nProcess completed with exit code 23.', '- - unknown'],
  ['The executor with id 1 exited with exit code 52(null).\nx', 'spark 52 own-code'],
  ['mongod.service: Main process exited, code=exited, status=100/n/a\nx', 'mongod 100 own-code'],
  ['/usr/bin/rsync -a a b exited with code 12\nx', 'rsync 12 own-code'],
] as const;

for (const [text, told] of OWNED)
  test(`${told}: ${text.slice(0, 60).replace(/\s+/g, ' ')}`, () => expect(owner(text)).toBe(told));

test('coloured, quoted and with a time before it, a line names its program all the same', () => {
  for (const before of ['\x1b[31m', '> ', '2026-11-27T09:00:00.123Z '])
    expect(
      owner(`${before}curl: (7) Failed to connect\n${before}Process completed with exit code 7.`),
    ).toMatch(/^curl 7 /);
});

test('no program is named for a number that it does not own', () => {
  const rows = [
    'web exited with code 7\nx',
    'git-sync exited with code 128\nx',
    'error: failed to push\nProcess completed with exit code 1.',
    'Error: pip failed badly\nsomething else ended with exit code 1',
    'curl_1  | ready\nweb_1 exited with code 6',
    'see https://example.test exited with code 2\nx',
  ];
  for (const text of rows) expect(owner(text), text).toMatch(/^- - /);
});

test('what has a meaning everywhere is left alone: signals, Windows values, success', () => {
  for (const text of [
    'curl exited with code 137\nx',
    'git exited with code 0\nx',
    'curl exited with code -1073741819\nx',
  ])
    expect(owner(text), text).toMatch(/^- - /);
});

test('every program that the core names has a table', () => {
  const slugs = new Set(PROGRAMS.map(({ slug }) => slug));
  for (const slug of ['node', 'spark', 'robocopy']) expect(slugs, slug).toContain(slug);
});
