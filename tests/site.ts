/** The built site behind its own server, for every browser test. */

import { test as base, type Locator, type Page } from '@playwright/test';
import { serve } from '../src/server.ts';
import { translator, type Locale } from '../src/i18n/index.ts';
import { DIST } from './built.ts';
import { sayIfStale } from './stale.ts';

interface Site {
  /** With a slash at the end. */
  readonly url: string;
}

export { expect } from '@playwright/test';

export const test = base.extend<{ quiet: undefined }, { site: Site }>({
  site: [
    async ({}, use) => {
      await withServer({}, async (url) => use({ url }));
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  // Whatever a test is about: no script throws, nothing is refused by the policy, no file is missing.
  quiet: [
    async ({ page }, use) => {
      const complaints = listen(page);
      await use(undefined);
      base.expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Serves a built site for as long as `use` runs. */
export async function withServer(
  options: { readonly folder?: string; readonly base?: string; readonly bare?: boolean },
  use: (url: string) => Promise<void>,
): Promise<void> {
  if (options.folder === undefined) sayIfStale(DIST);
  const { server, url } = await serve({ folder: DIST, base: '/', port: 0, quality: 4, ...options });
  try {
    await use(url);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

/** Everything that goes wrong on a page from here on, in words. */
export function listen(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    // A missing page is a page of its own here; missing files are caught below.
    // And most tests have no service worker on purpose.
    if (!['error', 'warning'].includes(message.type())) return;
    if (/^Failed to load resource|^Service Worker registration blocked/.test(message.text())) return;
    complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document') {
      complaints.push(`${response.status()} ${response.url()}`);
    }
  });
  return complaints;
}

/** Shows the page of a signal's name itself: without the refresh that leads away from it at once. */
export async function stayOnSignalPages(page: Page): Promise<void> {
  await page.route(/\/(SIG|sig)[A-Za-z0-9]+\/$/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, '');
    await route.fulfill({ response, body });
  });
}

/** The field in the header of every page that has no box of its own. Its role changes once a script serves it, its place does not. */
export function searchField(page: Page): Locator {
  return page.getByRole('banner').getByRole('search').locator('input');
}

/** Opens the menu of the bar where there is one: on a phone, and when text is large. */
export async function openMenu(page: Page, locale: Locale): Promise<void> {
  const menu = page.getByRole('banner').getByRole('button', { name: translator(locale)('site.menu') });
  if (await menu.isVisible()) await menu.click();
}

/** What the search found, best first: each holds one link. */
export function results(page: Page): Locator {
  return page.locator('[data-search-result]');
}
