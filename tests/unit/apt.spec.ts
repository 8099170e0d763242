/** What is installed for the tests waits for whoever installs something else, and says that it does. */

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type TestInfo } from '@playwright/test';
import { installPackages } from '../apt.ts';

/** An `apt-get` that writes down how it is called, and whose first calls of each kind find the lock held. */
function apt(testInfo: TestInfo, held: number, fails = false) {
  const folder = testInfo.outputPath('bin');
  const calls = join(folder, 'calls');
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'apt-get');
  writeFileSync(
    program,
    `#!/bin/sh
echo "$*" >> '${calls}'
case "$*" in *install*) kind=install ;; *) kind=update ;; esac
case "$*" in *Lock::Timeout*) exit 0 ;; esac
if [ "$(grep -c $kind '${calls}')" -le ${held} ]; then
  echo "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)" >&2
  exit 100
fi
exit ${fails ? 100 : 0}
`,
  );
  chmodSync(program, 0o755);
  return {
    env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` },
    calls: () => readFileSync(calls, 'utf8').trim().split('\n'),
  };
}

/** What it prints while `use` runs. */
function printed(use: () => void): readonly string[] {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => lines.push(line);
  try {
    use();
  } finally {
    console.log = log;
  }
  return lines;
}

test('a lock that nobody holds: two calls, and nothing is said', ({}, testInfo) => {
  const { env, calls } = apt(testInfo, 0);
  const lines = printed(() => expect(installPackages(['a', 'b'], env, 1)).toBe(true));
  expect(calls()).toEqual(['update -qq', 'install -y -qq --no-install-recommends a b']);
  expect(lines).toEqual([]);
});

test('a lock that somebody holds is waited for, by an option of apt where it has one, and said once', ({}, testInfo) => {
  const { env, calls } = apt(testInfo, 2);
  const lines = printed(() => expect(installPackages(['a'], env, 1)).toBe(true));
  expect(calls().filter((call) => call === 'update -qq')).toHaveLength(3);
  expect(calls().at(-1)).toMatch(/^-o DPkg::Lock::Timeout=\d+ install .* a$/);
  expect(lines).toEqual([expect.stringContaining('waiting for it')]);
});

test('packages that cannot be had are no exception, and neither is a machine without apt', ({}, testInfo) => {
  const { env } = apt(testInfo, 0, true);
  expect(installPackages(['a'], env, 1)).toBe(false);
  expect(installPackages(['a'], { ...env, PATH: testInfo.outputPath('nothing') }, 1)).toBe(false);
});
