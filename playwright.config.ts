import { defineConfig, devices } from '@playwright/test';
import { browserOptions } from './tests/browser.ts';

const ci = Boolean(process.env['CI']);

export default defineConfig({
  testDir: 'tests',
  forbidOnly: ci,
  // A test that passes on the second try is a broken test.
  retries: 0,
  // Two cores run two browsers and their servers: what takes half a second alone may take ten beside other tests. How fast
  // things are is the bench's question.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: [['list']],
  // A test that is about the service worker says so; in others a kept copy would answer for the server. A trace of every
  // test costs a quarter of the time; a failure shows its page, and `--trace on` the rest.
  use: { ...browserOptions(), screenshot: 'only-on-failure', serviceWorkers: 'block' },
  projects: [
    { name: 'unit', testDir: 'tests/unit' },
    { name: 'build', testDir: 'tests/build', dependencies: ['unit'] },
    // Every page, every kind of page, every width: once is enough.
    { name: 'sweep', testDir: 'tests/sweep', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'desktop', testDir: 'tests/e2e', use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      testDir: 'tests/e2e',
      use: { ...devices['Pixel 7'], defaultBrowserType: 'chromium' },
    },
  ],
});
