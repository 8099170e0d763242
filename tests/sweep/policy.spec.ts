/** The strict policy in a real browser, with the headers of a good host and on a host that sends none. */

import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix, SAMPLES } from '../built.ts';
import { expect, listen, results, searchField, test, withServer } from '../site.ts';

for (const bare of [false, true]) {
  test(`policy as ${bare ? 'meta tag alone' : 'headers and meta tag'}: nothing is refused and search works`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    await withServer({ bare }, async (url) => {
      const complaints = listen(page);
      const elsewhere: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(url)) elsewhere.push(request.url());
      });
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
          console.error(`refused by ${violatedDirective}: ${blockedURI}`);
        });
      });
      const response = await page.goto(url);
      expect(Boolean(response?.headers()['content-security-policy'])).toBe(!bare);

      for (const { path, locale } of SAMPLES) {
        await page.goto(url + path);
        // The refresh of a signal's page may be under way.
        await expect(page.locator('html')).toHaveAttribute('lang', translator(locale)('lang.tag'));
      }
      for (const locale of LOCALES) {
        await page.goto(`${url}${prefix(locale)}137/`);
        await searchField(page).fill(locale === 'zh' ? '位掩码' : 'bit mask of the signals');
        await expect(results(page).filter({ hasText: '137' })).toBeVisible();
        await page.goto(`${url}${prefix(locale)}search/?q=kubelet`);
        await expect(results(page).nth(1)).toBeVisible();
      }
      expect(complaints).toEqual([]);
      expect(elsewhere).toEqual([]);
    });
  });
}

test('no page may compile WebAssembly, although the worker of the search may', async ({ browser, site }) => {
  // A context of its own: the refusal is the point here.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${site.url}137/`);
  const outcome = await page.evaluate(async () => {
    const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    return WebAssembly.compile(empty).then(
      () => 'compiled',
      (error: unknown) => String(error),
    );
  });
  expect(outcome).toContain('Content Security policy');
  await context.close();
});

test('the policy refuses what it must: an inline script that it does not know, and another host', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${site.url}137/`);
  const refused = await page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        // Header and meta tag each report what they refuse.
        const directives = new Set<string>();
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          directives.add(effectiveDirective);
          if (directives.size === 3) done([...directives].sort());
        });
        const script = document.createElement('script');
        script.textContent = 'document.title = "owned"';
        document.head.append(script);
        const style = document.createElement('style');
        style.textContent = 'body { color: red }';
        document.head.append(style);
        void fetch('https://elsewhere.example/').catch(() => undefined);
      }),
  );
  expect(refused).toEqual(['connect-src', 'script-src-elem', 'style-src-elem']);
  expect(await page.title()).not.toBe('owned');
  await context.close();
});
