/** Without JavaScript nothing could answer what is typed, and a form could only send it: there is no box, and no promise. */

import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

for (const locale of LOCALES) {
  const t = translator(locale);

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test(`${locale}: there is no box to paste into, and no promise about it`, async ({ page }) => {
      for (const path of ['', 'decode/']) {
        await page.goto(prefix(locale) + path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('textarea:visible'), path).toHaveCount(0);
        await expect(page.locator('textarea[name]'), path).toHaveCount(0);
        await expect(page.getByText(t('decodePage.private')).filter({ visible: true }), path).toHaveCount(0);
      }
    });
  });

  test(`${locale}: while its script is on its way no box sends what was typed, and a title says no more than the address`, async ({
    page,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
    await page.route('**/_astro/decoder-view.*.js', async (route) => {
      await new Promise((later) => setTimeout(later, 300));
      await route.continue();
    });
    await page.goto(`${prefix(locale)}decode/`);
    const box = page.getByRole('main').getByRole('search').getByRole('textbox');
    await box.fill('bash: hunter2zq: command not found');
    await box.press('Enter');
    await expect(page).toHaveURL(/\/decode\/\?q=127$/);
    await expect(page).toHaveTitle(/127/);
    await expect(page).not.toHaveTitle(/hunter2zq/);
    expect(asked.filter((url) => url.includes('hunter2zq'))).toEqual([]);
  });
}
