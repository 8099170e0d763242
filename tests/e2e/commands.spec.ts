import type { Page } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);

  /** The first step whose command names a pod. */
  const step = (page: Page) =>
    page
      .locator('[data-step]')
      .filter({ has: page.locator('[data-slot="POD"]') })
      .first();
  const command = (page: Page) => step(page).locator('[data-command]');
  const copyButton = (page: Page) => step(page).getByRole('button', { name: t('command.copyLabel') });
  const field = (page: Page, name: 'fill.pod' | 'fill.namespace') =>
    page.getByRole('form', { name: t('fill.label') }).getByRole('textbox', { name: t(name) });

  test.describe(locale, () => {
    test.beforeEach(async ({ context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    });

    test('Copy puts exactly the shown text on the clipboard and says so', async ({ page }) => {
      await page.goto(`${home}137/`);
      const commands = page.locator('[data-step]').filter({ has: page.locator('[data-command]') });
      const count = await commands.count();
      expect(count).toBeGreaterThan(2);
      for (let index = 0; index < count; index++) {
        const each = commands.nth(index);
        await each.getByRole('button', { name: t('command.copyLabel') }).click();
        await expect(page.getByRole('status').filter({ hasText: t('command.copied') })).toBeAttached();
        await expect.poll(() => clipboard(page)).toBe(await each.locator('[data-command]').innerText());
      }
    });

    test('names are filled in once for every command of the tab, and never leave it', async ({
      page,
      context,
      site,
    }) => {
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url() + (request.postData() ?? '')));
      await page.goto(`${home}137/`);
      await expect(command(page)).toContainText('POD');
      const original = (await command(page).textContent()) ?? '';
      await field(page, 'fill.pod').fill('api-7d9c');
      await field(page, 'fill.namespace').fill('shop');
      const filled = original.replaceAll('NAMESPACE', 'shop').replaceAll(/\bPOD\b/g, 'api-7d9c');
      await expect(command(page)).toHaveText(filled);
      await expect(page.getByRole('main')).not.toContainText(/\b(-n NAMESPACE|pod POD)\b/);
      await copyButton(page).click();
      await expect(page.getByRole('status').filter({ hasText: t('command.copied') })).toBeAttached();
      await expect.poll(() => clipboard(page)).toBe(filled);
      await field(page, 'fill.pod').press('Enter');
      await expect(page).toHaveURL(`${site.url}${home}137/`);

      // The next page of the same tab, by a link and by its address.
      await page.locator('#related').getByRole('link').filter({ hasText: '143' }).click();
      await expect(page).toHaveURL(`${site.url}${home}143/`);
      await page.goto(`${home}137/`);
      await expect(field(page, 'fill.pod')).toHaveValue('api-7d9c');
      await expect(command(page)).toHaveText(filled);
      expect(requests.filter((request) => /api-7d9c|shop/.test(request))).toEqual([]);

      // Emptied, the placeholder is back; another tab never knew.
      await field(page, 'fill.pod').fill('');
      await expect(command(page)).toContainText('POD');
      const tab = await context.newPage();
      await tab.goto(`${site.url}${home}137/`);
      await expect(field(tab, 'fill.namespace')).toHaveValue('');
      await expect(command(tab)).toContainText('NAMESPACE');
    });

    test('a value that is no name is not filled in, and the hint says so', async ({ page }) => {
      await page.goto(`${home}137/`);
      const pod = field(page, 'fill.pod');
      for (const bad of ['x; rm -rf /', '$(reboot)', '-x', "a'b", 'a b', '`id`', '<b>']) {
        await pod.fill(bad);
        await expect(command(page), bad).toContainText('POD');
        await expect(command(page), bad).not.toContainText(bad);
        await expect(pod).toHaveAttribute('aria-invalid', 'true');
        await expect(page.getByText(t('fill.bad', { value: bad }))).toBeVisible();
      }
      await copyButton(page).click();
      await expect(page.getByRole('status').filter({ hasText: t('command.copied') })).toBeAttached();
      await expect.poll(() => clipboard(page)).toContain('POD');
      await pod.fill('good');
      await expect(pod).not.toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByText(t('fill.hint'))).toBeVisible();
    });

    test('a clipboard that refuses selects the command for copying by hand', async ({ page }) => {
      await page.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
      });
      await page.goto(`${home}137/`);
      await copyButton(page).click();
      await expect(page.getByRole('status').filter({ hasText: t('command.failed') })).toBeAttached();
      expect(await page.evaluate(() => getSelection()?.toString())).toBe(await command(page).innerText());
    });

    test('a command that changes the system says so', async ({ page }) => {
      for (const path of ['126/', '127/', '137/', '255/', 'guides/container-lifecycle/']) {
        await page.goto(home + path);
        for (const text of await page.locator('[data-command]').allInnerTexts()) {
          // A sample of commands that nobody should paste unaware.
          if (
            !/\b(docker (rm|kill|restart|update)|kubectl (delete|apply|set|rollout restart|debug)|chmod)\b/.test(
              text,
            )
          )
            continue;
          const block = page.locator('.command').filter({ hasText: text });
          await expect(block.getByText(t('step.change')).first(), text).toBeVisible();
        }
      }
    });
  });
}
