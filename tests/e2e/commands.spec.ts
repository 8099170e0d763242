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
  const command = (page: Page) => step(page).locator('[data-command]:visible').first();
  /** Folded steps are opened, as a reader does. */
  const openAll = (page: Page) =>
    page.locator('details').evaluateAll((folds) => {
      for (const fold of folds) (fold as HTMLDetailsElement).open = true;
    });
  const copyButton = (page: Page) => step(page).getByRole('button', { name: t('command.copyLabel') });
  const field = (page: Page, name: 'fill.POD' | 'fill.NAMESPACE') =>
    page.getByRole('form', { name: t('fill.label') }).getByRole('textbox', { name: t(name) });

  test.describe(locale, () => {
    test.beforeEach(async ({ context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    });

    test('Copy puts exactly the shown text on the clipboard and says so', async ({ page }) => {
      await page.goto(`${home}137/`);
      await openAll(page);
      const commands = page.locator('.command:visible');
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
      await field(page, 'fill.POD').fill('api-7d9c');
      await field(page, 'fill.NAMESPACE').fill('shop');
      const filled = original.replaceAll('NAMESPACE', 'shop').replaceAll(/\bPOD\b/g, 'api-7d9c');
      await expect(command(page)).toHaveText(filled);
      await expect(page.getByRole('main')).not.toContainText(/\b(-n NAMESPACE|pod POD)\b/);
      await copyButton(page).click();
      await expect(page.getByRole('status').filter({ hasText: t('command.copied') })).toBeAttached();
      await expect.poll(() => clipboard(page)).toBe(filled);
      await field(page, 'fill.POD').press('Enter');
      await expect(page).toHaveURL(`${site.url}${home}137/`);

      // The next page of the same tab, by a link and by its address.
      await page.locator('#related').getByRole('link').filter({ hasText: '143' }).click();
      await expect(page).toHaveURL(`${site.url}${home}143/`);
      await page.goto(`${home}137/`);
      await expect(field(page, 'fill.POD')).toHaveValue('api-7d9c');
      await expect(command(page)).toHaveText(filled);
      expect(requests.filter((request) => /api-7d9c|shop/.test(request))).toEqual([]);

      // Emptied, the placeholder is back; another tab never knew.
      await field(page, 'fill.POD').fill('');
      await expect(command(page)).toContainText('POD');
      const tab = await context.newPage();
      await tab.goto(`${site.url}${home}137/`);
      await expect(field(tab, 'fill.NAMESPACE')).toHaveValue('');
      await expect(command(tab)).toContainText('NAMESPACE');
    });

    test('the tool that is chosen decides every command of the page, and is kept for the tab', async ({
      page,
    }) => {
      await page.goto(`${home}137/`);
      await openAll(page);
      const shown = () => page.locator('[data-command]:visible').allInnerTexts();
      expect((await shown()).filter((text) => /docker (inspect|events)/.test(text))).toEqual([]);
      const letters = () => page.locator('.exit:visible').count();
      const before = await letters();
      await page.getByRole('radio', { name: t('tool.docker') }).check({ force: true });
      expect((await shown()).filter((text) => text.includes('kubectl'))).toEqual([]);
      expect((await shown()).filter((text) => text.startsWith('docker')).length).toBeGreaterThan(2);
      expect(await letters()).toBeLessThan(before);
      // What keeps the choice is loaded by the reader's first press.
      await expect
        .poll(() => page.evaluate(() => Object.values(sessionStorage).some((value) => value === 'docker')))
        .toBe(true);
      await page.goto(`${home}1/`);
      await expect(page.getByRole('radio', { name: t('tool.docker') })).toBeChecked();
      // A step that is not for this tool is shown to whoever was sent to it.
      await page.goto(`${home}137/#node`);
      await expect(page.locator('#node')).toBeInViewport();
    });

    test('a step is copied for a chat: page, heading, command and its own link', async ({ page, site }) => {
      await page.goto(`${home}137/#memory`);
      await page.getByRole('button', { name: t('step.copy', { n: 2 }) }).click();
      await expect(page.getByRole('status').filter({ hasText: t('code.copyChatDone') })).toBeAttached();
      const text = await clipboard(page);
      expect(text).toContain('137 SIGKILL');
      expect(text).toContain('kubectl');
      expect(text.endsWith(`${site.url}${home}137/#memory`)).toBe(true);
    });

    test('a value that is no name is not filled in, and the hint says so', async ({ page }) => {
      await page.goto(`${home}137/`);
      const pod = field(page, 'fill.POD');
      for (const bad of ['x; rm -rf /', '$(reboot)', "$'$&", '-x', "a'b", 'a b', '`id`', '<b>']) {
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

    test('what to run first stands open on pages of reasons and Windows values', async ({ page }) => {
      for (const path of ['reasons/OOMKilled/', 'windows/0xC0000005/']) {
        await page.goto(home + path);
        await expect(page.locator('[data-step]').first().locator('[data-command]').first()).toBeVisible();
      }
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
          await expect(block.getByText(t('step.change')).first(), text).toBeAttached();
        }
      }
    });
  });
}
