/**
 * Finds a Chromium, or installs one: Playwright's own, else the system's, else by Playwright's download, else by apt.
 * Machines differ in which of these they can reach.
 */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type PlaywrightTestOptions, type PlaywrightWorkerOptions } from '@playwright/test';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Root has no user namespaces to sandbox with; the rest keeps the browser from calling home during a test. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const BROWSER_FLAGS = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET;

/** The path of a Chromium on this machine, or undefined. */
export function findBrowser(): string | undefined {
  return [chromium.executablePath(), ...SYSTEM].find((path) => existsSync(path));
}

/** Finds a Chromium or installs one; throws one sentence that says what to install when neither works. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  const attempts = [
    ['npx', 'playwright', 'install', 'chromium'],
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ];
  for (const [command = '', ...args] of attempts) {
    console.log(`No Chromium yet. Trying: ${[command, ...args].join(' ')}`);
    spawnSync(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const now = findBrowser();
    if (now) return now;
  }
  throw new Error(
    'The browser tests need Chromium and none could be installed: install the package `chromium` or Google Chrome.',
  );
}

/** What Playwright's configuration needs to start the browser that was found. */
export function browserOptions(): Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> {
  const executablePath = findBrowser();
  return { launchOptions: { args: BROWSER_FLAGS, ...(executablePath && { executablePath }) } };
}
