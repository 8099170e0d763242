import type { Page } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

for (const locale of LOCALES) {
  const t = translator(locale);
  const path = `${prefix(locale)}guides/arithmetic/`;
  const word = (page: Page) => page.getByRole('spinbutton', { name: t('wait.word') });
  const bit = (page: Page, byte: 'high' | 'low', value: number) =>
    page
      .getByRole('group', { name: t(`wait.${byte}`) })
      .getByRole('switch', { name: String(value), exact: true });
  const shown = (page: Page) => page.getByRole('status').getByRole('definition');

  test.describe(locale, () => {
    test('the switches and the number are one word, and the sentence follows', async ({ page }) => {
      await page.goto(path);
      await expect(word(page)).toHaveValue('9');
      await expect(bit(page, 'low', 8)).toBeChecked();
      await expect(page.getByText(t('wait.signaled', { signal: 'SIGKILL (9)' }))).toBeVisible();
      await expect(shown(page)).toHaveText(['137', '-9']);

      await bit(page, 'low', 128).check();
      await expect(word(page)).toHaveValue('137');
      await expect(page.getByText(t('wait.dumped', { signal: 'SIGKILL (9)' }))).toBeVisible();
      await expect(page.getByText(t('wait.signaled', { signal: 'SIGKILL (9)' }))).toBeHidden();

      await word(page).fill('35072');
      await expect(bit(page, 'high', 128)).toBeChecked();
      await expect(bit(page, 'low', 8)).not.toBeChecked();
      await expect(page.getByText(t('wait.exited', { status: 137 }))).toBeVisible();
      await expect(shown(page)).toHaveText(['137', '137']);
      await expect(page.getByText('0x8900').first()).toBeVisible();
    });

    test('a word without an end shows no status, and a wrong number says what is accepted', async ({
      page,
    }) => {
      await page.goto(path);
      const status = page.getByText(t('wait.shell'), { exact: true });
      await expect(status).toBeVisible();
      for (const [typed, sentence] of [
        ['4991', t('wait.stopped', { signal: 'SIGSTOP (19)' })],
        ['65535', t('wait.continued')],
        ['265', t('wait.none')],
        ['70000', t('wait.invalid')],
        ['', t('wait.invalid')],
      ] as const) {
        await word(page).fill(typed);
        await expect(page.getByText(sentence)).toBeVisible();
        await expect(status).toBeHidden();
      }
    });
  });

  test.describe(`${locale}, without a script`, () => {
    test.use({ javaScriptEnabled: false });

    test('there are no switches that do nothing, and the tables say the same', async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('switch')).toHaveCount(0);
      await expect(page.getByRole('cell', { name: '35072', exact: true })).toBeVisible();
    });
  });
}
