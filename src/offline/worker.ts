/**
 * The service worker: answers from a copy of one build, so that the site works without a network and a reader never
 * gets a page of one build with the script of another.
 *
 * - A cache holds one language of one build. It counts only once its list is in it, which is stored last.
 * - Pages are answered from the cache first. A newer build is installed beside it, all of it or nothing, and takes over
 *   when a reader asks for it or when no page of the older one is open.
 * - A document that was open before belongs to its own build until it is closed: see `pins`.
 * - Files are stored compressed, and the pages' style once: browsers store what they have unpacked, which would be 8 MB
 *   a language.
 *
 * The build strips the types and puts `const BUILD = …` in front; there is nothing to import at run time.
 */

import type { Build, OfflineList } from './list.ts';

declare const BUILD: Build;
declare const self: ServiceWorkerGlobalScope;

const AT_ONCE = 4;
const ROOT = new URL(self.registration.scope).pathname;
/** Other sites may live at the same origin, as on GitHub Pages, and caches belong to the origin. */
const OURS = `offline ${ROOT} `;
const PINS = `${OURS}pins`;
/** Addresses that no file has. */
const LIST = `${ROOT}?list`;
const PINNED = `${ROOT}?pinned`;
/** The style bundle of a page, and what is left of it in a stored page. */
const STYLE = /<style>((?:(?!<\/style>)[^]){1000,})<\/style>/;
const EMPTY_STYLE = '<style></style>';
const KEPT_HEADERS = [
  'content-type',
  'content-security-policy',
  'referrer-policy',
  'x-content-type-options',
  'permissions-policy',
  'cross-origin-opener-policy',
];

self.addEventListener('install', (event) => event.waitUntil(installed()));
self.addEventListener('activate', (event) => event.waitUntil(activated()));
self.addEventListener('message', (event) => {
  const wish = event.data as { readonly keep?: string; readonly activate?: true };
  if (wish.activate) void self.skipWaiting();
  if (wish.keep !== undefined) event.waitUntil(kept(wish.keep));
});
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method === 'GET' && origin === location.origin && pathname.startsWith(ROOT))
    event.respondWith(answer(event));
});

/** The languages that the reader has, in this build: all of them or the installation fails and the older build stays. */
async function installed() {
  const prefixes = new Set((await lists()).map(({ prefix }) => prefix));
  for (const prefix of prefixes) if (prefix in BUILD.lists) await fill(prefix);
}

async function activated() {
  // Documents that are open now came from an older build and must go on with it; those that no worker served (a forced
  // reload) came from the network.
  const older = (await lists()).filter(({ build }) => build !== BUILD.id).at(-1)?.build;
  if (older) {
    const all = await pins();
    for (const { id } of await self.clients.matchAll({ type: 'all' })) all.set(id, all.get(id) ?? older);
    for (const { id } of await self.clients.matchAll({ type: 'all', includeUncontrolled: true }))
      all.set(id, all.get(id) ?? NETWORK);
  }
  await forgetTheGone();
  // On a first visit: the page that is open now works offline as well.
  await self.clients.claim();
}

/** A page of this language is open and idle. Not being able to keep it is no failure: the next page asks again. */
async function kept(prefix: string) {
  await forgetTheGone();
  if (!Object.hasOwn(BUILD.lists, prefix) || (await listIn(nameOf(prefix)))) return;
  await fill(prefix).catch(() => {});
}

/* ---- Filling -------------------------------------------------------------------------------------------------- */

function nameOf(prefix: string): string {
  return `${OURS}${BUILD.id} ${prefix}`;
}

function parse(name: string): { readonly build: string; readonly prefix: string } {
  const [build = '', prefix = ''] = name.slice(OURS.length).split(' ');
  return { build, prefix };
}

/** Stores a language: what another cache has with the same bytes is copied, the rest is asked for, politely. */
async function fill(prefix: string) {
  const answered = await fetch(ROOT + (BUILD.lists[prefix] ?? ''));
  if (!answered.ok) throw new Error('This build is no longer served');
  const list = (await answered.json()) as OfflineList;
  const cache = await caches.open(nameOf(prefix));
  const others = await Promise.all(
    (await caches.keys()).filter((name) => name.startsWith(OURS)).map((name) => caches.open(name)),
  );
  const queue = Object.entries(list.files);
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await store(cache, others, ...next);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    // One file that is not to be had ends it for all; what is stored already serves the next attempt.
    queue.length = 0;
  }
  await cache.put(LIST, Response.json(list));
  known = undefined;
  if (!(await listIn(nameOf(prefix)))) throw new Error('Another worker has dropped the cache meanwhile');
}

async function store(cache: Cache, others: readonly Cache[], path: string, hash: string) {
  const address = ROOT + path;
  for (const other of [cache, ...others]) {
    const found = await other.match(address);
    if (found?.headers.get('x-hash') !== hash) continue;
    if (other === cache) return;
    const style = found.headers.get('x-style');
    const shared = style && (await other.match(`${ROOT}?style-${style}`));
    if (shared) await cache.put(`${ROOT}?style-${style}`, shared);
    else if (style) continue;
    return cache.put(address, found);
  }
  // Names in _astro never change their content; anything else may lie in the browser's own cache from before.
  const answered = await fetch(address, { cache: path.startsWith('_astro/') ? 'default' : 'no-cache' });
  const bytes = await answered.arrayBuffer();
  // While a new build is being uploaded, a server hands out files of both.
  if ((await hashOf(bytes)) !== hash) throw new Error(`${path} is not of this build`);
  const headers = new Headers({ 'x-hash': hash });
  for (const name of KEPT_HEADERS) {
    const value = answered.headers.get(name);
    if (value) headers.set(name, value);
  }
  await cache.put(address, await packed(await withoutStyle(cache, bytes, headers), headers));
}

/** As one piece: a stream that is cut off would be stored as far as it came. */
async function packed(content: BlobPart, headers?: Headers): Promise<Response> {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(await new Response(stream).blob(), headers && { headers });
}

function unpacked(stored: Response): Response {
  const bytes = stored.body?.pipeThrough(
    new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array<ArrayBuffer>>,
  );
  return new Response(bytes, { headers: stored.headers });
}

/** Pages carry the same style, a third of what they weigh: it is stored once, and put back when a page is asked for. */
async function withoutStyle(cache: Cache, bytes: ArrayBuffer, headers: Headers): Promise<BlobPart> {
  if (!headers.get('content-type')?.startsWith('text/html')) return bytes;
  const html = new TextDecoder().decode(bytes);
  const style = STYLE.exec(html)?.[1];
  if (style === undefined) return bytes;
  const hash = await hashOf(new TextEncoder().encode(style).buffer);
  const address = `${ROOT}?style-${hash}`;
  if (!(await cache.match(address))) await cache.put(address, await packed(style));
  headers.set('x-style', hash);
  return html.replace(style, () => '');
}

async function withStyle(cache: Cache, stored: Response): Promise<BodyInit | null> {
  const hash = stored.headers.get('x-style');
  if (!hash) return unpacked(stored).body;
  const style = await cache.match(`${ROOT}?style-${hash}`);
  if (!style) throw new Error('A style is missing from the cache');
  const [html, css] = await Promise.all([unpacked(stored).text(), unpacked(style).text()]);
  return html.replace(EMPTY_STYLE, () => `<style>${css}</style>`);
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/* ---- Answering ------------------------------------------------------------------------------------------------ */

interface KeptList extends OfflineList {
  readonly name: string;
  readonly build: string;
  readonly prefix: string;
}

let known: Promise<readonly KeptList[]> | undefined;

/** The lists of every complete cache of every build, oldest first. */
function lists(): Promise<readonly KeptList[]> {
  known ??= (async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
    const found = await Promise.all(
      names.map(async (name) => ({ name, ...parse(name), list: await listIn(name) })),
    );
    return found.flatMap(({ list, ...rest }) => (list ? [{ ...list, ...rest }] : []));
  })();
  return known;
}

async function listIn(name: string): Promise<OfflineList | undefined> {
  if (!(await caches.has(name))) return undefined;
  const found = await (await caches.open(name)).match(LIST);
  return found && ((await found.json()) as OfflineList);
}

async function answer(event: FetchEvent): Promise<Response> {
  const { request, clientId, resultingClientId } = event;
  const navigation = request.mode === 'navigate';
  const pin = navigation ? undefined : (await pins()).get(clientId);
  // A worker that a document starts belongs to the document's build.
  if (pin !== undefined && resultingClientId) await pinTo(resultingClientId, pin);
  const ours = (await lists()).filter(({ build }) => build === (pin ?? BUILD.id));

  const url = new URL(request.url);
  const path = decoded(url.pathname.slice(ROOT.length));
  for (const list of ours) {
    // `/137.html` is the same page; it is not stored twice.
    const page = path.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, '/');
    const file = [path, page].find((candidate) => Object.hasOwn(list.files, candidate));
    if (file !== undefined) return fromCache(list.name, file);
    const folder = `${path}/`;
    const alias = [path, page, folder].find((candidate) => Object.hasOwn(list.aliases, candidate));
    const target = alias === undefined ? folder : list.aliases[alias];
    if (target !== undefined && Object.hasOwn(list.files, target))
      return Response.redirect(ROOT + target + url.search, 302);
  }

  try {
    const answered = await fetch(request);
    // A page from the network may be of a build that is not here: what it asks for must not come from here either.
    if (navigation && ours.length > 0 && resultingClientId) await pinTo(resultingClientId, NETWORK);
    return answered;
  } catch (error) {
    const prefixes = Object.keys(BUILD.lists).filter((prefix) => path.startsWith(prefix));
    const language = prefixes.reduce((longest, prefix) =>
      prefix.length > longest.length ? prefix : longest,
    );
    const list = ours.find(({ prefix }) => prefix === language);
    // All pages of this language are here, so this is none; of another language nothing is known.
    if (navigation && list) return fromCache(list.name, '404.html', 404);
    throw error;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function fromCache(name: string, path: string, status = 200): Promise<Response> {
  const cache = await caches.open(name);
  const stored = await cache.match(ROOT + path);
  // A browser short of space drops whole origins; a single entry is missing only if someone took it out by hand.
  if (!stored) return fetch(ROOT + path);
  return new Response(await withStyle(cache, stored), { status, headers: stored.headers });
}

/* ---- Which document belongs to which build --------------------------------------------------------------------- */

/** The build of a document that came over the network. No cache has this name. */
const NETWORK = 'network';

let pinned: Promise<Map<string, string>> | undefined;

/** By the id of a document or worker: its build, where that is not this worker's. Kept on disk: browsers end idle workers. */
function pins(): Promise<Map<string, string>> {
  pinned ??= (async () => {
    const stored = await (await caches.open(PINS)).match(PINNED);
    return new Map(stored ? ((await stored.json()) as [string, string][]) : []);
  })();
  return pinned;
}

async function savePins() {
  await (await caches.open(PINS)).put(PINNED, Response.json([...(await pins())]));
}

async function pinTo(id: string, build: string) {
  await forgetTheGone();
  (await pins()).set(id, build);
  await savePins();
}

/** Drops closed documents, then the caches of builds that no document needs. */
async function forgetTheGone() {
  const all = await pins();
  for (const id of all.keys()) if (!(await self.clients.get(id))) all.delete(id);
  await savePins();
  // A newer build may be filling its cache right now.
  if (self.registration.installing || self.registration.waiting) return;
  const needed = new Set([BUILD.id, ...all.values()]);
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== PINS && !needed.has(parse(name).build)) {
      await caches.delete(name);
      known = undefined;
    }
  }
}
