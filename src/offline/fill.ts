/** Stores the files of a language: the shell, then what is read most, then everything where a reader wished so. */

import { build, EXTENT, LIST, nameOf, ourCaches, ROOT, worker } from './build.ts';
import { copy, hashOf, store, take } from './entry.ts';
import { extentOf, forgetLists, isList, listIn, lists } from './lists.ts';
import type { Extent, Kept, OfflineList } from './list.ts';
import { forgetTheGone, noteBuild, pins } from './pins.ts';

const AT_ONCE = 4;
/** A server that takes longer for one file is none: what is stored serves the next attempt. */
const PATIENCE_MS = 60_000;

/**
 * A page of this language is open and idle. The copy answers as soon as its shell is there, and grows. Not being able to
 * keep it is no failure: the next page asks again.
 */
export async function keep(prefix: string, wished: Extent, tell?: (kept: Kept) => void) {
  if (!Object.hasOwn(build.lists, prefix)) return;
  const name = nameOf(prefix);
  try {
    await noteBuild();
    await forgetTheGone([...(await pins()).keys()]);
    const done = await listIn(name).then((list) => list && extentOf(name));
    if (done !== 'all' && done !== wished) {
      const list = (await listIn(name)) ?? (await listOf(prefix));
      const told = tell && (() => void keptOf(prefix).then((kept) => kept && tell(kept)));
      await fill(name, list, [...(await openPages(list)), ...list.shell]);
      await usable(name, list);
      told?.();
      await fill(name, list, list.first, told);
      if (wished === 'all') await fill(name, list, Object.keys(list.files), told);
      await (await caches.open(name)).put(EXTENT, new Response(wished));
    }
  } catch {
    // No network, no room, or another build on the server.
  }
  const kept = tell && (await keptOf(prefix));
  if (kept) tell({ ...kept, last: true });
}

/**
 * What the reader keeps, in this build: all of it or the installation fails and the older build stays. The list is
 * stored last, so a cache that is half full answers nothing.
 */
export async function keepAsBefore() {
  for (const older of await lists()) {
    if (older.build === build.id || !Object.hasOwn(build.lists, older.prefix)) continue;
    const name = nameOf(older.prefix);
    const list = await listOf(older.prefix);
    const extent = await extentOf(older.name);
    const before = await filesOf(await caches.open(older.name));
    const wanted = extent === 'all' ? Object.keys(list.files) : [...list.shell, ...list.first, ...before];
    await fill(name, list, wanted);
    await (await caches.open(name)).put(EXTENT, new Response(extent ?? 'first'));
    await usable(name, list);
  }
}

/** What is kept of a language now; undefined where its list is not to be had. */
export async function keptOf(prefix: string): Promise<Kept | undefined> {
  const name = nameOf(prefix);
  const list = (await listIn(name)) ?? (await listOf(prefix).catch(() => undefined));
  if (!list) return undefined;
  const stored = (await caches.has(name)) ? await filesOf(await caches.open(name)) : [];
  return { stored: stored.length, of: Object.keys(list.files).length, bytes: list.bytes };
}

async function listOf(prefix: string): Promise<OfflineList> {
  const answered = await fetch(ROOT + (build.lists[prefix] ?? ''), {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const list: unknown = answered.ok && (await answered.json());
  if (!isList(list)) throw new Error('This build is no longer served');
  return list;
}

/** The list comes last, and only where the shell is: another worker may have dropped the cache meanwhile. */
async function usable(name: string, list: OfflineList) {
  const cache = await caches.open(name);
  const stored = new Set(await filesOf(cache));
  if (!list.shell.every((path) => stored.has(path))) throw new Error('Part of the shell is gone');
  if (!(await cache.match(LIST))) await cache.put(LIST, Response.json(list));
  forgetLists();
}

/** What is stored of the site's files; addresses with a question are the worker's own. */
async function filesOf(cache: Cache): Promise<readonly string[]> {
  return (await cache.keys())
    .map(({ url }) => new URL(url))
    .filter(({ search }) => !search)
    .map(({ pathname }) => decodeURIComponent(pathname.slice(ROOT.length)));
}

/** The pages that are open now are what their reader wants to have later. */
async function openPages(list: OfflineList): Promise<readonly string[]> {
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return open
    .map(({ url }) => new URL(url).pathname.slice(ROOT.length))
    .filter((path) => Object.hasOwn(list.files, path));
}

/** Stores these files: what another cache has with the same bytes is copied, the rest is asked for, politely. */
async function fill(name: string, list: OfflineList, paths: readonly string[], told?: () => void) {
  const cache = await caches.open(name);
  const others = await Promise.all(
    (await ourCaches()).filter((each) => each !== name).map((each) => caches.open(each)),
  );
  const queue = [...new Set(paths)].filter((path) => Object.hasOwn(list.files, path));
  const work = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const hash = list.files[path] ?? '';
      if ((await cache.match(ROOT + path))?.headers.get('x-hash') === hash) continue;
      if (!(await copied(others, cache, path, hash))) await download(cache, path, hash);
      if (queue.length % 16 === 0) told?.();
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    // One file that is not to be had ends it for all; what is stored already serves the next attempt.
    queue.length = 0;
  }
}

async function copied(others: readonly Cache[], to: Cache, path: string, hash: string): Promise<boolean> {
  for (const other of others) if (await copy(other, to, path, hash)) return true;
  return false;
}

/**
 * Names in _astro never change their content, so the browser's own copy will do; it may be damaged, or the memory of an
 * hour when the file was missing, and is then gone round. Anything else may lie there from before.
 */
async function download(cache: Cache, path: string, hash: string) {
  for (const mode of path.startsWith('_astro/')
    ? (['default', 'reload'] as const)
    : (['no-cache'] as const)) {
    const answered = await fetch(ROOT + path, { cache: mode, signal: AbortSignal.timeout(PATIENCE_MS) });
    const bytes = await answered.arrayBuffer();
    // While a new build is being uploaded, a server hands out files of both.
    if ((await hashOf(bytes)) === hash) return store(cache, path, hash, bytes, answered.headers);
  }
  throw new OtherBuild(path);
}

/** The server has other bytes for a file than this build, or none: no network failed. */
export class OtherBuild extends Error {}

/** The file, from the copy or from the network; undefined where the network has another build's or none. */
export async function fetched(name: string, path: string, hash: string): Promise<Response | undefined> {
  const cache = await caches.open(name);
  await cache.delete(ROOT + path);
  await download(cache, path, hash);
  return take(cache, path, hash);
}
