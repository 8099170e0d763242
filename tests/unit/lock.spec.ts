/** What `npm ci` installs is what was tried, on every platform. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly integrity?: string; readonly link?: boolean }>>;
}

const packagesIn = (folder: string) =>
  (JSON.parse(readFileSync(`${folder}package-lock.json`, 'utf8')) as Lock).packages;
/** The project, and what the bench fetches for itself. */
const FOLDERS = ['', 'tests/bench/'];

test('every package in the lock files has its hash, those of other platforms too', () => {
  const packages = Object.assign({}, ...FOLDERS.map(packagesIn)) as Lock['packages'];
  const names = Object.keys(packages).filter((name) => name !== '');
  expect(names.length).toBeGreaterThan(300);
  const without = names.filter((name) => !/^sha512-[\w+/]{86}==$/.test(packages[name]?.integrity ?? ''));
  expect(without, 'delete these entries and run `npm install --package-lock-only`').toEqual([]);
});

for (const folder of FOLDERS)
  test(`the lock file is of ${folder}package.json`, () => {
    const own = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as Readonly<
      Record<string, unknown>
    >;
    const locked = packagesIn(folder)[''] as Readonly<Record<string, unknown>>;
    for (const field of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      expect(locked[field], field).toEqual(own[field]);
    }
  });

test('what the bench fetches for itself is installed for nobody else', () => {
  const { devDependencies } = JSON.parse(readFileSync('tests/bench/package.json', 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const installed = Object.keys(packagesIn(''));
  for (const name of Object.keys(devDependencies)) expect(installed).not.toContain(`node_modules/${name}`);
});

test('workflows: the least rights, no credentials left in the checkout, actions that a review can pin', () => {
  for (const name of ['pages', 'lab']) {
    const text = readFileSync(`.github/workflows/${name}.yml`, 'utf8');
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).not.toMatch(/pull_request_target|write-all/);
    const checkouts = text.match(/uses: actions\/checkout@/g) ?? [];
    expect(text.match(/persist-credentials: false/g) ?? []).toHaveLength(checkouts.length);
  }
});

test('updates come grouped, and the notice names what is served of others', () => {
  const { updates } = parse(readFileSync('.github/dependabot.yml', 'utf8')) as {
    updates: { 'package-ecosystem': string; groups?: Record<string, unknown> }[];
  };
  for (const name of ['npm', 'github-actions'])
    expect(updates.find((each) => each['package-ecosystem'] === name)?.groups, name).toBeTruthy();
  expect(readFileSync('NOTICE', 'utf8')).toMatch(/Pagefind.*Copyright.*MIT/s);
});
