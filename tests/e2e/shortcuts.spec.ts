import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, searchField, test } from '../site.ts';

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);

  test.describe(locale, () => {
    test('/ leads to the search, and to nothing but the search', async ({ page }) => {
      await page.goto(`${home}137/`);
      const field = searchField(page);
      // The first key of a page loads what hears the others.
      await page.keyboard.press('/');
      await expect(field).toBeFocused();
      await expect(field).toHaveValue('');
      await page.getByRole('heading', { level: 2 }).first().click();
      await page.keyboard.press('/');
      await expect(field).toBeFocused();
      await expect(field).toHaveValue('');
    });

    test('[ and ] turn to the neighbouring codes', async ({ page }) => {
      await page.goto(`${home}137/`);
      await page.keyboard.press(']');
      await expect(page).toHaveURL(new RegExp(`/${home}138/$`));
      // A key that comes before the script of the new page is nobody's.
      await page.waitForLoadState();
      await page.keyboard.press('[');
      await expect(page).toHaveURL(new RegExp(`/${home}137/$`));
    });

    test('? lists them in the language of the page, and Escape leads back', async ({ page }) => {
      // The home page has no search in its bar that would tell where the words are.
      await page.goto(home);
      await page.keyboard.press('?');
      const list = page.getByRole('dialog', { name: t('keys.title') });
      await expect(list).toBeVisible();
      await page.goto(`${home}137/`);
      await page.keyboard.press('?');
      await expect(list).toBeVisible();
      for (const key of ['/', '[', ']', '?'])
        await expect(list.getByText(key, { exact: true })).toBeVisible();
      for (const key of ['keys.search', 'keys.previous', 'keys.next', 'keys.list'] as const) {
        await expect(list.getByRole('definition').filter({ hasText: t(key) })).toBeVisible();
      }
      // Keys belong to the list while it is open.
      await page.keyboard.press(']');
      await page.keyboard.press('Escape');
      await expect(list).toHaveCount(0);
      await expect(page).toHaveURL(new RegExp(`/${home}137/$`));
    });

    test('a reader who types types, and a combination is not a key', async ({ page }) => {
      await page.goto(home);
      const box = page.getByRole('textbox', { name: t('box.label') });
      await box.click();
      await page.keyboard.type('a/b[c]?');
      await expect(box).toHaveValue('a/b[c]?');
      await page.goto(`${home}137/`);
      const field = searchField(page);
      await field.click();
      await page.keyboard.type('[/?');
      await expect(field).toHaveValue('[/?');
      await expect(page.getByRole('dialog')).toHaveCount(0);

      await page.goto(`${home}137/`);
      for (const keys of ['Control+]', 'Alt+]', 'Meta+]', 'Control+/']) await page.keyboard.press(keys);
      // What would have happened by now has not: the last key is heard after the others.
      await page.keyboard.press('/');
      await expect(field).toBeFocused();
      await expect(page).toHaveURL(new RegExp(`/${home}137/$`));
    });

    test('the button in the footer opens the list; its switch is remembered', async ({ page }) => {
      await page.goto(`${home}137/`);
      const button = page.getByRole('contentinfo').getByRole('button', { name: t('keys.title') });
      const list = page.getByRole('dialog', { name: t('keys.title') });
      const field = searchField(page);
      // The first thing a reader does on this page: the press that loads it must not be lost.
      await button.click();
      await expect(list).toBeVisible();
      await expect(list).toHaveCount(1);
      const on = list.getByRole('checkbox', { name: t('keys.on') });
      await expect(on).toBeChecked();
      await on.uncheck();
      await list.getByRole('button', { name: t('keys.close') }).click();
      await expect(list).toHaveCount(0);
      await expect(button).toBeFocused();

      await page.goto(`${home}138/`);
      for (const key of [']', '?', '/']) await page.keyboard.press(key);
      await page.keyboard.press('Control+k');
      await expect(field, 'the other way stays').toBeFocused();
      await expect(page).toHaveURL(new RegExp(`/${home}138/$`));
      await expect(list).toHaveCount(0);

      await button.click();
      await expect(on).not.toBeChecked();
      await on.check();
      await page.keyboard.press('Escape');
      await page.keyboard.press('/');
      await expect(field).toBeFocused();
    });
  });
}
