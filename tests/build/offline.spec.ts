/** Reading without a network, and what a reader sees when a newer build arrives. */

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { workerOf } from '../../src/integrations/offline.ts';
import type { OfflineList } from '../../src/offline/list.ts';
import { serve, type ServeOptions } from '../../src/server.ts';
import { builtPages, derived, DIST, filesIn, prefix } from '../built.ts';
import { listen, results, searchField } from '../site.ts';
import { anotherBuild } from './another.ts';

/** Everything, which a reader gets by a button that names its size; two builds of the first tier are less. */
const MOST_BYTES = 12_000_000;
/** A reader on a phone did not ask for it. */
const MOST_BYTES_FIRST = 1_500_000;

/** A page that nobody wrote is not kept until it is read. */
const DERIVED = String(derived(129, 192));

// Hundreds of files on a busy machine with two cores.
test.setTimeout(300_000);
test.use({ serviceWorkers: 'allow' });

/** The built site at an address that can be stopped and served again from another folder. */
class Host {
  readonly sent: string[] = [];
  #stop: (() => Promise<void>) | undefined;
  #port = 0;
  url = '';

  async start(folder = DIST, options: Partial<ServeOptions> = {}) {
    const onSent = (path: string) => void this.sent.push(path);
    const { server, url } = await serve({
      folder,
      base: '/',
      port: this.#port,
      quality: 1,
      onSent,
      ...options,
    });
    this.url = url;
    this.#port = Number(new URL(url).port);
    this.#stop = async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    };
  }

  async stop() {
    await this.#stop?.();
    this.#stop = undefined;
  }
}

let host: Host;
test.beforeEach(() => {
  host = new Host();
});
test.afterEach(() => host.stop());

/** What a reader does: any sign of being there. */
async function touch(page: Page) {
  await page.mouse.wheel(0, 100);
}

/** Resolves once the first tier of a language is stored. */
async function kept(page: Page, locale: string) {
  const ending = ` ${locale}`;
  await expect
    .poll(() => buildsKept(page, ending), { timeout: 120_000, message: 'the first tier is stored' })
    .toHaveLength(1);
}

/** The ids of the builds whose first tier is stored for a language, by the ending of the cache's name. */
function buildsKept(page: Page, ending: string): Promise<readonly string[]> {
  return page.evaluate(async (ending) => {
    const builds: string[] = [];
    for (const name of await caches.keys()) {
      const cache = name.endsWith(ending) && (await caches.open(name));
      if (cache && (await cache.match('/?list')) && (await cache.match('/?extent')))
        builds.push(name.split(' ')[2] ?? '');
    }
    return builds;
  }, ending);
}

/** The list of a language, as the build wrote it. */
function listOf(locale: string): OfflineList {
  const name = filesIn(DIST).find((file) => file.startsWith(`_astro/offline-${locale}.`)) ?? 'none';
  return JSON.parse(readFileSync(join(DIST, name), 'utf8')) as OfflineList;
}

/** Presses the button that keeps a whole language, and waits until it is done. */
async function keepEverything(page: Page, home: string, lang: string) {
  await page.goto(`${host.url}${home}offline/`);
  const copy = page.locator(`offline-copy[lang="${lang}"]`);
  await copy.getByRole('button').first().click();
  await expect(copy.locator('[data-state]')).toHaveText(
    translator(lang === 'en' ? 'en' : 'zh')('kept.done'),
    {
      timeout: 120_000,
    },
  );
}

const usage = (page: Page) =>
  page.evaluate(async () => (await navigator.storage.estimate()).usage ?? Number.POSITIVE_INFINITY);

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);

  test(`${locale}: one visit, then the server stops: pages, search and decoder go on`, async ({
    page,
  }, testInfo) => {
    await host.start();
    const complaints = listen(page);
    await page.goto(`${host.url}${home}137/`);
    await touch(page);
    await kept(page, home);
    await host.stop();

    await test.step('the search of the page that was open', async () => {
      await searchField(page).fill('segfault');
      await expect(results(page).first()).toContainText('139');
      // The index of every word is not part of it, and the search says so.
      await searchField(page).fill(locale === 'zh' ? '位掩码' : 'bit mask of the signals');
      await expect(page.getByRole('banner').getByText(t('site.broken'))).toBeVisible();
    });

    await test.step('a written page that was never opened', async () => {
      await page.goto(`${host.url}${home}139/`);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('139');
      await page
        .getByRole('link', { name: t('site.guides') })
        .first()
        .click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(t('guides.title'));
    });

    await test.step('search and decoder pages with their questions', async () => {
      await page.goto(`${host.url}${home}search/?q=SIGTERM`);
      await expect(results(page).first()).toContainText('143');
      await page.goto(`${host.url}${home}decode/?q=35072`);
      await expect(page.locator('[data-reading="wait-status"]')).toHaveAttribute('data-exit-status', '137');
    });

    await test.step('every spelling of an address', async () => {
      for (const [asked, shown] of [
        ['SIGSEGV/', '139/'],
        ['sigsegv', '139/'],
        ['SIGSEGV.html', '139/'],
        ['139?from=alert', '139/?from=alert'],
        ['139.html', '139.html'],
        ['', ''],
      ] as const) {
        await page.goto(host.url + home + asked);
        await expect(page).toHaveURL(host.url + home + shown);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      }
    });

    await test.step('an address without a page says so', async () => {
      const response = await page.goto(`${host.url}${home}0xC0000005/`);
      expect(response?.status()).toBe(404);
      await expect(page.locator('[data-windows="0xC0000005"]').first()).toBeVisible();
    });

    await test.step('a page that is not stored: the decoder answers for it, and it can be asked for again', async () => {
      const response = await page.goto(`${host.url}${home}${DERIVED}/`);
      expect(response?.status()).toBe(503);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('kept.heading'));
      await expect(page.locator('[data-reading="exit-status"]')).toHaveAttribute('data-exit-status', DERIVED);
      await host.start();
      await page.getByRole('link', { name: t('kept.again') }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(DERIVED);
      await host.stop();
      await page.goto(`${host.url}${home}139/`);
      await page.goto(`${host.url}${home}${DERIVED}/`);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(DERIVED);
    });

    await test.step('everything, by a button', async () => {
      await host.start();
      await keepEverything(page, home, t('lang.tag'));
      await host.stop();
    });

    await test.step('full text: Pagefind, its worker, its WebAssembly and the index of this language', async () => {
      await page.goto(`${host.url}${home}137/`);
      await searchField(page).fill(locale === 'zh' ? '位掩码' : 'bit mask of the signals');
      await expect(results(page).filter({ hasText: '137' })).toBeVisible();
    });

    await test.step('every page of the language, with the headers it was sent with', async () => {
      const paths = builtPages()
        .filter((built) => built.locale === locale)
        .map(({ path }) => path);
      const wrong = await page.evaluate(
        async ({ paths, url }) => {
          const wrong: string[] = [];
          for (const path of paths) {
            const { ok, headers } = await fetch(url + path);
            const policy = headers.get('content-security-policy') ?? '';
            if (!ok || !policy.includes("default-src 'none'")) wrong.push(path);
          }
          return wrong;
        },
        { paths, url: host.url },
      );
      expect(wrong).toEqual([]);
      expect(paths.length).toBeGreaterThan(256);
    });

    const bytes = await usage(page);
    testInfo.annotations.push({ type: 'stored bytes', description: String(bytes) });
    console.log(`  ${locale}: ${bytes.toLocaleString('en')} B stored`);
    expect(bytes).toBeLessThan(MOST_BYTES);
    expect(complaints).toEqual([]);
  });
}

test('nothing is fetched for it until a reader shows signs of being there', async ({ page }) => {
  await host.start();
  await page.goto(`${host.url}137/`, { waitUntil: 'networkidle' });
  expect(host.sent.filter((path) => /sw\.js|reader|offline|words/.test(path))).toEqual([]);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

for (const saveData of [true, false]) {
  test(`a reader who ${saveData ? 'saves' : 'does not save'} data`, async ({ page }) => {
    await host.start();
    await page.addInitScript((saveData) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      Object.defineProperty(navigator, 'connection', { value: { saveData } });
      ServiceWorkerContainer.prototype.register = () => {
        seen.push('register');
        return Promise.reject(new Error('not in this test'));
      };
      globalThis.requestIdleCallback = (then) => {
        then({ didTimeout: false, timeRemaining: () => 1 });
        seen.push('idle');
        return 0;
      };
    }, saveData);
    await page.goto(`${host.url}137/`);
    await touch(page);
    await expect.poll(() => host.sent.some((path) => path.includes('/offline.'))).toBe(true);
    await expect.poll(() => page.evaluate('seen')).toEqual(saveData ? ['idle'] : ['idle', 'register']);
  });
}

test('a newer build: a notice, then all of it at once; pages that stay open keep theirs', async ({
  context,
  page,
}, testInfo) => {
  const t = translator('en');
  // A build whose script, page and search index all differ from the one before.
  const newer = testInfo.outputPath('newer');
  const [, title = 'none'] =
    /<title>137 SIGKILL: ([^<]*)/.exec(readFileSync(join(DIST, '137/index.html'), 'utf8')) ?? [];
  await anotherBuild(newer, {
    called: 'newer',
    edit: (text, file) => {
      if (/^(?:137\/index\.html|search\/index\.json)$/.test(file))
        return text.replaceAll(title, 'A newer title');
      return file.startsWith('_astro/') ? text.replaceAll('`search-results`', '`newer-results`') : text;
    },
  });

  await host.start();
  await page.goto(`${host.url}137/`);
  const oldTitle = await page.title();
  await touch(page);
  await kept(page, '');
  const [oldBuild] = await buildsKept(page, ' ');
  const tab = await context.newPage();

  await test.step('a build that is half uploaded is not taken', async () => {
    await host.stop();
    const half = testInfo.outputPath('half');
    cpSync(newer, half, { recursive: true });
    writeFileSync(join(half, '137/index.html'), readFileSync(join(DIST, '137/index.html')));
    await host.start(half);
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const ended = new Promise((end) =>
        registration.addEventListener('updatefound', () => {
          const worker = registration.installing;
          worker?.addEventListener('statechange', () => end(worker.state));
        }),
      );
      await registration.update().catch(() => {});
      return ended;
    });
    expect(state).toBe('redundant');
    await tab.goto(`${host.url}137/`);
    expect(await tab.title()).toBe(oldTitle);
  });

  const notice = tab.getByRole('complementary', { name: t('offline.newer') });
  await test.step('the notice appears, is announced, and nothing changes before the reader says so', async () => {
    await host.stop();
    await host.start(newer);
    await tab.goto(`${host.url}143/`);
    await touch(tab);
    await expect(notice).toBeVisible({ timeout: 120_000 });
    await expect(tab.getByRole('status').filter({ hasText: t('offline.newer') })).toBeAttached();
    expect(await buildsKept(tab, ' ')).toHaveLength(2);
    const bytes = await usage(tab);
    console.log(`  two builds: ${bytes.toLocaleString('en')} B stored`);
    expect(bytes).toBeLessThan(MOST_BYTES);
    await tab.goto(`${host.url}137/`);
    expect(await tab.title()).toBe(oldTitle);
  });

  await test.step('the button brings the newer build: page, script and index', async () => {
    await touch(tab);
    await notice.getByRole('button', { name: t('offline.reload') }).click();
    await expect(tab).toHaveTitle(/A newer title/);
    await searchField(tab).fill('SIGKILL');
    await expect(results(tab).first()).toContainText('A newer title');
    await expect(tab.getByRole('listbox')).toHaveAttribute('id', 'newer-results');
    await expect(notice).toHaveCount(0);
  });

  await test.step('the other page goes on with its own script and index', async () => {
    expect(await page.title()).toBe(oldTitle);
    await searchField(page).fill('SIGKILL');
    await expect(page.getByRole('listbox')).toHaveAttribute('id', 'search-results');
    await expect(results(page).first()).toContainText('137');
    await expect(results(page).first()).not.toContainText('A newer title');
    await searchField(page).fill('bit mask of the signals');
    await expect(results(page).filter({ hasText: '137' })).toBeVisible();
  });

  await test.step('once it is closed, the older build is gone', async () => {
    await page.close();
    await expect
      .poll(
        async () => {
          await tab.reload();
          // What is no longer needed goes when a reader is at rest.
          const atRest = tab.waitForRequest(/\/_astro\/offline\./);
          await touch(tab);
          await atRest;
          return buildsKept(tab, ' ');
        },
        { timeout: 60_000, message: 'the worker of the newer build takes over when it is all there' },
      )
      .not.toContain(oldBuild);
    await host.stop();
    await tab.goto(`${host.url}137/`);
    await expect(tab).toHaveTitle(/A newer title/);
  });
});

/** Everything that can be wrong with what is stored; each leaves the server and the worker as they are. */
const DAMAGE: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  'no packed bytes': async (path) => damage(path, (old) => new Response('garbage', { headers: old.headers })),
  'an empty body': async (path) => damage(path, (old) => new Response('', { headers: old.headers })),
  'half a body': async (path) =>
    damage(path, async (old) => {
      const bytes = await old.arrayBuffer();
      return new Response(bytes.slice(0, bytes.byteLength / 2), { headers: old.headers });
    }),
  'another body': async (path) => damage(path, async () => (await cacheOf()).match('/404.html')),
  'no headers': async (path) => damage(path, (old) => new Response(old.body)),
  'no entry': async (path) => (await cacheOf()).delete(path),
};
declare function damage(path: string, change: (old: Response) => unknown): Promise<void>;
declare function cacheOf(): Promise<Cache>;
/** Runs in the page before each of the above. */
const HELPERS = `
  globalThis.cacheOf = async () => caches.open((await caches.keys()).find((name) => name.endsWith(' ')));
  globalThis.damage = async (path, change) => {
    const cache = await cacheOf();
    await cache.put(path, await change(await cache.match(path)));
  };`;

test('a damaged copy is noticed, gone round and mended: the server is well', async ({ page }) => {
  test.setTimeout(600_000);
  await host.start();
  await page.addInitScript(HELPERS);
  await page.goto(`${host.url}137/`);
  const title = await page.title();
  await touch(page);
  await kept(page, '');
  const scripts = listOf('en').shell.filter((path) => /^_astro\/.*\.js$/.test(path));
  expect(scripts.length).toBeGreaterThan(3);
  for (const path of ['/137/', ...scripts.map((script) => `/${script}`)]) {
    for (const [name, break_] of Object.entries(DAMAGE)) {
      await test.step(`${path}: ${name}`, async () => {
        await page.evaluate(`(${String(break_)})(${JSON.stringify(path)})`);
        await page.goto(`${host.url}137/`);
        expect(await page.title()).toBe(title);
        await searchField(page).fill('SIGSEGV');
        await expect(results(page).first()).toContainText('139');
      });
      // What most of a page hangs on is tried in every way, the rest in one.
      if (path !== '/137/' && path !== `/${scripts[0]}`) break;
    }
  }
  await test.step('the shared style is gone', async () => {
    await page.evaluate(`cacheOf().then(async (cache) => {
      for (const { url } of await cache.keys()) if (url.includes('?style-')) await cache.delete(url);
    })`);
    await page.goto(`${host.url}137/`);
    expect(await page.title()).toBe(title);
  });
  await test.step('what was damaged is whole again: it works without the server', async () => {
    await host.stop();
    await page.goto(`${host.url}137/`);
    expect(await page.title()).toBe(title);
    await searchField(page).fill('SIGSEGV');
    await expect(results(page).first()).toContainText('139');
  });
});

for (const [name, list] of [
  ['cut off', '{"files":'],
  ['of another shape', '{"files":{},"aliases":null}'],
  ['empty', ''],
] as const) {
  test(`a list that is ${name} takes nothing away`, async ({ page, context }) => {
    await host.start();
    await page.addInitScript(HELPERS);
    await page.goto(`${host.url}137/`);
    await touch(page);
    await kept(page, '');
    await page.evaluate(
      `cacheOf().then((cache) => cache.put('/?list', new Response(${JSON.stringify(list)})))`,
    );
    // A worker that was ended has to read the list again.
    const session = await context.newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    for (const path of ['137/', `${DERIVED}/`, 'zh/137/', 'codes.json', 'nowhere/']) {
      const response = await page.goto(host.url + path);
      expect(response?.status(), path).toBe(path === 'nowhere/' ? 404 : 200);
    }
    await page.goto(`${host.url}139/`);
    await touch(page);
    await kept(page, '');
    await host.stop();
    await page.goto(`${host.url}137/`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('137');
  });
}

test('both languages can be kept, and what is kept can be removed', async ({ page }) => {
  await host.start();
  for (const locale of LOCALES) {
    await page.goto(`${host.url}${prefix(locale)}137/`);
    await touch(page);
    await kept(page, prefix(locale));
  }
  await host.stop();
  for (const locale of LOCALES) {
    await page.goto(`${host.url}${prefix(locale)}139/`);
    await expect(page.locator('html')).toHaveAttribute('lang', translator(locale)('lang.tag'));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('139');
  }
  await host.start();
  await page.goto(`${host.url}offline/`);
  await page.getByRole('button', { name: translator('en')('kept.remove') }).click();
  await expect(page.locator('offline-copy[lang="en"] [data-state]')).toHaveText(
    translator('en')('kept.removed'),
  );
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

for (const way of ['OFFLINE=off', 'no sw.js at all'] as const) {
  test(`a site without a worker frees its readers: ${way}`, async ({ page }, testInfo) => {
    const site = testInfo.outputPath('site');
    cpSync(DIST, site, { recursive: true });
    await host.start(site);
    await page.goto(`${host.url}137/`);
    await touch(page);
    await kept(page, '');
    writeFileSync(join(site, '137/index.html'), '<title>The new site</title>');
    if (way === 'OFFLINE=off')
      writeFileSync(join(site, 'sw.js'), await workerOf('off.ts', { id: 'off', lists: {} }));
    else rmSync(join(site, 'sw.js'));
    // One visit, which is answered from the copy; the next one is the new site's.
    await page.goto(`${host.url}139/`);
    await touch(page);
    await expect.poll(() => page.evaluate(() => caches.keys()), { timeout: 90_000 }).toEqual([]);
    await page.goto(`${host.url}137/`);
    await expect(page).toHaveTitle('The new site');
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
      0,
    );
  });
}

test('a worker that is ended while it keeps everything is asked again, and goes on where it was', async ({
  page,
  context,
}) => {
  await page.clock.install();
  await host.start();
  await page.goto(`${host.url}offline/`);
  const copy = page.locator('offline-copy[lang="en"]');
  await copy.getByRole('button').first().click();
  const stored = async () => Number(/\d+/.exec(await copy.locator('[data-state]').innerText())?.[0] ?? 0);
  await expect.poll(stored).toBeGreaterThan(100);
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await page.clock.fastForward('01:01');
  await expect(copy.locator('[data-state]')).toHaveText(translator('en')('kept.done'), { timeout: 120_000 });
});

test('the tiers follow from what is built, and the first is small', () => {
  for (const locale of LOCALES) {
    const home = prefix(locale);
    const { files, shell, first, bytes } = listOf(locale);
    for (const path of ['', 'offline/', 'decode/', 'search/', 'search/index.json', 'words.json'])
      expect.soft(shell, `${locale}: ${path}`).toContain(home + path);
    expect.soft(shell).toContain('404.html');
    const scripts = filesIn(DIST).filter((path) => /^_astro\/.*\.js$/.test(path));
    expect.soft(shell).toEqual(expect.arrayContaining([...scripts]));
    expect.soft(first).toContain(`${home}139/`);
    expect.soft(first).not.toContain(`${home}${DERIVED}/`);
    for (const path of [...shell, ...first]) expect.soft(files, path).toHaveProperty([path]);
    console.log(
      `  ${locale}: ${bytes.first.toLocaleString('en')} B first, ${bytes.all.toLocaleString('en')} B in all`,
    );
    expect.soft(bytes.first).toBeLessThan(MOST_BYTES_FIRST);
  }
});

test('what is kept is what the site has', () => {
  const files = filesIn(DIST);
  for (const locale of LOCALES) {
    const { files: listed, aliases } = listOf(locale);
    const pages = builtPages().filter((page) => page.locale === locale);
    expect([...Object.keys(listed), ...Object.keys(aliases)]).toEqual(
      expect.arrayContaining(pages.map(({ path }) => path)),
    );
    for (const [alias, target] of Object.entries(aliases))
      expect.soft(listed, alias).toHaveProperty([target]);
    for (const path of Object.keys(listed)) {
      expect.soft(files, path).toContain(path === '' || path.endsWith('/') ? `${path}index.html` : path);
    }
  }
});
