/** The eight bits of a sign as switches: another number for as long as a reader plays, the same page and address. */

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

const sign = (page: Page) => page.locator('.sign');
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const bit = (page: Page, value: number) => page.getByRole('switch', { name: String(value), exact: true });
const colour = (page: Page) => sign(page).evaluate((each) => getComputedStyle(each).backgroundColor);
const topOf = async (page: Page, value: number) => (await bit(page, value).boundingBox())?.y ?? NaN;

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);
  const opener = (page: Page) => page.getByRole('button', { name: t('flip.bits') });

  test.describe(locale, () => {
    test('the button comes when a reader is there, and moves nothing', async ({ page }) => {
      await page.goto(`${home}137/`);
      await expect(sign(page)).toBeVisible();
      await page.waitForFunction(() => !('later' in document.documentElement.dataset));
      await expect(opener(page)).toHaveCount(0);
      const below = page.locator('.strip + *');
      const before = [await sign(page).boundingBox(), await below.boundingBox()];
      await page.keyboard.press('Shift');
      await expect(opener(page)).toBeVisible();
      expect([await sign(page).boundingBox(), await below.boundingBox()]).toEqual(before);
    });

    test('by keyboard: number, name, sentence and colour follow, the address does not', async ({ page }) => {
      await page.goto(`${home}9/`);
      const nine = { heading: (await heading(page).innerText()).trim(), colour: await colour(page) };
      await page.goto(`${home}137/`);
      const own = { heading: await heading(page).innerText(), colour: await colour(page) };
      const sentence = await sign(page).locator('.say').innerText();

      await page.keyboard.press('Shift');
      await opener(page).press('Enter');
      await expect(opener(page)).toHaveAttribute('aria-expanded', 'true');
      await expect(page.getByRole('group', { name: t('flip.bits') })).toBeVisible();
      for (const value of [128, 8, 1]) await expect(bit(page, value)).toBeChecked();
      for (const value of [64, 32, 16, 4, 2]) await expect(bit(page, value)).not.toBeChecked();
      await page.keyboard.press('Tab');
      await expect(bit(page, 128)).toBeFocused();
      const top = await topOf(page, 128);

      await page.keyboard.press('Space');
      await expect(bit(page, 128)).not.toBeChecked();
      await expect(heading(page)).toHaveText(nine.heading, { useInnerText: true });
      await expect.poll(() => colour(page)).toBe(nine.colour);
      await expect(sign(page).locator('.say')).not.toHaveText(sentence);
      await expect(page.locator('[data-announcer]')).toContainText('9 ');
      await expect(page).toHaveURL(new RegExp(`/${home}137/$`));
      await expect(sign(page).getByRole('button', { name: t('code.copyLink') })).toBeHidden();
      expect(Math.abs((await topOf(page, 128)) - top)).toBeLessThan(2);

      await sign(page)
        .getByRole('button', { name: t('flip.back').replace('{code}', '137') })
        .press('Enter');
      await expect(heading(page)).toHaveText(own.heading, { useInnerText: true });
      await expect(sign(page).locator('.say')).toHaveText(sentence);
      await expect.poll(() => colour(page)).toBe(own.colour);
      await expect(bit(page, 128)).toBeFocused();
      await expect(bit(page, 128)).toBeChecked();
    });

    test('the link leads to the page of the number, and closing brings the sign back', async ({ page }) => {
      await page.goto(`${home}137/`);
      const name = await heading(page).innerText();
      await page.keyboard.press('Shift');
      await opener(page).click();
      await bit(page, 2).check();
      const link = sign(page).getByRole('link', { name: t('flip.open').replace('{code}', '139') });
      await expect(link).toHaveAttribute('href', `/${home}139/`);
      await expect(heading(page)).toContainText('SIGSEGV');

      await opener(page).click();
      await expect(heading(page)).toHaveText(name, { useInnerText: true });
      await expect(bit(page, 2)).toHaveCount(0);
      await expect(sign(page).getByRole('button', { name: t('code.copyLink') })).toBeVisible();

      await opener(page).click();
      await bit(page, 2).check();
      await link.click();
      await expect(page).toHaveURL(new RegExp(`/${home}139/$`));
      await expect(heading(page)).toContainText('139');
    });

    test('accessible while it shows another number; nothing moves or sticks out', async ({ page }) => {
      // axe takes its time where other tests run beside it.
      test.setTimeout(180_000);
      await page.goto(`${home}137/`);
      await page.keyboard.press('Shift');
      await opener(page).click();
      await bit(page, 128).uncheck();
      await expect(heading(page)).toContainText('9');
      expect(await sign(page).evaluate((each) => getComputedStyle(each).transitionDuration)).toBe('0s');
      // The longest name there is: 241, CONFIGURATION_DIRECTORY.
      for (const value of [128, 64, 32, 16, 1]) await bit(page, value).check();
      for (const value of [8, 4, 2]) await bit(page, value).uncheck();
      await expect(heading(page)).toContainText('CONFIGURATION_');
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).include('.sign').analyze();
      expect(violations).toEqual([]);
    });
  });
}

test('a sign that is no exit status has no switches', async ({ page }) => {
  await page.goto('reasons/OOMKilled/');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('button', { name: translator('en')('flip.bits') })).toHaveCount(0);
});
