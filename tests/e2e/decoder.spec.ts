/** The box of the home page and the decode page: every spelling of an ending, and a state that is the address. */

import { decode } from '../../src/core/read/decode.ts';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

/** What is typed, and what the likeliest reading must say. */
const READ = [
  ['137', 'exit-status', { 'data-exit-status': '137', 'data-signal': 'SIGKILL' }],
  ['exit code 139', 'exit-status', { 'data-exit-status': '139', 'data-signal': 'SIGSEGV' }],
  ['退出码：１３７', 'exit-status', { 'data-exit-status': '137' }],
  ['35072', 'wait-status', { 'data-exit-status': '137' }],
  ['0x8900', 'wait-status', { 'data-exit-status': '137' }],
  ['-9', 'negative', { 'data-signal': 'SIGKILL' }],
  ['300', 'truncated', { 'data-exit-status': '44' }],
  ['0:9', 'signal', { 'data-signal': 'SIGKILL' }],
  ['203/EXEC', 'exit-status', { 'data-exit-status': '203' }],
  ['9/KILL', 'signal', { 'data-signal': 'SIGKILL' }],
  ['Negsignal.SIGKILL', 'negative', { 'data-signal': 'SIGKILL' }],
  ['RTMIN+3', 'signal', { 'data-signal': 'SIGRTMIN+3' }],
  ['-1073741819', 'windows', { 'data-windows': '0xC0000005' }],
  ['3221225477', 'windows', { 'data-windows': '0xC0000005' }],
  ['STATUS_ACCESS_VIOLATION', 'windows', { 'data-windows': '0xC0000005' }],
  ['EX_USAGE', 'exit-status', { 'data-exit-status': '64' }],
  ['OOMKilled', 'reason', { 'data-exit-status': '137' }],
  ['段错误', 'signal', { 'data-signal': 'SIGSEGV' }],
  ['99999999999999999999999999999999999', 'truncated', { 'data-exit-status': '255' }],
] as const;

const REFUSED = [
  ['3.5', '3.5'],
  ['SIGFOO', 'SIGFOO'],
  ['qwxz', 'qwxz'],
] as const;

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);

  test.describe(locale, () => {
    test('a card says who prints such a number, all of them, the likeliest first', async ({ page }) => {
      const decoding = decode('SIGSEGV');
      const printedBy = decoding.kind === 'readings' ? decoding.subjects[0].readings[0].printedBy : [];
      expect(printedBy.length).toBeGreaterThan(1);
      const list = printedBy.map((emitter) => t(`decode.by.${emitter}`)).join(', ');
      await page.goto(`${home}decode/?q=SIGSEGV`);
      await expect(page.locator('[data-reading]').first()).toContainText(t('decode.printedBy', { list }));
    });

    test('every spelling is read while it is typed, and no request tells of it', async ({ page }) => {
      await page.goto(home);
      const box = page.getByRole('main').getByRole('textbox', { name: t('box.label') });
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      for (const [typed, kind, attributes] of READ) {
        await box.fill(typed);
        const first = page.locator('[data-reading]').first();
        await expect(first, typed).toHaveAttribute('data-reading', kind);
        for (const [name, value] of Object.entries(attributes))
          await expect(first, typed).toHaveAttribute(name, value);
        await expect(first.getByRole('link').first(), typed).toHaveAttribute(
          'href',
          /\/(\d+\/|windows\/0x\w+\/|reasons\/\w+\/|decode\/\?q=)/,
        );
      }
      // Scripts and words come when they are needed, and their addresses are the same whatever was typed.
      const told = requests.filter(
        (url) => !/\/_astro\/[\w.-]+\.js$|\/(?:words|more|programs)\.json$/.test(url),
      );
      expect(told).toEqual([]);
    });

    test('a program that is named gives its number the meaning that it documents', async ({ page }) => {
      await page.goto(`${home}decode/`);
      const box = page.getByRole('textbox', { name: t('box.label') });
      const first = page.locator('[data-reading]').first();
      await box.fill('curl: (6)');
      await expect(first).toHaveAttribute('data-reading', 'program');
      await expect(first.getByRole('heading', { level: 3 })).toContainText('curl 6');
      await expect(first.getByRole('link').first()).toHaveAttribute('href', `/${home}programs/curl/#6`);
      await expect(page).toHaveURL(/q=curl\+6$/);
      await box.fill('robocopy 11');
      await expect(first.getByRole('listitem')).toHaveText([/^8 ./, /^2 ./, /^1 ./]);
      await box.fill('git exit code 128');
      await expect(first.getByRole('link').first()).toHaveAttribute('href', `/${home}programs/git/#128`);
      await box.fill('curl exit code 199');
      await expect(page.getByText(t('decode.undocumented', { name: 'curl', code: 199 }))).toBeVisible();
      await box.fill('frobnicate exit 7');
      await expect(page.getByText(t('decode.ownNumber', { code: 7 }))).toBeVisible();
    });

    test('plain words have a cause and a step', async ({ page }) => {
      await page.goto(`${home}decode/`);
      const box = page.getByRole('textbox', { name: t('box.label') });
      const first = page.locator('[data-reading]').first();
      for (const [text, cause] of [
        ['内存不足', 'memory'],
        ['command not found', 'not-found'],
        ['权限不够', 'not-executable'],
        ['exec format error', 'wrong-platform'],
      ] as const) {
        await box.fill(text);
        await expect(first, text).toHaveAttribute('data-cause', cause);
        await expect(first.locator('[data-step-link]'), text).toHaveAttribute('href', /\/\d+\/#./);
      }
    });

    test('a truncated reading never carries a page’s title', async ({ page, request }) => {
      const says: Record<string, string> = {};
      for (const file of ['words', 'more']) {
        const answer = await request.get(`${home}decode/${file}.json`);
        Object.assign(says, ((await answer.json()) as { pages: Record<string, string> }).pages);
      }
      for (const typed of ['256', '-1', '35072', '300', '65536']) {
        await page.goto(`${home}decode/?q=${typed}`);
        const cut = page.locator('[data-reading="truncated"]');
        await expect(cut, typed).toHaveCount(1);
        const status = (await cut.getAttribute('data-exit-status')) ?? '';
        await expect(cut.getByRole('heading'), typed).toHaveText(t('decode.truncated', { status }));
        // What the page of the rest is about is nothing that this number says.
        const about = says[`status:${status}`];
        if (about !== undefined) await expect(cut, typed).not.toContainText(about);
        await expect(page, typed).toHaveTitle(
          `${t('decodePage.titleFor', { query: typed })} · ${t('site.name')}`,
        );
      }
      expect(says['status:0']).toBeTruthy();
      expect(says['status:255']).toBeTruthy();
    });

    test('where it was seen is asked only where the answer hangs on it', async ({ page }) => {
      await page.goto(`${home}decode/`);
      const box = page.getByRole('textbox', { name: t('box.label') });
      const seen = page.getByRole('combobox', { name: t('box.seen') });
      await expect(seen).toBeHidden();
      await box.fill('9');
      await expect(seen).toBeVisible();
      await box.fill('OOMKilled');
      await expect(page.locator('[data-reading="reason"]')).toBeVisible();
      await expect(seen).toBeHidden();
    });

    test('139 has two readings that agree, and says so first', async ({ page }) => {
      await page.goto(`${home}decode/?q=139`);
      await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('SIGSEGV');
      await expect(page.locator('[data-reading]')).toHaveCount(2);
      const wait = page.locator('[data-reading="wait-status"]');
      await expect(wait).toHaveAttribute('data-core-dumped', 'true');
      await expect(wait.getByRole('img')).toHaveAccessibleName(/0000 0000 1000 1011/);
      await expect(page.locator('[data-reading="exit-status"]').getByRole('img')).toHaveAccessibleName(
        /1000 1011/,
      );
    });

    test('where it was seen ranks the readings and is part of the address', async ({ page }) => {
      await page.goto(`${home}decode/?q=139`);
      await expect(page.locator('[data-reading]').first()).toHaveAttribute('data-reading', 'exit-status');
      await page.getByRole('combobox', { name: t('box.seen') }).selectOption(t('seen.wait'));
      await expect(page.locator('[data-reading]').first()).toHaveAttribute('data-reading', 'wait-status');
      await expect(page).toHaveURL(/[?&]seen=wait/);
      await page.reload();
      await expect(page.locator('[data-reading]').first()).toHaveAttribute('data-reading', 'wait-status');
    });

    test('what cannot be read is named, with what is accepted and the nearest names', async ({ page }) => {
      await page.goto(`${home}decode/`);
      const box = page.getByRole('textbox', { name: t('box.label') });
      for (const [typed, named] of REFUSED) {
        await box.fill(typed);
        const refusal = page.locator('[data-refusal]');
        await expect(refusal, typed).toContainText(named);
        await expect(refusal, typed).toContainText('203/EXEC');
        await expect(box).toHaveAttribute('aria-invalid', 'true');
      }
      await box.fill('SIGFOO');
      await page.getByRole('link', { name: 'SIGFPE' }).click();
      await expect(page.locator('[data-reading]').first()).toHaveAttribute('data-signal', 'SIGFPE');
      await box.fill('');
      await expect(page.getByText(t('decode.empty'))).toBeVisible();
    });

    test('Enter, a chip, Back, Forward, reload and a shared link give the same state', async ({ page }) => {
      await page.goto(home);
      await page
        .getByRole('main')
        .getByRole('textbox', { name: t('box.label') })
        .fill('-9');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(new RegExp(`/${home}decode/\\?q=-9$`));
      const first = page.locator('[data-reading]').first();
      await expect(first).toHaveAttribute('data-signal', 'SIGKILL');
      await expect(page).toHaveTitle(/-9/);
      await page.getByRole('link', { name: '35072', exact: true }).click();
      await expect(first).toHaveAttribute('data-reading', 'wait-status');
      await page.goBack();
      await expect(first).toHaveAttribute('data-signal', 'SIGKILL');
      await expect(page.getByRole('textbox', { name: t('box.label') })).toHaveValue('-9');
      await page.goForward();
      await expect(first).toHaveAttribute('data-reading', 'wait-status');
      await page.reload();
      await expect(first).toHaveAttribute('data-reading', 'wait-status');
    });

    test('several numbers at once, and Shift+Enter for another line', async ({ page }) => {
      await page.goto(`${home}decode/`);
      const box = page.getByRole('textbox', { name: t('box.label') });
      await box.fill('137');
      await box.press('Shift+Enter');
      await box.pressSequentially('143');
      await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: '137' })).toBeVisible();
      await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: '143' })).toBeVisible();
    });

    test('an address that does not exist is read as a question', async ({ page }) => {
      for (const [path, attribute, value] of [
        ['777', 'data-exit-status', '9'],
        ['-9', 'data-signal', 'SIGKILL'],
        ['0xC0000005', 'data-windows', '0xC0000005'],
        ['Sigkill', 'data-signal', 'SIGKILL'],
      ] as const) {
        const response = await page.goto(home + path);
        expect(response?.status()).toBe(404);
        const section = page.locator(`section:lang(${t('lang.tag')})`);
        await expect(section.locator(`[data-reading][${attribute}="${value}"]`).first(), path).toBeVisible();
      }
    });

    test('the map: 256 links in order, arrows move, Tab leaves', async ({ page }) => {
      await page.goto(home);
      const map = page.getByRole('navigation', { name: t('home.map') });
      await expect(map.locator('a')).toHaveCount(256);
      expect((await map.locator('a').allTextContents()).map((text) => text.trim())).toEqual(
        Array.from({ length: 256 }, (_, status) => String(status)),
      );
      // Folded on a phone: the runs are opened, and arrows move in each.
      for (const run of await map.locator('summary').all()) {
        if (await run.isVisible()) await run.click();
      }
      const run = map.locator('details:has([data-status="1"])');
      const grid = (await run.locator('summary').isVisible()) ? run : map;
      const links = grid.getByRole('link');
      await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
      const row = links.nth(1);
      const columns = await row.evaluate((link) => {
        let box: Element | null = link;
        const isGrid = (each: Element) => {
          const { display, gridTemplateColumns } = getComputedStyle(each);
          return display === 'grid' && gridTemplateColumns.split(' ').length > 1;
        };
        while (box && !isGrid(box)) box = box.parentElement;
        return box ? getComputedStyle(box).gridTemplateColumns.split(' ').length : 0;
      });
      await links.first().focus();
      await page.keyboard.press('ArrowRight');
      await expect(links.nth(1)).toBeFocused();
      await page.keyboard.press('ArrowDown');
      await expect(links.nth(1 + columns)).toBeFocused();
      await page.keyboard.press('Home');
      await expect(links.nth(columns)).toBeFocused();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      await expect(links.first()).toBeFocused();
      await page.keyboard.press('Tab');
      await expect(grid.locator('a:focus')).toHaveCount(0);
    });
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('there is no box, which could only send what is typed; the decode page teaches the arithmetic and links all 256', async ({
    page,
  }) => {
    await page.goto('');
    await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
    await expect(page.getByRole('main').locator('noscript > p')).toHaveText(translator('en')('box.script'));
    await page.goto('decode/?q=35072');
    await expect(page.getByRole('main').locator('noscript > p')).toHaveText(translator('en')('box.noscript'));
    await expect(page.getByText('35072 / 256 = 137')).toBeVisible();
    const map = page.getByRole('navigation', { name: 'All 256, at a glance' });
    // On a phone its families are folded.
    for (const family of await map.locator('summary:visible').all()) await family.click();
    await expect(map.getByRole('link')).toHaveCount(256);
  });
});
