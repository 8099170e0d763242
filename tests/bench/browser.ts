import { chromium, type Browser } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from '../browser.ts';

/** The path of the browser; `tests/prepare.ts` has found or installed one before. */
export function browserPath(): string {
  const path = findBrowser({ whole: true });
  if (!path) throw new Error('No browser: run `node tests/prepare.ts` first.');
  return path;
}

/** Runs a task with a browser of its own, which is closed whatever happens. */
export async function withBrowser<T>(task: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: browserPath(), args: BROWSER_FLAGS });
  try {
    return await task(browser);
  } finally {
    await browser.close();
  }
}
