/** The site under a path of a host that also serves others: nothing leads out of it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { LOCALES } from '../../src/i18n/index.ts';
import { attributes, builtPages, filesIn, prefix } from '../built.ts';
import { listen, results, searchField, withServer } from '../site.ts';
import { copyOfProject } from './copy.ts';

test.setTimeout(300_000);

test('SITE_URL and BASE_PATH decide every address', async ({ page, browser }, testInfo) => {
  const copy = copyOfProject(testInfo.outputPath('project'));
  const { code, output } = await copy.build({ SITE_URL: 'https://ref.example', BASE_PATH: '/ref' });
  expect(code, output).toBe(0);
  const pages = builtPages(copy.dist);

  await test.step('addresses for others name the host and the base', () => {
    for (const { path, html } of pages) {
      const canonical = attributes(html, 'href', 'link').filter((href) => /^https?:/.test(href));
      const unfurl = ['url', 'image'].map(
        (name) => new RegExp(`<meta property="og:${name}" content="([^"]*)"`).exec(html)?.[1],
      );
      for (const address of [...canonical, ...unfurl]) {
        expect.soft(address, path).toMatch(/^https:\/\/ref\.example\/ref\//);
      }
    }
    for (const file of [
      '137.md',
      'zh/137.md',
      '137.json',
      'codes.json',
      'llms.txt',
      'feed.xml',
      'robots.txt',
      'opensearch.xml',
      'sitemap-0.xml',
    ]) {
      const text = readFileSync(join(copy.dist, file), 'utf8');
      expect.soft(text, file).toContain('https://ref.example/ref/');
      expect.soft(text, file).not.toMatch(/https:\/\/ref\.example\/(?!ref\/)|localhost:4321/);
    }
    const sitemaps = filesIn(copy.dist).filter((file) => /^sitemap.*\.xml$/.test(file));
    expect(sitemaps.length).toBeGreaterThan(1);
  });

  await withServer({ folder: copy.dist, base: '/ref' }, async (url) => {
    const origin = new URL(url).origin;

    await test.step('a crawl from the home page finds every page, and nothing outside or missing', async () => {
      const queue = [url];
      const seen = new Set(queue);
      const wrong: string[] = [];
      for (let address = queue.pop(); address !== undefined; address = queue.pop()) {
        const response = await fetch(address);
        const type = response.headers.get('content-type') ?? '';
        if (!response.ok) wrong.push(`${response.status} ${address}`);
        if (!/html|xml|json/.test(type)) continue;
        for (const found of addressesIn(await response.text(), type, address)) {
          const target = new URL(found.replace('https://ref.example', origin), address);
          target.hash = '';
          target.search = '';
          if (target.origin !== origin || seen.has(target.href)) continue;
          seen.add(target.href);
          if (target.href.startsWith(url)) queue.push(target.href);
          else wrong.push(`${found} on ${address}`);
        }
      }
      expect(wrong).toEqual([]);
      const unreached = pages
        .map(({ path }) => path)
        // Aliases and the page for what is missing are typed or pasted, not linked.
        .filter((path) => !/(^|\/)(SIG|sig)\w+\/$|^404\.html$/.test(path) && !seen.has(url + path));
      expect(unreached).toEqual([]);
      for (const file of [
        'search/index.json',
        'zh/search/index.json',
        'search/rest.json',
        'pagefind/pagefind.js',
        'favicon.svg',
      ]) {
        expect(seen, file).toContain(url + file);
      }
    });

    await test.step('search and navigation work in the browser', async () => {
      const complaints = listen(page);
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      for (const locale of LOCALES) {
        await page.goto(`${url}${prefix(locale)}137/`);
        const field = searchField(page);
        const first = results(page).first();
        await field.fill('segfault');
        await expect(first).toContainText('139');
        // Full text: a word that no page has for a name or an alias.
        await field.fill(locale === 'zh' ? '掩码' : 'bit mask');
        await expect(results(page).filter({ hasText: '137' }).first()).toBeVisible();
        await field.fill('SIGKILL');
        await expect(first).toContainText('137');
        await field.press('Enter');
        await expect(page).toHaveURL(`${url}${prefix(locale)}137/`);
        await page.goto(`${url}${prefix(locale)}SIGSEGV/`);
        await expect(page).toHaveURL(`${url}${prefix(locale)}139/`);
      }
      expect(requests.filter((request) => !request.startsWith(url))).toEqual([]);
      expect(complaints).toEqual([]);
    });

    await test.step('what is kept for reading offline lies under the base, and so does who keeps it', async () => {
      const context = await browser.newContext({ serviceWorkers: 'allow' });
      const tab = await context.newPage();
      await tab.goto(`${url}zh/137/`);
      await tab.keyboard.press('Shift');
      const { scope, caches } = await tab.evaluate(async () => {
        const { scope } = await navigator.serviceWorker.ready;
        return { scope, caches: await globalThis.caches.keys() };
      });
      expect(scope).toBe(url);
      for (const name of caches) expect(name).toMatch(/^offline \/ref\/ /);
      await context.close();
      const lists = filesIn(copy.dist).filter((file) => /^_astro\/offline-\w+\.\w+\.json$/.test(file));
      expect(lists).toHaveLength(LOCALES.length);
      const [english = ''] = lists;
      const { files, aliases } = JSON.parse(readFileSync(`${copy.dist}/${english}`, 'utf8')) as {
        files: Record<string, string>;
        aliases: Record<string, string>;
      };
      expect(files).toHaveProperty(['137/']);
      expect(aliases['SIGKILL/']).toBe('137/');
    });

    await test.step('outside the base there is nothing', async () => {
      for (const path of ['/', '/137/', '/reference/137/']) {
        expect((await fetch(origin + path)).status, path).toBe(404);
      }
    });
  });
});

/** Every address that a page, a sitemap or the search index mentions. */
function addressesIn(text: string, type: string, at: string): readonly string[] {
  if (type.includes('json'))
    return [...text.matchAll(/"(?:url|rest)":"([^"]*)"/g)].map(([, found = '']) => found);
  if (type.includes('xml')) return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, found = '']) => found);
  if (!type.includes('html')) return [];
  const refresh = /<meta http-equiv="refresh" content="0; url=([^"]*)"/.exec(text)?.[1];
  const names = ['href', 'src', 'action', 'data-index', 'data-pagefind', 'data-link'];
  return [
    ...names.flatMap((name) => attributes(text, name)),
    ...(refresh === undefined ? [] : [refresh]),
    new URL('/ref/sitemap-index.xml', at).href,
  ];
}
