/** What the lab recorded, as readers find it: a filtered list, a record behind every cell, a command to try. */

import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);

  test.describe(locale, () => {
    test('the list of scenarios is filtered by words and by what was run on, and the address has the subject alone', async ({
      page,
    }) => {
      await page.goto(`${home}evidence/`);
      const rows = page.locator('[data-scenario]:visible');
      const all = await page.locator('[data-scenario]').count();
      expect(all).toBeGreaterThan(150);
      const form = page.getByRole('search', { name: t('evidence.filter') });
      await form.getByLabel(t('evidence.filterText')).fill('exit 256');
      await expect(page.locator('[data-scenario="exit-256"]')).toBeVisible();
      await expect(page.locator('[data-scenario="set-e"]')).toBeHidden();
      await form.getByLabel(t('evidence.filterSubject')).selectOption('python');
      await expect(page).toHaveURL(/evidence\/\?subject=python$/);
      await expect(page.locator('[data-scenario="exit-256"]')).toBeHidden();
      await page.reload();
      await expect(form.getByLabel(t('evidence.filterText'))).toHaveValue('');
      await expect(page.locator('[data-scenario="exit-256"]')).toBeHidden();
      await form.getByLabel(t('evidence.filterText')).fill('no-such-word');
      await expect(rows).toHaveCount(0);
      await expect(page.getByText(t('evidence.none'))).toBeVisible();
      await form.getByLabel(t('evidence.filterText')).fill('');
      await form.getByLabel(t('evidence.filterSubject')).selectOption('');
      await expect(page).toHaveURL(/evidence\/$/);
      await expect(page.locator('[data-scenario]:not([hidden])')).toHaveCount(all);
    });

    test('a row of a table says what most gave and who gave another, and leads to its record', async ({
      page,
    }) => {
      await page.goto(`${home}128/#exit-argument`);
      const row = page.locator('.observed tr').filter({ hasText: 'exit 3.5' });
      await expect(row).toContainText(/zsh, ksh93: 3/);
      // One link a row: that is what it leads to.
      await expect(row.getByRole('link')).toHaveCount(1);
      await row.getByRole('link').click();
      await expect(page).toHaveURL(/evidence\/exit-arguments\/#exit-fraction$/);
      await expect(page.locator(':target')).toBeInViewport();
      await expect(page.locator('tr[id^="exit-fraction--zsh-"]')).toContainText('3');
    });

    test('a code shows how to reproduce it, and on what that was recorded', async ({ page }) => {
      await page.goto(`${home}137/`);
      await page.locator('details:has(#reproduce) > summary').click();
      const section = page.locator('#reproduce');
      await expect(section.locator('[data-command]')).toContainText('echo $?');
      await expect(section).toContainText(/bash \d/);
      await section.getByRole('link', { name: t('code.recorded') }).click();
      await expect(page.locator('section:target')).toBeInViewport();
    });
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every scenario is listed, and the filter is not shown', async ({ page }) => {
    await page.goto('evidence/');
    await expect(page.getByRole('search', { name: 'Filter the scenarios' })).toBeHidden();
    expect(await page.locator('[data-scenario]').count()).toBeGreaterThan(150);
  });
});
