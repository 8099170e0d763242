import type { Page } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, openMenu, test } from '../site.ts';

/** How bright the page's ground is, 0 to 255. */
const brightness = (page: Page) =>
  page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = getComputedStyle(document.documentElement)
      .backgroundColor.match(/\d+/g)!
      .map(Number);
    return (red + green + blue) / 3;
  });
const isDark = async (page: Page) => (await brightness(page)) < 128;

for (const locale of LOCALES) {
  const t = translator(locale);
  const path = `${prefix(locale)}137/`;

  test.describe(locale, () => {
    for (const system of ['light', 'dark'] as const) {
      test(`follows a ${system} system; the toggle changes it, is kept, and forgotten again`, async ({
        page,
      }) => {
        await page.emulateMedia({ colorScheme: system });
        await page.goto(path);
        const root = page.locator('html');
        const toggle = page.getByRole('button', { name: t('theme.toggle') });
        const stored = () => page.evaluate(() => localStorage.getItem('theme'));
        expect(await isDark(page)).toBe(system === 'dark');
        await expect(root).not.toHaveAttribute('data-theme');

        const chosen = system === 'dark' ? 'light' : 'dark';
        await openMenu(page, locale);
        await toggle.click();
        await expect(root).toHaveAttribute('data-theme', chosen);
        expect(await isDark(page)).toBe(chosen === 'dark');

        await page.goto(`${prefix(locale)}143/`);
        expect(await isDark(page), 'kept on the next page').toBe(chosen === 'dark');

        await openMenu(page, locale);
        await toggle.click();
        await expect(root).not.toHaveAttribute('data-theme');
        expect(await stored()).toBeNull();
        expect(await isDark(page)).toBe(system === 'dark');
        await page.emulateMedia({ colorScheme: chosen });
        expect(await isDark(page), 'follows the system again').toBe(chosen === 'dark');
      });
    }

    test('a chosen theme does not flash: it is there before anything can be painted', async ({ page }) => {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(path);
      await openMenu(page, locale);
      await page.getByRole('button', { name: t('theme.toggle') }).click();
      await expect.poll(() => isDark(page)).toBe(true);
      // What the root says at the moment the body begins to exist, before its first child does.
      await page.addInitScript(() => {
        new MutationObserver((_, observer) => {
          if (!document.body) return;
          observer.disconnect();
          (globalThis as unknown as Record<string, unknown>)['themeAtBody'] =
            document.documentElement.dataset['theme'] ?? 'none';
        }).observe(document, { childList: true, subtree: true });
      });
      // Without any script file: what does the work is in the page itself.
      await page.route('**/_astro/*.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: '' }),
      );
      await page.reload();
      expect(await page.evaluate('themeAtBody')).toBe('dark');
      expect(await isDark(page)).toBe(true);
    });
  });
}

test('a browser that refuses storage still switches', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('137/');
  await openMenu(page, 'en');
  await page.getByRole('button', { name: translator('en')('theme.toggle') }).click();
  await expect.poll(() => isDark(page)).toBe(true);
});
