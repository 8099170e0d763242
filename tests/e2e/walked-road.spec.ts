/** `/137/?e=probe#events`: an answer that somebody sent shows the road walked to its exit. */

import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);

  test.describe(locale, () => {
    test('the exit of the cause is marked, the others are folded until they are asked for', async ({
      page,
    }) => {
      await page.goto(`${home}137/?e=probe#events`);
      const here = page.locator('[data-cause="probe"]');
      await expect(here).toHaveAttribute('aria-current', 'true');
      await expect(page.getByText(/(exit|出口) [A-Z]/)).toBeVisible();
      const other = page.locator('[data-cause="memory-limit"]');
      await expect(other).toHaveJSProperty('inert', true);
      await page.getByRole('button', { name: t('road.others') }).click();
      await expect(other).toHaveJSProperty('inert', false);
      await page.getByRole('button', { name: t('road.fold') }).click();
      await expect(other).toHaveJSProperty('inert', true);
      await expect(page.locator('[data-step]#events')).toBeVisible();
    });

    test('the step of the address stands at the top, although the road above it became shorter', async ({
      page,
    }) => {
      await page.goto(`${home}137/?e=probe#events`);
      await expect(page.locator('[aria-current="true"]')).toHaveCount(1);
      const top = () => page.locator('#events').evaluate((step) => step.getBoundingClientRect().top);
      await expect.poll(top).toBeGreaterThanOrEqual(0);
      await expect.poll(top).toBeLessThanOrEqual(160);
      // And stays there once everything is laid out.
      await expect(page.locator('html')).not.toHaveAttribute('data-later');
      await expect.poll(top).toBeGreaterThanOrEqual(0);
      await expect.poll(top).toBeLessThanOrEqual(160);
    });

    test('a cause that no exit has, or that is none, changes nothing', async ({ page }) => {
      for (const cause of ['image', 'hunter2', '"]', '']) {
        await page.goto(`${home}137/?e=${encodeURIComponent(cause)}`);
        await expect(page.locator('[data-cause="probe"]')).toBeVisible();
        await expect(page.locator('[aria-current="true"]')).toHaveCount(0);
      }
    });
  });
}
