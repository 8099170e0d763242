/**
 * Finds a Chromium, or installs one: the system's headless shell, else Playwright's own, else the system's browser, else
 * by Playwright's download, else by apt. Machines differ in which of these they can reach.
 */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type PlaywrightTestOptions, type PlaywrightWorkerOptions } from '@playwright/test';
import { installPackages } from './apt.ts';

/** Chromium without a window system: the same engine, and a page costs half of what it costs in the whole browser. */
const SHELL = '/usr/bin/chromium-headless-shell';

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

/** The path of a Chromium on this machine, or undefined; `whole` looks for a browser as readers have it first. */
export function findBrowser({ whole = false } = {}): string | undefined {
  const browsers = [chromium.executablePath(), ...SYSTEM];
  return (whole ? [...browsers, SHELL] : [SHELL, ...browsers]).find((path) => existsSync(path));
}

interface Attempt {
  readonly name: string;
  readonly run: () => unknown;
}

/** Finds a Chromium or installs one; throws one sentence that says what to install when neither works. */
export function ensureBrowser(): string {
  const found = findBrowser();
  // Where root may install packages, the shell is worth it even beside a browser.
  const debian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (found && (found === SHELL || !debian)) return found;
  const apt = (name: string): Attempt => ({
    name: `apt-get install ${name}`,
    run: () => installPackages([name, 'fonts-noto-cjk']),
  });
  const download = {
    name: 'npx playwright install chromium',
    run: () =>
      spawnSync('npx', ['playwright', 'install', 'chromium'], {
        stdio: ['ignore', 'inherit', 'inherit'],
        timeout: 600_000,
      }),
  };
  const attempts: readonly Attempt[] = [
    ...(debian ? [apt('chromium-headless-shell')] : []),
    ...(found ? [] : [download]),
    ...(debian && !found ? [apt('chromium')] : []),
  ];
  for (const { name, run } of attempts) {
    console.log(`${found ? 'A faster Chromium' : 'No Chromium yet'}. Trying: ${name}`);
    run();
    const now = findBrowser();
    if (now !== found && now) return now;
  }
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium and none could be installed: install the package `chromium` or Google Chrome.',
  );
}

/** What Playwright's configuration needs to start the browser that was found. */
export function browserOptions(): Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> {
  const executablePath = findBrowser();
  return { launchOptions: { args: BROWSER_FLAGS, ...(executablePath && { executablePath }) } };
}
