import type { Page } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);
  const other = locale === 'en' ? 'zh' : 'en';

  test.describe(locale, () => {
    test('a link to a step leads to it and marks it', async ({ page }) => {
      await page.goto(`${home}137/`);
      const ids = await page.locator('[data-step]').evaluateAll((steps) => steps.map(({ id }) => id));
      expect(ids.length).toBeGreaterThan(2);
      for (const id of [ids[0], ids.at(-1), 'which', 'often-said']) {
        await page.goto(`${home}137/#${id}`);
        const target = page.locator(`#${id}`);
        await expect(target).toBeInViewport();
        // What is folded has opened, and an edge marks it; else a line around it.
        const marked = await target.evaluate((place) => {
          const fold = place.closest('details');
          const { outlineWidth, borderInlineStartWidth } = getComputedStyle(fold ?? place);
          return parseFloat(fold ? borderInlineStartWidth : outlineWidth);
        });
        expect(marked, id).toBeGreaterThan(1);
      }
      // One mark at a time.
      await expect(page.locator(`#${ids[0]}`)).toHaveCSS('outline-style', 'none');
    });

    test('every exit of the road leads to its step', async ({ page }) => {
      await page.goto(`${home}137/`);
      const exits = page.locator('#which .exit b a:visible');
      const count = await exits.count();
      expect(count).toBeGreaterThan(1);
      for (let index = 0; index < count; index++) {
        const exit = exits.nth(index);
        const href = (await exit.getAttribute('href')) ?? '';
        await exit.click();
        await expect(page.locator(`[data-step]${href}`), href).toBeInViewport();
      }
    });

    test('the link of a heading or step leads to its place and copies its address', async ({
      page,
      context,
      site,
    }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(`${home}137/`);
      for (const [link, fragment] of [
        [page.locator('#memory [data-copy-link]'), 'memory'],
        [page.getByRole('link', { name: t('heading.link', { title: t('code.which') }) }), 'which'],
      ] as const) {
        if (fragment === 'memory') await page.locator('details:has(#memory) > summary').click();
        await link.click();
        await expect(page.getByRole('status').filter({ hasText: t('heading.copied') })).toBeAttached();
        await expect(page).toHaveURL(`${site.url}${home}137/#${fragment}`);
        await expect.poll(() => clipboard(page)).toBe(`${site.url}${home}137/#${fragment}`);
      }
    });

    test('Copy link puts the absolute address on the clipboard and says so', async ({
      page,
      context,
      site,
    }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(`${home}137/#which`);
      await page.getByRole('button', { name: t('code.copyLink') }).click();
      await expect(page.getByRole('status').filter({ hasText: t('code.copyLinkDone') })).toBeAttached();
      await expect(page.getByRole('button', { name: t('code.copyLinkDone') })).toBeVisible();
      await expect.poll(() => clipboard(page)).toBe(`${site.url}${home}137/`);
      await expect(page.getByRole('button', { name: t('code.copyLink') }), 'the label returns').toBeVisible();
    });

    test('Copy for chat is a sentence that stands alone, with the address', async ({
      page,
      context,
      site,
    }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(`${home}137/`);
      await page.getByRole('button', { name: t('code.copyChat') }).click();
      await expect(page.getByRole('status').filter({ hasText: t('code.copyChatDone') })).toBeAttached();
      const text = await clipboard(page);
      expect(text).toContain('137');
      expect(text).toContain('SIGKILL');
      expect(text).toContain(
        (await page.locator('meta[name="description"]').getAttribute('content')) ?? 'none',
      );
      expect(text).toContain(`${site.url}${home}137/#which`);
      expect(text).not.toMatch(/[{}`]|\]\(/);
    });

    test('the format for chat is a choice that is remembered', async ({ page, context, site }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(`${home}137/`);
      const address = `${site.url}${home}137/`;
      const format = page.getByRole('combobox', { name: t('code.format') });
      const copied = async (value: string) => {
        await format.selectOption(value);
        // What the copy before left in clipboard and announcer must not pass for this one.
        await page.evaluate(() => navigator.clipboard.writeText('not yet'));
        await page.getByRole('button', { name: t('code.copyChat') }).click();
        await expect.poll(() => clipboard(page)).not.toBe('not yet');
        await expect(page.getByRole('status').filter({ hasText: t('code.copyChatDone') })).toBeAttached();
        await expect(
          page.getByRole('button', { name: t('code.copyChat') }),
          'the label returns',
        ).toBeVisible();
        return clipboard(page);
      };
      const sentence = `${t('code.word')} 137`;
      expect(await copied('slack')).toMatch(
        new RegExp(`^\\*${sentence}[^*]*SIGKILL\\*[^*]*${address}#which$`),
      );
      expect(await copied('github')).toMatch(
        new RegExp(`^\\*\\*\\[${sentence}[^*]*SIGKILL\\]\\(${address}\\)\\*\\*[^*]*${address}#which$`),
      );
      expect(await copied('text')).toMatch(new RegExp(`^${sentence}[^*]*SIGKILL[^*]*${address}#which$`));
      const markdown = await page.request.get(`${home}137.md`);
      expect(await copied('page')).toBe(await markdown.text());

      await page.goto(`${home}1/`);
      await expect(format).toHaveValue('page');
    });

    test('copying for chat works by keyboard alone', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(`${home}137/`);
      await page.getByRole('button', { name: t('code.copyChat') }).focus();
      await page.keyboard.press('Tab');
      const format = page.getByRole('combobox', { name: t('code.format') });
      await expect(format).toBeFocused();
      await page.keyboard.press('S');
      await expect(format).toHaveValue('slack');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('status').filter({ hasText: t('code.copyChatDone') })).toBeAttached();
      await expect.poll(() => clipboard(page)).toMatch(/^\*[^*]+\*/);
    });

    test('the address bar may ask the decoder in words', async ({ page, request }) => {
      const xml = await (await request.get(`${home}opensearch.xml`)).text();
      const template = /<Url type="text\/html" template="([^"]*)"/.exec(xml)?.[1] ?? '';
      const { pathname, search } = new URL(template);
      await page.goto(`.${pathname}${search.replace('{searchTerms}', 'exit+137')}`);
      await expect(page.locator('[data-reading]').first()).toHaveAttribute('data-exit-status', '137');
    });

    test('a clipboard that refuses is told', async ({ page }) => {
      // As on plain http, where there is no clipboard at all.
      await page.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
      });
      await page.goto(`${home}137/`);
      await page.getByRole('button', { name: t('code.copyLink') }).click();
      await expect(page.getByRole('status').filter({ hasText: t('command.failed') })).toBeAttached();
      await expect(page.getByRole('button', { name: t('code.copyLinkDone') })).toHaveCount(0);
    });

    test('the language switch keeps page, fragment and query', async ({ page, site }) => {
      const t2 = translator(other);
      const there = page.getByRole('banner').getByRole('link', { name: t('language.switch') });
      await page.goto(`${home}137/#which`);
      await there.click();
      await expect(page).toHaveURL(`${site.url}${prefix(other)}137/#which`);
      await expect(page.locator('html')).toHaveAttribute('lang', t2('lang.tag'));
      await expect(page.locator('#which')).toBeInViewport();

      // A reader who only scrolled stays where the reading is.
      await page.goto(`${home}guides/docker/`);
      await page.locator('#exec').evaluate((section) => section.scrollIntoView());
      // By the keyboard or a script: a pointer would first scroll to the bar.
      await there.evaluate((link) => (link as HTMLAnchorElement).click());
      await expect(page).toHaveURL(`${site.url}${prefix(other)}guides/docker/#exec`);

      await page.goto(`${home}search/?q=SIGSEGV`);
      await there.click();
      await expect(page).toHaveURL(`${site.url}${prefix(other)}search/?q=SIGSEGV`);

      await page.goto(`${home}guides/container-lifecycle/`);
      await there.click();
      await expect(page).toHaveURL(`${site.url}${prefix(other)}guides/container-lifecycle/`);
    });

    test('every way of writing the address resolves', async ({ page, site }) => {
      for (const path of [
        '137',
        '137/',
        '137.html',
        '137/index.html',
        'guides/kubernetes',
        'guides/kubernetes.html',
      ]) {
        const response = await page.goto(home + path);
        expect(response?.status(), path).toBe(200);
        const canonical = `${prefix(locale)}${path.replace(/(\/|\.html|\/index\.html)$/, '')}/`;
        await expect(page.locator('link[rel="canonical"]')).toHaveAttribute(
          'href',
          new RegExp(`/${canonical}$`),
        );
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      }
      await page.goto(`${home}137?utm=x`);
      await expect(page).toHaveURL(`${site.url}${home}137/?utm=x`);
    });

    for (const javaScriptEnabled of [true, false]) {
      test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
        test.use({ javaScriptEnabled });

        test('a signal leads to the page of its number', async ({ page, site, request }) => {
          for (const name of ['SIGSEGV', 'sigsegv']) {
            const html = await (await request.get(`${home}${name}/`)).text();
            expect(html).toMatch(new RegExp(`<link rel="canonical" href="[^"]*/${home}139/"`));
            for (const path of [`${name}/`, name]) {
              await page.goto(home + path);
              await expect(page, path).toHaveURL(`${site.url}${home}139/`);
            }
          }
        });
      });
    }

    test('titles are written for the unfurl', async ({ page }) => {
      await page.goto(`${home}137/`);
      const title = await page.title();
      expect(title).toMatch(locale === 'zh' ? /^退出码 137（SIGKILL）：./ : /^137 SIGKILL: ./);
      await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', title);
      await page.goto(`${home}1/`);
      expect(await page.title()).toMatch(locale === 'zh' ? /^退出码 1：./ : /^1: ./);
    });
  });
}

test('a missing page offers the search, in the language of its address', async ({ page }) => {
  for (const locale of LOCALES) {
    const t = translator(locale);
    const response = await page.goto(`${prefix(locale)}nowhere/`);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('notFound.title'));
    const search = page.getByRole('main').getByRole('search');
    await expect(search.getByRole('textbox').or(search.getByRole('searchbox'))).toBeVisible();
  }
});
