/** The box takes a whole screenful: what ended, how, and why most likely; and nothing of it leaves the page. */

import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

const DESCRIBE = `Name:         checkout-5f7d
Containers:
  cart:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Sun, 22 Nov 2026 04:00:00 +0000
      Finished:     Sun, 22 Nov 2026 04:05:30 +0000
    Restart Count:  7
    Limits:
      memory:       256Mi
`;

const OTHERS = [
  [
    'make: *** [Makefile:9: pack] Error 137\nmake[1]: Leaving directory',
    { 'data-code': '137', 'data-signal': 'SIGKILL' },
  ],
  [
    '$ ./tool\nSegmentation fault (core dumped)\n$ ',
    { 'data-signal': 'SIGSEGV', 'data-core-dumped': 'true' },
  ],
  ['  Main PID: 411 (code=exited, status=203/EXEC)\n  CPU: 3ms', { 'data-exit-status': '203' }],
  ['C:\\> run\nProcess finished with exit code -1073741819 (0xC0000005)\n', { 'data-windows': '0xC0000005' }],
] as const;

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);

  test.describe(locale, () => {
    test('a pod: what ended and why, its reading and page, in order', async ({ page }) => {
      await page.goto(`${home}decode/`);
      await page.getByRole('textbox', { name: t('box.label') }).fill(DESCRIBE);
      const first = page.locator('[data-finding]').first();
      await expect(first).toHaveAttribute('data-code', '137');
      await expect(first).toHaveAttribute('data-reason', 'OOMKilled');
      await expect(first).toHaveAttribute('data-container', 'cart');
      await expect(first).toHaveAttribute('data-state', 'last');
      await expect(first).toHaveAttribute('data-line', '8');
      await expect(first).toContainText('256Mi');
      await expect(first).toContainText(t('report.minutes', { m: 5, s: 30 }));
      await expect(first.getByRole('link').first()).toHaveAttribute('href', new RegExp(`/${home}137/$`));
      await expect(page.locator('[data-finding="waiting"]')).toHaveAttribute(
        'data-reason',
        'CrashLoopBackOff',
      );
    });

    test('a container in time: its last run, its restarts and what it does now', async ({ page }) => {
      await page.goto(`${home}decode/`);
      await page.getByRole('textbox', { name: t('box.label') }).fill(DESCRIBE);
      const picture = page.getByRole('figure', { name: t('report.time', { name: 'cart' }) });
      await expect(picture.getByRole('listitem')).toHaveText([
        `${t('report.time.started')}Sun, 22 Nov 2026 04:00:00 +0000`,
        `${t('report.time.ran')}${t('report.minutes', { m: 5, s: 30 })}`,
        `${t('report.time.ended')}137 OOMKilled`,
        `${t('report.time.restarted')}7`,
        `${t('report.time.waiting')}CrashLoopBackOff`,
      ]);
      await expect(page.getByRole('figure')).toHaveCount(1);
    });

    test('a number that a program documents has the words of that program and leads to its entry', async ({
      page,
    }) => {
      await page.goto(`${home}decode/`);
      const box = page.getByRole('textbox', { name: t('box.label') });
      await box.fill('curl: (6) Could not resolve host: x\nProcess completed with exit code 6.\n');
      const first = page.locator('[data-finding]').first();
      await expect(first.getByRole('heading', { level: 3 })).toContainText('curl 6');
      await expect(first.getByRole('link', { name: t('report.open', { target: 'curl 6' }) })).toHaveAttribute(
        'href',
        `/${home}programs/curl/#6`,
      );
      await expect(page).toHaveURL(/q=curl\+6$/);
      await box.fill('web exited with code 7\nthat was all\n');
      await expect(first).toContainText(t('report.ownNumber', { code: 7 }));
    });

    test('the text stands below with its deciding lines lit', async ({ page }) => {
      await page.goto(`${home}decode/`);
      const lines = Array.from({ length: 9_000 }, (_, index) => `request ${index} was answered`);
      const text = [...lines, 'web exited with code 137 <b>x</b>', ...lines.slice(0, 900)].join('\n');
      const box = page.getByRole('textbox', { name: t('box.label') });
      // Typing ten thousand lines into a box is the browser's work, and no part of this.
      await box.evaluate((field: HTMLTextAreaElement, value) => {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }, text);
      await expect(page.locator('[data-finding]').first()).toBeVisible({ timeout: 20_000 });
      const fold = page.getByRole('group').filter({ hasText: t('report.annotated') });
      if (!(await page.getByRole('region', { name: t('report.annotated') }).isVisible()))
        await fold.getByText(t('report.annotated')).click();
      const lit = page.getByRole('region', { name: t('report.annotated') }).locator('[data-lit-line]');
      await expect(lit).toHaveCount(1);
      await expect(lit).toContainText('web exited with code 137 <b>x</b>');
    });

    test('a reading that gives no sign is ended, and says so', async ({ page }) => {
      await page.addInitScript(() => {
        // A worker that is caught in a text for ever.
        Object.assign(globalThis, {
          Worker: class extends EventTarget {
            postMessage() {}
            terminate() {}
          },
        });
      });
      await page.clock.install();
      await page.goto(`${home}decode/`);
      await page.getByRole('textbox', { name: t('box.label') }).fill(DESCRIBE);
      await expect(page.getByText(t('decode.wait'))).toBeVisible();
      await expect
        .poll(async () => {
          await page.clock.runFor(11_000);
          return page.locator('[data-refusal="too-long"]').count();
        })
        .toBe(1);
      await expect(page.locator('[data-refusal]')).toContainText(t('report.too-long'));
    });

    test('without workers the page itself reads', async ({ page }) => {
      await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
      await page.goto(`${home}decode/`);
      await page.getByRole('textbox', { name: t('box.label') }).fill(DESCRIBE);
      await expect(page.locator('[data-finding]').first()).toHaveAttribute('data-code', '137');
      expect(page.workers()).toEqual([]);
    });

    test('other screens', async ({ page }) => {
      await page.goto(home);
      const box = page.getByRole('main').getByRole('textbox', { name: t('box.label') });
      for (const [text, attributes] of OTHERS) {
        await box.fill(text);
        const first = page.locator('[data-finding]').first();
        for (const [name, value] of Object.entries(attributes))
          await expect(first, text).toHaveAttribute(name, value);
      }
      await box.fill('GET /health 200 in 137 ms\nlistening on port 143\n');
      await expect(page.locator('[data-finding]')).toHaveCount(0);
      await expect(page.locator('[data-refusal]')).toContainText('kubectl describe');
    });

    test('a paste causes no request and leaves no trace in address, history or storage', async ({
      page,
      context,
    }) => {
      await page.goto(`${home}decode/`);
      const box = page.getByRole('textbox', { name: t('box.label') });
      // The recognisers are there when a paste of any kind is answered.
      await box.fill(DESCRIBE);
      await expect(page.locator('[data-finding]').first()).toBeVisible();
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      const secret = DESCRIBE.replaceAll('cart', 'topsecret');
      await box.fill(secret);
      await expect(page.locator('[data-finding]').first()).toHaveAttribute('data-container', 'topsecret');
      expect(requests).toEqual([]);
      await page.getByRole('button', { name: t('box.go') }).click();
      await expect(page).toHaveURL(/q=137\+OOMKilled/);
      // The press lets the offline copy begin; nothing of the paste goes with it.
      expect(requests.join()).not.toMatch(/topsecret|checkout|Limits/);
      const kept = await page.evaluate(() =>
        JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage }]),
      );
      expect(kept).not.toMatch(/topsecret|checkout|Limits/);
      expect(JSON.stringify(await context.cookies())).toBe('[]');
      await page.reload();
      await expect(page.locator('[data-reading]').first()).toHaveAttribute('data-exit-status', '137');
    });

    test('after a paste the first verdict is announced, once', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.clock.install();
      await page.goto(`${home}decode/`);
      await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), DESCRIBE);
      await page.evaluate(() => {
        const said: string[] = [];
        const region = document.querySelector('[data-announcer]');
        new MutationObserver(() => {
          // It is emptied before it speaks, so that repeats are spoken.
          if (region?.textContent) said.push(region.textContent);
        }).observe(region ?? document.body, { childList: true, characterData: true, subtree: true });
        Object.assign(globalThis, { said });
      });
      await page.locator('main textarea').focus();
      await page.keyboard.press('Control+v');
      const first = page.locator('[data-finding]').first();
      await expect(first).toBeVisible();
      await page.clock.runFor(30_000);
      const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
      expect(said).toHaveLength(1);
      const title = (await first.getByRole('heading', { level: 3 }).textContent()) ?? '';
      expect(said[0]?.split(title)).toHaveLength(2);
    });

    test('the summary for chat has names and links', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.clock.install();
      await page.goto(`${home}decode/`);
      await page.getByRole('textbox', { name: t('box.label') }).fill(DESCRIBE);
      await page.getByRole('button', { name: t('report.copy') }).click();
      const status = page.getByRole('status').filter({ hasText: t('report.copied') });
      await expect(status).toBeAttached();
      // What was still to be said about the paste does not talk over it.
      await page.clock.fastForward(5_000);
      await expect(status).toBeAttached();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toContain('cart');
      expect(copied).toMatch(new RegExp(`- .*OOMKilled.*http://localhost:\\d+/${home}137/`));
    });
  });
}

/** How fast large pastes are is what `npm run bench -- report` measures, alone on a machine; here it is that they are. */
const LARGE_PASTE = { timeout: 30_000 };

test('a paste with endings on every line is counted whole and shown in part', async ({ page, context }) => {
  test.setTimeout(90_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('decode/');
  const lines = Array.from({ length: 20_000 }, (_, index) => `web-${index} exited with code ${index % 100}`);
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), lines.join('\n'));
  // By what it is: on a phone it is folded away after a paste, and has no role then.
  const box = page.locator('main textarea');
  await box.fill('before ');
  await page.keyboard.press('Control+v');
  await expect(page.getByRole('heading', { name: '20000 processes' })).toBeVisible(LARGE_PASTE);
  await expect(page.locator('[data-finding]')).toHaveCount(100);
  await expect(page.getByText('19900 more are not shown.')).toBeVisible();
  await expect(box).toHaveValue(`before ${lines.join('\n')}`);
  // The box is the reader's again.
  const edit = page.getByRole('button', { name: translator('en')('box.edit') });
  if (await edit.isVisible()) await edit.click();
  await box.fill('137');
  await expect(page.locator('[data-reading]').first()).toHaveAttribute('data-exit-status', '137');
});

const MEGABYTE = 1_000_000;

/** What fills a megabyte, and whether the paste then says that something ended. */
const LARGE = [
  ['an ordinary log', '2026-11-22T04:00:00Z INFO worker 17 handled request 4711 in 12 ms\n', true],
  ['brackets', '((((', false],
  ['digits', '9999', false],
  ['nested JSON', '[{"a":', false],
] as const;

for (const [what, part, ends] of LARGE) {
  test(`a megabyte of ${what} is answered`, async ({ page, context }) => {
    test.setTimeout(90_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('decode/');
    const text =
      part.repeat(Math.ceil(MEGABYTE / part.length)) +
      (ends ? '\nExited (137) 2 minutes ago\n' : '\nnothing\n');
    await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    const box = page.locator('main textarea');
    await box.focus();
    await page.keyboard.press('Control+v');
    if (ends)
      await expect(page.locator('[data-finding]').first()).toHaveAttribute('data-code', '137', LARGE_PASTE);
    else await expect(page.locator('[data-refusal], [data-reading]').first()).toBeVisible(LARGE_PASTE);
    // Putting it into the box takes a browser longer than reading it: that comes second.
    await expect.poll(async () => (await box.inputValue()).length, LARGE_PASTE).toBe(text.length);
  });
}

for (const locale of LOCALES) {
  const t = translator(locale);

  test.describe(`a narrow screen, ${locale}`, () => {
    test.use({ viewport: { width: 390, height: 844 } });

    for (const [where, path] of [
      ['the decoder', 'decode/'],
      ['the home page', ''],
    ] as const)
      test(`${where}: a paste folds to one row and the first verdict stands on top, unfocused`, async ({
        page,
        context,
      }) => {
        await context.grantPermissions(['clipboard-read', 'clipboard-write']);
        await page.goto(prefix(locale) + path);
        await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), DESCRIBE);
        const box = page.locator('main textarea');
        await box.focus();
        await page.keyboard.press('Control+v');
        const first = page.locator('[data-finding]').first();
        await expect(first).toBeVisible();
        await expect(box).toBeHidden();
        await expect(
          page.getByText(t('decode.pasted', { n: DESCRIBE.trim().split('\n').length })),
        ).toBeVisible();
        for (const name of [t('box.edit'), t('box.clear')])
          await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
        const top = await first.evaluate((card) => card.getBoundingClientRect().top);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top).toBeLessThanOrEqual(140);
        expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
      });

    test('a long step stays inside its card', async ({ page }) => {
      await page.goto(`${prefix(locale)}decode/`);
      await page.locator('main textarea').fill('web exited with code 7\nthat was all\n');
      const card = page.locator('[data-finding]').first();
      const step = card.locator('[data-step-link]');
      await expect(step).toBeVisible();
      const right = (place: Element): number => place.getBoundingClientRect().right;
      expect(await step.evaluate(right)).toBeLessThanOrEqual(await card.evaluate(right));
    });
  });
}
