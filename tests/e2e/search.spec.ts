import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { DIST, prefix } from '../built.ts';
import { expect, results, searchField, test } from '../site.ts';

const ANSWERED_BY_139 = ['SIGSEGV', 'sigsegv', 'segfault', '139', '段错误'];

/** A phrase from the text of one page, which is neither a name nor an alias of it. */
const PHRASE = { en: 'bit mask of the signals', zh: '位掩码' } as const;

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);
  const labels = { name: t('search.label') };

  test.describe(locale, () => {
    test('typing leads with the exact answer, whatever the reader calls it', async ({ page, baseURL }) => {
      await page.goto(`${home}guides/`);
      const field = searchField(page);
      for (const query of ANSWERED_BY_139) {
        await field.fill(query);
        await expect(page.getByRole('status').filter({ hasText: query })).toContainText('139');
        const first = results(page).first().getByRole('option');
        await expect(first, query).toHaveAttribute('href', `${new URL(baseURL ?? '').pathname}${home}139/`);
        await expect(first, query).toContainText('139');
      }
    });

    test('the first exact answer costs at most 30 kB on the wire, and waits for nothing else', async ({
      page,
      baseURL,
    }) => {
      await page.goto(`${home}137/`, { waitUntil: 'load' });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await searchField(page).fill('139');
      await expect(results(page).first().getByRole('option').first()).toContainText('139');
      // Asked for with the first answer, which does not wait for it: the other rows, and the full text.
      const first = asked.filter((path) => !/\/search\/rest\.json$|\/pagefind\//.test(path));
      expect(first.length).toBeGreaterThan(3);
      // As a host with https sends them; over http a browser takes no brotli.
      const base = new URL(baseURL ?? '').pathname;
      const bytes = first.map(
        (path) => brotliCompressSync(readFileSync(join(DIST, path.slice(base.length)))).length,
      );
      expect(
        bytes.reduce((sum, each) => sum + each, 0),
        first.join(' '),
      ).toBeLessThanOrEqual(30_000);
    });

    test('Ctrl+K and Cmd+K lead to the field', async ({ page }) => {
      await page.goto(`${home}137/`);
      const field = searchField(page);
      for (const keys of ['Control+k', 'Meta+k', 'Control+K']) {
        await page.getByRole('heading', { level: 2 }).first().click();
        await expect(field).not.toBeFocused();
        await page.keyboard.press(keys);
        await expect(field, keys).toBeFocused();
      }
      await expect(field).toHaveAttribute('aria-keyshortcuts', 'Control+K Meta+K');
    });

    test('arrows move through the results, Enter opens the one that is marked', async ({ page }) => {
      await page.goto(`${home}137/`);
      const field = page.getByRole('banner').getByRole('combobox', labels);
      await searchField(page).focus();
      await expect(field).toHaveAttribute('aria-expanded', 'false');
      await field.fill('docker');
      const list = page.getByRole('listbox', labels);
      await expect(list.getByRole('option').nth(2)).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: 'docker' })).not.toBeEmpty();
      await expect(field).toHaveAttribute('aria-expanded', 'true');
      await expect(field).toHaveAttribute('aria-controls', (await list.getAttribute('id')) ?? 'none');

      const options = list.getByRole('option');
      const marked = async (index: number) => {
        await expect(options.nth(index)).toHaveAttribute('aria-selected', 'true');
        await expect(list.getByRole('option', { selected: true })).toHaveCount(1);
        const id = await options.nth(index).getAttribute('id');
        await expect(field).toHaveAttribute('aria-activedescendant', id ?? 'none');
      };
      const last = (await options.count()) - 1;
      await marked(0);
      await field.press('ArrowDown');
      await marked(1);
      await field.press('ArrowUp');
      await marked(0);
      await field.press('ArrowUp');
      await marked(last);
      await field.press('ArrowDown');
      await marked(0);
      await field.press('ArrowDown');
      await expect(field, 'the field keeps the focus').toBeFocused();
      const address = await options.nth(1).getAttribute('href');
      await field.press('Enter');
      await expect(page).toHaveURL(address ?? 'none');
    });

    test('Escape closes the list, then empties the field; leaving the field closes the list', async ({
      page,
    }) => {
      await page.goto(`${home}143/`);
      const field = searchField(page);
      const list = page.getByRole('listbox', labels);
      await field.fill('SIGKILL');
      await expect(list).toBeVisible();
      await field.press('Escape');
      await expect(list).toBeHidden();
      await expect(field).toHaveAttribute('aria-expanded', 'false');
      await expect(field).not.toHaveAttribute('aria-activedescendant');
      await expect(field).toHaveValue('SIGKILL');
      await field.press('Escape');
      await expect(field).toHaveValue('');

      await field.fill('SIGTERM');
      await expect(list).toBeVisible();
      await field.press('Tab');
      await expect(list).toBeHidden();
    });

    test('Enter opens the exact answer, also when it comes before the list', async ({ page }) => {
      await page.goto(`${home}guides/`);
      const field = searchField(page);
      await field.fill('SIGSEGV');
      await field.press('Enter');
      // Either the answer itself or the search page with the answer first: never nothing.
      await expect(page).toHaveURL(/\/139\/$|\/search\/\?q=SIGSEGV$/);
      const answer = page.getByRole('main');
      await expect(
        answer.getByRole('heading', { level: 1, name: '139' }).or(results(page).first()),
      ).toContainText('139');
    });

    test('a click on a result opens it', async ({ page }) => {
      await page.goto(`${home}137/`);
      await searchField(page).fill('143');
      await results(page).first().getByRole('option').click();
      await expect(page).toHaveURL(new RegExp(`/${home}143/$`));
    });

    test('nothing found: says what was looked for and what is accepted', async ({ page }) => {
      await page.goto(`${home}137/`);
      const field = searchField(page);
      await field.fill('wqxjzk');
      const none = t('search.none', { query: 'wqxjzk' });
      const inPopup = page.getByRole('banner').getByText(none);
      await expect(inPopup).toBeVisible();
      await expect(inPopup).toContainText(t('search.accepts'));
      await expect(page.getByRole('status').filter({ hasText: none })).toContainText(t('search.accepts'));
      await expect(results(page)).toHaveCount(0);

      await page.goto(`${home}search/?q=wqxjzk`);
      await expect(page.getByRole('main')).toContainText(none);
      await expect(page.getByRole('main')).toContainText(t('search.accepts'));
      await expect(
        page
          .getByRole('main')
          .getByRole('link')
          .filter({ hasText: t('codes.title') }),
      ).toBeVisible();
    });

    test('what is typed is shown as text, never read as HTML', async ({ page }) => {
      await page.goto(`${home}137/`);
      const query = '<img src=x onerror=alert(1)>';
      await searchField(page).fill(query);
      await expect(page.getByRole('status').filter({ hasText: query })).toBeAttached();
      await expect(page.locator('img')).toHaveCount(0);
    });

    test('full text: a phrase from a page leads to it', async ({ page }) => {
      await page.goto(`${home}137/`);
      await searchField(page).fill(PHRASE[locale]);
      await expect(results(page).filter({ hasText: '137' })).toBeVisible();
      await page.goto(`${home}search/?q=${encodeURIComponent(PHRASE[locale])}`);
      const found = results(page).filter({ hasText: '137' });
      await expect(found).toBeVisible();
      // And it shows the words it was found by.
      await expect(found.locator('mark').first()).toBeVisible();
    });

    test('full text answers in the language of the page', async ({ page }) => {
      await page.goto(`${home}search/?q=Kubernetes`);
      await expect(results(page).nth(3)).toBeVisible();
      for (const link of await results(page).getByRole('link').all()) {
        expect(await link.getAttribute('href')).toMatch(locale === 'zh' ? /^\/zh\// : /^\/(?!zh\/)/);
      }
    });

    test('the address of the search page holds the state', async ({ page }) => {
      await page.goto(`${home}search/?q=SIGSEGV`);
      const field = searchField(page);
      const first = results(page).first();
      await expect(field).toHaveValue('SIGSEGV');
      await expect(first).toContainText('139');
      await expect(page).toHaveTitle(new RegExp(`^${t('search.titleFor', { query: 'SIGSEGV' })}`));

      await field.fill('SIGTERM');
      await expect(first).toContainText('143');
      await field.press('Enter');
      await expect(page).toHaveURL(/\?q=SIGTERM$/);
      await expect(page).toHaveTitle(new RegExp(`^${t('search.titleFor', { query: 'SIGTERM' })}`));

      await page.goBack();
      await expect(page).toHaveURL(/\/search\/\?q=SIGSEGV$/);
      await expect(field).toHaveValue('SIGSEGV');
      await expect(first).toContainText('139');
      await expect(page).toHaveTitle(new RegExp(`^${t('search.titleFor', { query: 'SIGSEGV' })}`));
    });

    test('Back from a result leads to the same results', async ({ page }) => {
      await page.goto(`${home}search/`);
      await searchField(page).fill('段错误');
      await results(page).first().getByRole('link').click();
      await expect(page).toHaveURL(new RegExp(`/${home}139/$`));
      await page.goBack();
      await expect(searchField(page)).toHaveValue('段错误');
      await expect(results(page).first()).toContainText('139');
    });

    test('a page with a box of its own has no second one, and the keys lead to it', async ({ page }) => {
      for (const path of ['', 'decode/']) {
        await page.goto(home + path);
        await expect(page.locator('textarea, input[type="search"]')).toHaveCount(1);
        const box = page.getByRole('main').getByRole('search').getByRole('textbox');
        for (const keys of ['Control+k', '/']) {
          await page.getByRole('heading', { level: 2 }).first().click();
          await expect(box).not.toBeFocused();
          await page.keyboard.press(keys);
          await expect(box, keys).toBeFocused();
        }
      }
    });

    test('the box of the home page leads to the answer, and its examples do', async ({ page }) => {
      await page.goto(home);
      const box = page.getByRole('main').getByRole('search');
      await box.getByRole('textbox').or(box.getByRole('searchbox')).fill('SIGSEGV');
      await box.getByRole('button').click();
      await expect(page).toHaveURL(/\?q=SIGSEGV\b/);
      const first = page.locator('[data-reading]').first();
      await expect(first).toHaveAttribute('data-exit-status', '139');
      await first.getByRole('link').first().click();
      await expect(page).toHaveURL(new RegExp(`/${home}139/`));
      await page.goto(home);
      await page.getByRole('main').getByRole('link', { name: 'SIGTERM', exact: true }).click();
      await expect(first).toHaveAttribute('data-exit-status', '143');
    });
  });
}

test('without the full-text index exact answers still work, and the reader is told', async ({
  browser,
  site,
}) => {
  // A page of its own: the missing file is the point here.
  const context = await browser.newContext({ baseURL: site.url });
  const page = await context.newPage();
  const t = translator('en');
  await page.route('**/pagefind/**', (route) => route.abort());
  await page.goto('137/');
  await searchField(page).fill('segfault');
  await expect(results(page).first()).toContainText('139');
  await expect(page.getByRole('banner').getByText(t('site.broken'))).toBeVisible();
  await context.close();
});
