/**
 * The service worker as it is built, in a browser that is made of maps: storage, documents and workers that end, wait and take
 * over whenever a test says so. In tests/build/walk.spec.ts a real browser does it, at its own pace.
 */

import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { workerOf } from '../../src/integrations/offline.ts';
import { randomFrom } from '../fuzz.ts';

const ORIGIN = 'https://site.example';
type Build = 'a' | 'b' | 'c';
const BUILDS = ['a', 'b', 'c'] as const;
/** In the copy, and one page that is not. */
const PAGES = ['', '137/', 'elsewhere'];

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** What a server has of a build, by path. */
function filesOf(build: Build): ReadonlyMap<string, string> {
  const shell = new Map(
    ['', '137/', 'offline/', '404.html', 'words.json'].map((path) => [path, `${build} ${path}`]),
  );
  const list = {
    files: Object.fromEntries([...shell].map(([path, text]) => [path, hashOf(text)])),
    aliases: {},
    shell: [...shell.keys()],
    first: [],
    bytes: { first: 1, all: 1 },
  };
  return new Map([
    ...shell,
    [`list-${build}.json`, JSON.stringify(list)],
    ['elsewhere', `${build} elsewhere`],
  ]);
}

/** Worker scripts by build, made once: bundling takes a second. */
let scripts: Readonly<Record<Build, string>>;
test.beforeAll(async () => {
  const made = await Promise.all(
    BUILDS.map(async (id) => [id, await workerOf('worker.ts', { id, lists: { '': `list-${id}.json` } })]),
  );
  scripts = Object.fromEntries(made) as Record<Build, string>;
});

/** `CacheStorage` as the worker uses it. */
class Storage {
  readonly stored = new Map<string, Map<string, Response>>();
  /** Nothing more can be written. */
  full = false;
  /** Writing takes for ever: whoever does it is ended before it is done. */
  stuck = false;

  open = (name: string) => {
    const entries = this.stored.get(name) ?? new Map<string, Response>();
    this.stored.set(name, entries);
    const address = (path: string) => new URL(path, ORIGIN).href;
    return Promise.resolve({
      match: (path: string) => Promise.resolve(entries.get(address(path))?.clone()),
      put: async (path: string, response: Response) => {
        const kept = new Response(await response.arrayBuffer(), { headers: response.headers });
        if (this.full) throw new DOMException('No room', 'QuotaExceededError');
        if (this.stuck) await new Promise(() => undefined);
        entries.set(address(path), kept);
      },
      delete: (path: string) => Promise.resolve(entries.delete(address(path))),
      keys: () => Promise.resolve([...entries.keys()].map((url) => ({ url }))),
    });
  };
  match = async (path: string, { cacheName }: { cacheName: string }) =>
    this.stored.has(cacheName) ? (await this.open(cacheName)).match(path) : undefined;
  has = (name: string) => Promise.resolve(this.stored.has(name));
  keys = () => Promise.resolve([...this.stored.keys()]);
  delete = (name: string) => Promise.resolve(this.stored.delete(name));
}

interface Document {
  readonly id: string;
  readonly type: 'window';
  readonly url: string;
  readonly text: string;
  /** Whether the network was asked for it. */
  readonly kept: boolean;
  controlled: boolean;
}

interface Worker {
  readonly build: Build;
  readonly listeners: Map<string, (event: object) => void>;
  /** What it has still to do: a newer one waits for that. */
  readonly pending: Set<Promise<unknown>>;
}

async function settled({ pending }: Worker) {
  for (const work of pending) {
    await work;
    pending.delete(work);
  }
}

class Browser {
  readonly caches = new Storage();
  readonly documents: Document[] = [];
  readonly asked: string[] = [];
  server = filesOf('a');
  online = true;
  active: Worker | undefined;
  waiting: Worker | undefined;
  #installing: Worker | undefined;
  #count = 0;
  /** Documents that are answered and not there yet, by what ends their waiting. */
  readonly #reserved = new Map<string, (document: Document | undefined) => void>();
  readonly #arriving = new Map<string, Promise<Document | undefined>>();

  #worker(build: Build): Worker {
    const listeners = new Map<string, (event: object) => void>();
    // oxlint-disable-next-line typescript/no-this-alias -- getters below have a `this` of their own
    const browser = this;
    const self = {
      addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
      skipWaiting: () => Promise.resolve(),
      registration: {
        scope: `${ORIGIN}/`,
        get installing() {
          return browser.#installing;
        },
        get waiting() {
          return browser.waiting;
        },
      },
      clients: {
        matchAll: ({ includeUncontrolled = false }) =>
          Promise.resolve(this.documents.filter(({ controlled }) => controlled || includeUncontrolled)),
        get: (id: string) =>
          this.#arriving.get(id) ?? Promise.resolve(this.documents.find((each) => each.id === id)),
        claim: () => {
          for (const each of this.documents) each.controlled = true;
          return Promise.resolve();
        },
      },
    };
    const fetch = (asked: string | { url: string }) => {
      const path = new URL(typeof asked === 'string' ? asked : asked.url, ORIGIN).pathname.slice(1);
      this.asked.push(path);
      const text = this.server.get(path);
      if (!this.online) return Promise.reject(new TypeError('Failed to fetch'));
      return Promise.resolve(
        new Response(text ?? 'nothing here', { status: text === undefined ? 404 : 200 }),
      );
    };
    // oxlint-disable-next-line no-implied-eval -- the script that the build writes, as a browser runs it
    new Function('self', 'caches', 'fetch', 'location', scripts[build])(self, this.caches, fetch, {
      origin: ORIGIN,
    });
    return { build, listeners, pending: new Set() };
  }

  /** Resolves once the worker has done all that the event made it do; with its answer. */
  async #tell(worker: Worker, type: string, init: object): Promise<Response | undefined> {
    let answer: Promise<Response> | undefined;
    const later = (work: Promise<unknown>) => void worker.pending.add(work.catch(() => undefined));
    const failures: unknown[] = [];
    worker.listeners.get(type)?.({
      ...init,
      waitUntil: (work: Promise<unknown>) => later(work.catch((error: unknown) => failures.push(error))),
      respondWith: (work: Promise<Response>) => later((answer = work)),
    });
    if (type === 'fetch') return answer;
    await settled(worker);
    if (failures.length > 0) throw failures[0];
    return undefined;
  }

  /** A build's worker comes; undefined where it could not be installed. */
  async install(build: Build): Promise<Worker | undefined> {
    this.#installing = this.#worker(build);
    const installed = this.#installing;
    try {
      await this.#tell(installed, 'install', {});
    } catch {
      return undefined;
    } finally {
      this.#installing = undefined;
    }
    this.waiting = installed;
    if (!this.active) await this.takeOver();
    return installed;
  }

  /** The worker that waits becomes the one that answers; `ended` while it takes over. */
  async takeOver({ ended = false } = {}) {
    if (this.active) await settled(this.active);
    this.active = this.waiting;
    this.waiting = undefined;
    if (!this.active) return;
    if (ended) {
      this.caches.stuck = true;
      void this.#tell(this.active, 'activate', {});
      await new Promise((later) => setTimeout(later, 5));
      this.caches.stuck = false;
      this.end();
    } else await this.#tell(this.active, 'activate', {});
  }

  /** A browser ends a worker that is idle: the next event starts it anew, with nothing in its memory. */
  end() {
    if (this.active) this.active = this.#worker(this.active.build);
  }

  /** A document for an address: through the worker, or past it. `arrive` makes it be there. */
  async navigate(path: string, { past = false } = {}) {
    const id = `document ${++this.#count}`;
    const url = `${ORIGIN}/${path}`;
    this.asked.length = 0;
    const through = this.active && !past ? this.active : undefined;
    const { promise, resolve } = Promise.withResolvers<Document | undefined>();
    const answer = through
      ? await this.#tell(through, 'fetch', {
          request: { mode: 'navigate', method: 'GET', url },
          clientId: '',
          resultingClientId: id,
        })
      : this.online
        ? new Response(this.server.get(path) ?? 'nothing here')
        : undefined;
    this.#arriving.set(id, promise);
    this.#reserved.set(id, resolve);
    const text = (await answer?.text()) ?? '';
    const kept = Boolean(through) && !this.asked.includes(path);
    const document: Document = { id, type: 'window', url, text, kept, controlled: Boolean(through) };
    const arrive = () => {
      this.documents.push(document);
      this.#arriving.delete(id);
      resolve(document);
      return document;
    };
    return { document, arrive };
  }

  async open(path: string, how = {}): Promise<Document> {
    return (await this.navigate(path, how)).arrive();
  }

  close(document: Document) {
    this.documents.splice(this.documents.indexOf(document), 1);
  }

  /** The build whose words a document gets; undefined for none. */
  async words({ id, controlled }: Document): Promise<string | undefined> {
    const url = `${ORIGIN}/words.json`;
    const answer =
      controlled && this.active
        ? this.#tell(this.active, 'fetch', {
            request: { mode: 'cors', method: 'GET', url },
            clientId: id,
            resultingClientId: '',
          })
        : Promise.resolve(this.online ? new Response(this.server.get('words.json')) : undefined);
    return (await answer.then((each) => each?.text()).catch(() => undefined))?.split(' ')[0];
  }

  /** What a page at rest asks for. */
  async keep() {
    if (this.active && !this.waiting)
      await this.#tell(this.active, 'message', { data: { keep: '' }, ports: [] });
  }
}

/** A browser in which build a is kept. */
async function withA(): Promise<Browser> {
  const browser = new Browser();
  await browser.open('137/');
  await browser.install('a');
  await browser.keep();
  return browser;
}

async function update(browser: Browser, build: Build) {
  browser.server = filesOf(build);
  expect(await browser.install(build)).toBeDefined();
}

test('a page that was open goes on with its own build, and the next one has the newer', async () => {
  const browser = await withA();
  const open = await browser.open('137/');
  expect([open.text, open.kept]).toEqual(['a 137/', true]);
  await update(browser, 'b');
  expect(await browser.words(await browser.open(''))).toBe('a');
  await browser.takeOver();
  expect(await browser.words(open)).toBe('a');
  expect((await browser.open('')).text).toBe('b ');
  for (const each of [...browser.documents]) browser.close(each);
  expect(await browser.words(await browser.open(''))).toBe('b');
  await browser.keep();
  expect([...browser.caches.stored.keys()].filter((name) => !name.endsWith('pins'))).toHaveLength(1);
});

test('a build that was taken back before anybody had it is nobody’s', async () => {
  const browser = await withA();
  const open = await browser.open('137/');
  await update(browser, 'b');
  await update(browser, 'a');
  await browser.takeOver();
  expect(await browser.words(open)).toBe('a');
  browser.online = false;
  expect(await browser.words(open)).toBe('a');
});

test('a page that is on its way while a newer build takes over', async () => {
  const browser = await withA();
  const { document, arrive } = await browser.navigate('137/');
  await update(browser, 'b');
  const over = browser.takeOver();
  arrive();
  await over;
  expect(document.text).toBe('a 137/');
  expect(await browser.words(document)).toBe('a');
});

test('a worker that was ended while it took over does it again when it is asked', async () => {
  const browser = await withA();
  const open = await browser.open('137/');
  await update(browser, 'b');
  await browser.takeOver({ ended: true });
  const newer = await browser.open('137/');
  expect(newer.text).toBe('b 137/');
  expect(await browser.words(open)).toBe('a');
  await update(browser, 'c');
  await browser.takeOver();
  expect(await browser.words(open)).toBe('a');
  expect(await browser.words(newer)).toBe('b');
});

test('where nobody knows any more which build a page is of, the network answers it', async () => {
  const browser = await withA();
  const open = await browser.open('137/');
  await update(browser, 'b');
  await browser.caches.delete('offline / pins');
  await browser.takeOver();
  browser.server = filesOf('a');
  expect(await browser.words(open)).toBe('a');
});

test('a page that was loaded past the worker is the network’s, when it is claimed as well', async () => {
  const browser = await withA();
  await update(browser, 'b');
  browser.server = filesOf('c');
  const past = await browser.open('137/', { past: true });
  await browser.takeOver();
  expect(past.controlled).toBe(true);
  expect(await browser.words(past)).toBe('c');
});

test('what an older worker still does takes nothing from the newer', async () => {
  const browser = await withA();
  const older = browser.active;
  await update(browser, 'b');
  await browser.takeOver();
  const newer = browser.active;
  const open = await browser.open('137/');
  browser.active = older;
  await browser.keep();
  browser.active = newer;
  browser.end();
  browser.online = false;
  expect(await browser.words(open)).toBe('b');
  expect((await browser.open('137/')).text).toBe('b 137/');
});

test('without room for a note a page comes over the network all the same', async () => {
  const browser = await withA();
  browser.caches.full = true;
  expect((await browser.open('elsewhere')).text).toBe('a elsewhere');
  expect((await browser.open('137/')).text).toBe('a 137/');
});

test('a copy that was dropped while it was filled is not taken for one', async () => {
  const browser = await withA();
  browser.server = filesOf('b');
  const installed = browser.install('b');
  const dropped = async () => {
    for (;;) {
      const [name] = [...browser.caches.stored.keys()]
        .filter((each) => /^offline \/ (?!pins)/.test(each))
        .slice(1);
      if (name !== undefined && (browser.caches.stored.get(name)?.size ?? 0) > 2)
        return browser.caches.delete(name);
      await new Promise((later) => setImmediate(later));
    }
  };
  await dropped();
  expect(await installed).toBeUndefined();
  expect((await browser.open('137/')).text).toBe('a 137/');
});

test('after a reader has removed what was stored, the worker that is still there writes nothing', async () => {
  const browser = await withA();
  for (const name of [...browser.caches.stored.keys()]) await browser.caches.delete(name);
  await browser.open('137/');
  await browser.open('elsewhere');
  browser.end();
  await browser.open('elsewhere');
  expect([...browser.caches.stored.keys()].filter((name) => name.endsWith('pins'))).toEqual([]);
});

/** In each a reader has build a to begin with. `LIVES=400 SEED=7` lives longer and otherwise. */
const LIVES = Number(process.env['LIVES'] ?? 20);
const STEPS = 100;
const MOST_DOCUMENTS = 4;

test(`${LIVES} lives of ${STEPS} steps by chance: no page from the copy gets anything of another build`, async () => {
  test.setTimeout(60_000 + LIVES * 3000);
  const random = randomFrom(Number(process.env['SEED'] ?? 1));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let life = 0; life < LIVES; life++) {
    const browser = await withA();
    const history: string[] = [];
    let late: (Awaited<ReturnType<Browser['navigate']>> & { readonly kept: boolean })[] = [];
    const moves: Readonly<Record<string, () => Promise<unknown> | void>> = {
      open: () => browser.open(pick(PAGES), { past: random() < 0.1 }),
      'set out': async () => {
        const way = await browser.navigate(pick(PAGES));
        late.push({ ...way, kept: way.document.kept });
      },
      arrive: () => {
        for (const { arrive } of late) arrive();
        late = [];
      },
      close: () => {
        if (browser.documents.length > 0) browser.close(pick(browser.documents));
      },
      upload: () => {
        browser.server = filesOf(pick(BUILDS));
      },
      half: () => {
        const [one, other] = [filesOf(pick(BUILDS)), filesOf(pick(BUILDS))];
        browser.server = new Map(
          [...one].map(([path, text]) => [path, random() < 0.5 ? (other.get(path) ?? text) : text]),
        );
      },
      network: () => {
        browser.online = random() < 0.8;
      },
      update: async () => {
        const build = BUILDS.find((each) => browser.server.has(`list-${each}.json`)) ?? 'a';
        if (browser.online && (browser.waiting ?? browser.active)?.build !== build)
          await browser.install(build);
      },
      'take over': async () => {
        // Whoever is on its way arrives in the end, or the browser would wait for it.
        if (!browser.waiting) return;
        const over = browser.takeOver({ ended: random() < 0.2 });
        await moves['arrive']?.();
        await over;
      },
      end: () => browser.end(),
      keep: async () => {
        await moves['arrive']?.();
        await browser.keep();
      },
    };
    for (let step = 0; step < STEPS; step++) {
      const name = pick(Object.keys(moves));
      history.push(name);
      await moves[name]?.();
      if (browser.documents.length > MOST_DOCUMENTS) browser.close(pick(browser.documents));
      for (const document of browser.documents)
        if (document.kept) {
          const [build] = document.text.split(' ');
          expect(await browser.words(document), `life ${life}: ${history.join(', ')}`).toBe(build);
        }
    }
  }
});
