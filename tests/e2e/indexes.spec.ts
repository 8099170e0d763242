/** The lists of codes and of signals: every row leads to its page, and a field leaves those that have its words. */

import { SIGNALS } from '../../src/core/tables/signals.ts';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, openMenu, test } from '../site.ts';

for (const locale of LOCALES) {
  const t = translator(locale);

  test(`${locale}: each signal leads to the page of its exit code, and says where its number differs`, async ({
    page,
  }) => {
    await page.goto(prefix(locale));
    await openMenu(page, locale);
    await page
      .getByRole('banner')
      .getByRole('link', { name: t('site.signals'), exact: true })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('signals.title'));
    const rows = page.locator('tbody tr');
    await expect(rows).toHaveCount(SIGNALS.length);
    await expect(rows.filter({ hasText: 'SIGBUS' })).toContainText(
      `${['macOS', 'FreeBSD', 'MIPS'].join(t('mark.comma'))}${t('mark.colon')}10`,
    );
    await expect(rows.filter({ hasText: 'SIGSTKFLT' })).toContainText(t('signals.absent'));
    await expect(rows.filter({ hasText: 'SIGKILL' })).toContainText(t('signals.catchNo'));
    await page.getByRole('searchbox', { name: t('list.filter') }).fill('sigseg');
    await expect(rows.filter({ visible: true })).toHaveCount(1);
    await page.getByRole('link', { name: 'SIGSEGV' }).click();
    await expect(page).toHaveURL(new RegExp(`/${prefix(locale)}139/$`));
  });

  test(`${locale}: the list of codes has a line for each written page, and a link for each of the 256`, async ({
    page,
  }) => {
    await page.goto(`${prefix(locale)}codes/`);
    const map = page.getByRole('navigation', { name: t('home.map') });
    for (const family of await map.locator('summary:visible').all()) await family.click();
    await expect(map.getByRole('link')).toHaveCount(256);
    const written = await map.locator('.written').count();
    const rows = page.locator('[data-filtered] li');
    await expect(rows).toHaveCount(written);
    await page.getByRole('searchbox', { name: t('list.filter') }).fill('SIGKILL');
    await expect(rows.filter({ visible: true })).toHaveCount(1);
    await rows.filter({ visible: true }).getByRole('link').click();
    await expect(page).toHaveURL(new RegExp(`/${prefix(locale)}137/$`));
  });

  test(`${locale}: the list of reasons says which codes go along with each`, async ({ page }) => {
    // A link to what is folded opens it.
    await page.goto(`${prefix(locale)}reasons/#codes`);
    const table = page.locator('#codes');
    const row = table
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: 'OOMKilled', exact: true }) });
    await expect(row).toBeVisible();
    await expect(row.locator('.plate')).toHaveText(['0', '1', '137']);
    await row.getByRole('link').click();
    await expect(page).toHaveURL(new RegExp(`/${prefix(locale)}reasons/OOMKilled/$`));
  });

  test(`${locale}: a picture says how many programs document each number`, async ({ page }) => {
    await page.goto(`${prefix(locale)}programs/`);
    const picture = page.locator('#picture');
    const summary = picture.locator('summary');
    if (await summary.isVisible()) await summary.click();
    await expect(picture.getByRole('link', { name: /\d/ })).toHaveCount(256);
    const one = picture.getByRole('link', { name: new RegExp(`^1[:：] ?\\d{3} `) });
    await expect(one).toBeVisible();
    await one.click();
    await expect(page).toHaveURL(new RegExp(`/${prefix(locale)}1/$`));
  });

  test(`${locale}: an address in other letters leads to the page`, async ({ page }) => {
    await page.goto(`${prefix(locale)}reasons/oomkilled/#limit`);
    await expect(page).toHaveURL(new RegExp(`/${prefix(locale)}reasons/OOMKilled/#limit$`));
    await page.goto(`${prefix(locale)}windows/0XC0000005`);
    await expect(page).toHaveURL(new RegExp(`/${prefix(locale)}windows/0xC0000005/$`));
  });
}
