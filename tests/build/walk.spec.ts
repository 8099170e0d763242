/**
 * The life of the worker by chance: three tabs, three builds, half uploads, a server that is busy, gone or another's, workers
 * that are ended. A document that was answered from the copy has the scripts and the data of its own build to its end, and
 * once the server is well again the newest build comes to everybody. `STEPS=400 SEED=7` walks longer and elsewhere.
 */

import { cpSync, mkdirSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { translator } from '../../src/i18n/index.ts';
import { serve } from '../../src/server.ts';
import { filesIn } from '../built.ts';
import { randomFrom } from '../fuzz.ts';
import { searchField } from '../site.ts';
import { anotherBuild } from './another.ts';

const STEPS = Number(process.env['STEPS'] ?? 60);
const SEED = Number(process.env['SEED'] ?? 1);
const BUILDS = ['a', 'b', 'c'] as const;
type Build = (typeof BUILDS)[number];

test.setTimeout(120_000 + STEPS * 10_000);
test.use({ serviceWorkers: 'allow' });

/** A site that is small enough to be installed within a second or two, with every part that a build has. */
const KEPT =
  /^(?:zh\/)?(?:(?:137|139|143|219|offline|decode|search|codes|guides|programs)\/index\.html|index\.html|404\.html|(?:search|decode)\/.*\.json|words\.json)$|^(?:_astro\/(?!offline-)|_headers$|favicon)/;
const PAGES = ['', '137/', '139/', '143/', '219/', 'decode/', 'zh/137/', 'zh/', 'nowhere/'];
/** The script of every page, and one that is loaded when a reader searches. */
const MARKED = /^_astro\/(Page|search)\./;

/** The built site as another build of it: pages, two scripts and the words of the page tell which one they are of. */
function buildCalled(build: Build, folder: string) {
  return anotherBuild(folder, {
    called: build,
    has: (file) => KEPT.test(file),
    edit: (text, file) => {
      if (file.endsWith('.html')) return text.replace('<html ', `<html data-build="${build}" `);
      if (/(^|\/)words\.json$/.test(file) && !file.includes('decode/'))
        return text.replace('{', `{"build":"${build}",`);
      const marked = MARKED.exec(file)?.[1];
      if (!marked) return text;
      return `${text}\n;document.documentElement.dataset.ran${marked === 'Page' ? 'Page' : 'Search'}="${build}";`;
    },
  });
}

/** One folder at one address: what is uploaded there, and how its server behaves. */
class Host {
  readonly asked: string[] = [];
  behaves: 'well' | 'busy' | 'portal' | 'gone' = 'well';
  /** The build that is there as a whole. */
  whole: Build | undefined;
  url = '';
  readonly #folder: string;
  readonly #builds: (build: Build) => string;
  #close: () => Promise<unknown> = () => Promise.resolve();

  constructor(folder: string, builds: (build: Build) => string) {
    this.#folder = folder;
    this.#builds = builds;
  }

  async start() {
    const { server, url } = await serve({ folder: this.#folder, base: '/', port: 0, quality: 1 });
    const [well] = server.listeners('request') as ((
      request: IncomingMessage,
      response: ServerResponse,
    ) => void)[];
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.asked.push(request.url ?? '');
      if (this.behaves === 'well') well?.(request, response);
      else if (this.behaves === 'busy') response.writeHead(503).end('busy');
      else if (this.behaves === 'portal')
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>Log in here</title>');
      else request.socket.destroy();
    });
    this.url = url;
    this.#close = () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    };
  }

  stop() {
    return this.#close();
  }

  /** As an upload does it: files come one by one, and what is no longer needed goes last. `take` says which come at all. */
  upload(build: Build, take: (file: string) => boolean = () => true) {
    const from = this.#builds(build);
    const files = filesIn(from);
    const taken = files.filter(take);
    for (const file of taken) {
      mkdirSync(dirname(join(this.#folder, file)), { recursive: true });
      cpSync(join(from, file), join(this.#folder, file));
    }
    this.whole = taken.length === files.length ? build : undefined;
    if (this.whole)
      for (const file of filesIn(this.#folder)) if (!files.includes(file)) rmSync(join(this.#folder, file));
  }
}

interface Tab {
  readonly page: Page;
  /** The build of its document where that came from the copy. */
  kept: Build | undefined;
}

/** Which build a document, its scripts and its data are of; undefined where there is none. */
function partsOf(page: Page) {
  return page.evaluate(async () => {
    const { build, ranPage, ranSearch } = document.documentElement.dataset;
    const home = document.documentElement.lang.startsWith('zh') ? '/zh/' : '/';
    const words = await fetch(`${home}words.json`)
      .then((answer) => answer.json())
      .then(
        (read: { build?: string }) => read.build,
        () => undefined,
      );
    return { build, ranPage, ranSearch, words };
  });
}

/** A page waits until its reader is at rest before it asks for a copy: here that is at once. */
const AT_REST_AT_ONCE = `(() => {
  const later = setTimeout;
  globalThis.setTimeout = (work) => later(work);
})()`;

/** What lets a newer build take over. */
const newer = (page: Page) =>
  page.getByRole('button', {
    name: new RegExp(`${translator('en')('offline.reload')}|${translator('zh')('offline.reload')}`),
  });

/** Resolves once the first tier of a build is stored for the reader of a page, who turns the wheel now and then. */
async function stored(page: Page) {
  const complete = async () => {
    await page.mouse.wheel(0, 50);
    return page.evaluate(async () => {
      const names = await caches.keys();
      const caught = await Promise.all(
        names.map(async (name) => (await caches.open(name)).match('/?extent')),
      );
      return caught.filter(Boolean).length;
    });
  };
  await expect.poll(complete, { timeout: 60_000, message: 'the first build is stored' }).toBeGreaterThan(0);
}

/** Ends every worker of the site, as browsers do with idle ones. */
async function endWorkers(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

test('a build that came and was taken back before anybody had it takes nothing from what is open', async ({
  context,
}, testInfo) => {
  const builds = (build: Build) => testInfo.outputPath(build);
  for (const build of ['a', 'b'] as const) await buildCalled(build, builds(build));
  const host = new Host(testInfo.outputPath('site'), builds);
  host.upload('a');
  await host.start();
  await context.addInitScript(AT_REST_AT_ONCE);
  try {
    const [open, other] = [await context.newPage(), await context.newPage()];
    await open.goto(`${host.url}137/`);
    await stored(open);
    await open.goto(`${host.url}139/`);
    await test.step('a newer one comes and waits; before anybody takes it, the older one is there again', async () => {
      host.upload('b');
      await other.goto(`${host.url}143/`);
      await other.mouse.wheel(0, 50);
      await expect(newer(other)).toBeVisible({ timeout: 60_000 });
      host.upload('a');
      const state = await other.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        const ended = new Promise((end) =>
          registration.addEventListener('updatefound', () => {
            const worker = registration.installing;
            worker?.addEventListener('statechange', () => end(worker.state));
          }),
        );
        await registration.update();
        return ended;
      });
      expect(state).toBe('installed');
    });
    const whole = { build: 'a', ranPage: 'a', words: 'a' };
    await test.step('it takes over from itself', async () => {
      await Promise.all([other.waitForEvent('load'), newer(other).click()]);
      for (const page of [open, other]) expect(await partsOf(page)).toMatchObject(whole);
    });
    await test.step('ended while it takes over, the next one does it again', async () => {
      host.upload('b');
      await other.mouse.wheel(0, 50);
      await other.goto(`${host.url}143/`);
      await other.mouse.wheel(0, 50);
      await expect(newer(other)).toBeVisible({ timeout: 60_000 });
      const record = async () => (await caches.match('/?pinned', { cacheName: 'offline / pins' }))?.json();
      const before = (await other.evaluate(record)) as { readonly build: string };
      await Promise.all([other.waitForEvent('load'), newer(other).click()]);
      expect(await partsOf(other)).toMatchObject({ build: 'b', ranPage: 'b', words: 'b' });
      expect(await partsOf(open)).toMatchObject(whole);
      expect(await other.evaluate(record)).not.toMatchObject(before);
      await endWorkers(other);
      await other.evaluate(async (build) => {
        const pins = await caches.open('offline / pins');
        await pins.put('/?pinned', Response.json({ build, pins: [] }));
      }, before.build);
      expect(await partsOf(open)).toMatchObject(whole);
    });
  } finally {
    await host.stop();
  }
});

test(`${STEPS} steps: no document has parts of two builds, and everybody gets the newest in the end`, async ({
  context,
}, testInfo) => {
  const builds = (build: Build) => testInfo.outputPath(build);
  for (const build of BUILDS) await buildCalled(build, builds(build));
  const host = new Host(testInfo.outputPath('site'), builds);
  host.upload('a');
  await host.start();
  const random = randomFrom(SEED);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  await context.addInitScript(AT_REST_AT_ONCE);
  const tabs: Tab[] = [];
  for (let count = 0; count < 3; count++) tabs.push({ page: await context.newPage(), kept: undefined });
  const counts = { visits: 0, fromCopy: 0, broken: 0 };
  const wrong: string[] = [];
  const history: string[] = [];

  const check = async (tab: Tab, whole: boolean) => {
    const { build, ...parts } = await partsOf(tab.page);
    if (!build) return;
    for (const [part, of] of Object.entries(parts))
      if (of !== undefined && of !== build && (whole || tab.kept !== undefined))
        wrong.push(
          `${part} of ${of} on a page of ${build}, ${tab.kept ? '' : 'not '}from the copy: ${history.slice(-12).join(', ')}`,
        );
    if (tab.kept !== undefined && (parts.words !== build || parts.ranPage !== build))
      wrong.push(`${JSON.stringify(parts)} on a kept page of ${build}: ${history.slice(-12).join(', ')}`);
  };
  const visit = async (tab: Tab, path: string) => {
    host.asked.length = 0;
    counts.visits++;
    tab.kept = undefined;
    const failed = await tab.page.goto(host.url + path, { waitUntil: 'load' }).then(
      () => false,
      () => true,
    );
    if (failed) return void counts.broken++;
    const build = await tab.page.evaluate(() => document.documentElement.dataset['build']);
    if (build && !host.asked.includes(`/${path}`) && path !== 'nowhere/') {
      tab.kept = build as Build;
      counts.fromCopy++;
    }
    await check(tab, host.whole !== undefined && host.behaves === 'well');
  };
  const WELL = Array<'well'>(6).fill('well');
  const MOVES: readonly (readonly [weight: number, name: string, move: () => Promise<unknown>])[] = [
    [40, 'visit', () => visit(pick(tabs), pick(PAGES))],
    [20, 'touch', () => pick(tabs).page.mouse.wheel(0, 50)],
    [
      8,
      'search',
      async () => {
        const { page } = pick(tabs);
        if ((await searchField(page).count()) > 0) await searchField(page).fill('SIGSEGV');
      },
    ],
    [8, 'upload', () => Promise.resolve(host.upload(pick(BUILDS)))],
    [6, 'half', () => Promise.resolve(host.upload(pick(BUILDS), () => random() < 0.5))],
    [20, 'behave', () => Promise.resolve((host.behaves = pick([...WELL, 'busy', 'portal', 'gone'])))],
    [4, 'end workers', () => endWorkers(pick(tabs).page)],
    [
      4,
      'newer',
      async () => {
        const tab = pick(tabs);
        if (!(await newer(tab.page).isVisible())) return;
        tab.kept = undefined;
        await Promise.all([tab.page.waitForEvent('load'), newer(tab.page).click()]);
      },
    ],
  ];
  const [first = await Promise.reject<Tab>(new Error('no tab'))] = tabs;
  // It begins with a copy that is there, as most visits do.
  await visit(first, '137/');
  await stored(first.page);
  const total = MOVES.reduce((sum, [weight]) => sum + weight, 0);
  try {
    for (let step = 0; step < STEPS; step++) {
      let at = random() * total;
      const [, name, move] = MOVES.find(([weight]) => (at -= weight) < 0) ?? MOVES[0]!;
      history.push(name === 'behave' ? `${name}` : name);
      await move();
      history[history.length - 1] += ` (${host.behaves}, ${host.whole ?? 'half'})`;
      // What is open goes on as it was.
      for (const tab of tabs) if (tab.kept) await check(tab, false);
    }
    expect(wrong).toEqual([]);

    host.behaves = 'well';
    host.upload('c');
    for (const { page } of tabs) {
      // A build that waited before the newest came may have its turn first.
      for (let round = 0; round < BUILDS.length; round++) {
        await page.goto(`${host.url}137/`);
        if ((await partsOf(page)).build === 'c') break;
        await page.mouse.wheel(0, 50);
        await expect(newer(page)).toBeVisible({ timeout: 60_000 });
        await Promise.all([page.waitForEvent('load'), newer(page).click()]);
      }
      await page.goto(`${host.url}137/`);
      expect(await partsOf(page)).toMatchObject({ build: 'c', ranPage: 'c', words: 'c' });
    }
    console.log(
      `  ${STEPS} steps: ${counts.visits} visits, ${counts.fromCopy} from the copy, ${counts.broken} without any answer`,
    );
    expect(counts.fromCopy).toBeGreaterThan(STEPS / 20);
  } finally {
    await host.stop();
  }
});
