/** Without JavaScript every page is read and every place reached; nothing is shown that would do nothing. */

import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix, SAMPLES } from '../built.ts';
import { expect, openMenu, results, searchField, test } from '../site.ts';

test.use({ javaScriptEnabled: false });

for (const { name, path, kind } of SAMPLES.filter(({ kind }) => kind !== 'signal')) {
  test(`${name}: readable, and no control that needs a script`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect((await page.getByRole('main').innerText()).length).toBeGreaterThan(100);
    for (const button of await page.getByRole('button').all()) {
      // The menu is opened by the browser itself.
      if (await button.getAttribute('popovertarget')) continue;
      const form = button.locator('xpath=ancestor::form[@action]');
      await expect(form, await button.innerText()).toHaveCount(1);
    }
    for (const field of await page.getByRole('textbox').all()) {
      await expect(field.locator('xpath=ancestor::form[@action]')).toHaveCount(1);
    }
    if (kind === 'code') {
      // The first command is there; the others open with their step, which the browser does itself for a link.
      await expect(page.locator('[data-command]:visible').first()).toBeInViewport();
      for (const id of await page
        .locator('[data-step]')
        .evaluateAll((steps) => steps.map((step) => step.id))) {
        await page.goto(`${path}#${id}`);
        await expect(page.locator(`#${id}`)).toBeVisible();
      }
    }
  });
}

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);

  test(`${locale}: from the home page to a step and to the other language by links alone`, async ({
    page,
    site,
  }) => {
    await page.goto(home);
    await page.getByRole('main').getByRole('link').filter({ hasText: /^137/ }).first().click();
    await expect(page).toHaveURL(`${site.url}${home}137/`);
    await page.locator('#which .exit b a').first().click();
    await expect(page).toHaveURL(/#[a-z-]+$/);
    await expect(page.locator('[data-step]:target')).toBeInViewport();
    await page
      .getByRole('banner')
      .getByRole('link', { name: t('language.switch') })
      .click();
    await expect(page).toHaveURL(new RegExp(`^${site.url}${locale === 'en' ? 'zh/' : ''}137/`));
  });

  test(`${locale}: the menu leads from every page to every kind of page`, async ({ page, site }) => {
    await page.goto(`${home}137/`);
    await openMenu(page, locale);
    const links = page
      .getByRole('banner')
      .getByRole('navigation', { name: t('site.nav') })
      .getByRole('link');
    expect(await links.count()).toBeGreaterThan(2);
    await links.filter({ hasText: t('site.guides') }).click();
    await expect(page).toHaveURL(`${site.url}${home}guides/`);
  });

  test(`${locale}: the search is a plain form that leads to the lists of all pages and sends nothing`, async ({
    page,
    site,
  }) => {
    await page.goto(`${home}137/`);
    await searchField(page).fill('SIGSEGV');
    await searchField(page).press('Enter');
    await expect(page).toHaveURL(`${site.url}${home}search/?`);
    const note = page.getByRole('main').locator('noscript > p');
    await expect(note).toBeVisible();
    await expect(note).toHaveText(t('search.noscript'));
    await expect(results(page)).toHaveCount(0);
    const lists = page.getByRole('main').getByRole('link');
    await lists.filter({ hasText: t('codes.title') }).click();
    await expect(page).toHaveURL(`${site.url}${home}codes/`);
    // Its groups open without a script, too.
    await page
      .getByRole('main')
      .locator('[data-filtered] summary')
      .filter({ hasText: t('family.signal') })
      .click();
    await lists.filter({ hasText: '139' }).first().click();
    await expect(page).toHaveURL(`${site.url}${home}139/`);
  });
}
