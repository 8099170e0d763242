/**
 * Which document belongs to which build: one that was open before a newer build came goes on with its own. The record of it is
 * one entry, written as a whole: the build that readers have now, and the documents that are of another one or were answered
 * by this worker. Only the worker of the build that is named in it may change it, so that an older one that is still at work
 * takes nothing away.
 */

import { build, OURS, ourCaches, parse, PINNED, PINS, worker } from './build.ts';
import { forgetLists } from './lists.ts';

/** The build of a document that came over the network. No cache has this name. */
export const NETWORK = 'network';

interface Pinned {
  /** That took over last. */
  readonly build: string;
  /** By the id of a document or worker: its build. */
  readonly pins: readonly (readonly [string, string])[];
}

let known: Promise<Map<string, string>> | undefined;

/** By the id of a document or worker: its build; this worker's where there is none. Browsers end idle workers. */
export function pins(): Promise<Map<string, string>> {
  known ??= onDisk().then((stored) =>
    // It was ended while it took over.
    stored && stored.build !== build.id ? takeOver() : new Map(stored?.pins),
  );
  return known.catch(() => {
    // Storage may answer the next time.
    known = undefined;
    return new Map<string, string>();
  });
}

async function onDisk(): Promise<Pinned | undefined> {
  // Asked for by name: opening it would make it, also where a reader has removed what was stored.
  const stored = await caches.match(PINNED, { cacheName: PINS });
  const read: unknown = await stored?.json().catch(() => undefined);
  const { build: of, pins: all } = (read ?? {}) as Partial<Pinned>;
  return typeof of === 'string' && Array.isArray(all) ? { build: of, pins: all } : undefined;
}

async function save(all: ReadonlyMap<string, string>) {
  const cache = await caches.open(PINS);
  // As it is now: whoever writes last writes all.
  await cache.put(PINNED, Response.json({ build: build.id, pins: [...all] } satisfies Pinned));
}

/**
 * This build is the one that readers have from now on. What is open and controlled came from the one before, which may be
 * this very build: one that came between and was taken back before anybody had it leaves a second worker of the same.
 */
export async function takeOver(): Promise<Map<string, string>> {
  // What the older build stored while this one waited is needed by its documents.
  forgetLists();
  const stored = await onDisk();
  const all = new Map(stored?.pins);
  const controlled = await worker.clients.matchAll({ type: 'all' });
  // Where nothing says which build it was, the network has at least no older one.
  const before = stored?.build ?? NETWORK;
  if (before !== build.id) for (const { id } of controlled) all.set(id, all.get(id) ?? before);
  // A page that was loaded past the worker (a forced reload). On a first visit that is the page which brought this worker.
  if (stored || controlled.length > 0) {
    const ours = new Set(controlled.map(({ id }) => id));
    for (const { id } of await worker.clients.matchAll({ type: 'all', includeUncontrolled: true }))
      if (!ours.has(id)) all.set(id, all.get(id) ?? NETWORK);
  }
  known = Promise.resolve(all);
  // A record that cannot be renewed would name the wrong build.
  await save(all).catch(() => caches.delete(PINS));
  return all;
}

/** Never fails: where there is no room for it, it holds as long as this worker runs. */
export async function pinTo(id: string, to: string) {
  const all = await pins();
  all.set(id, to);
  const written = async () => {
    // Nothing is written for a reader who removed what was stored, nor over what a newer worker wrote.
    if ((await onDisk())?.build === build.id) await save(all);
  };
  await written().catch(() => undefined);
}

/** The reader wishes a copy: there is a record again where it was removed. */
export async function noteBuild() {
  if (!(await onDisk())) await save(await pins());
}

/**
 * Drops which of these documents are closed, then the caches of builds that no document needs. Not to be waited for by an
 * answer: one that is on its way is waited for until it is there.
 */
export async function forgetTheGone(ids: readonly string[]) {
  if ((await onDisk())?.build !== build.id) return;
  const all = await pins();
  const gone: string[] = [];
  for (const id of ids) if (!(await worker.clients.get(id))) gone.push(id);
  if ((await onDisk())?.build !== build.id) return;
  for (const id of gone) all.delete(id);
  if (gone.length > 0) await save(all);
  for (const name of await ourCaches()) {
    if ([build.id, ...all.values()].includes(parse(name).build)) continue;
    // A newer build may be filling its cache right now.
    if (worker.registration.installing || worker.registration.waiting) return;
    await caches.delete(name);
    forgetLists();
  }
}

/** Of every build, this one too. */
export async function forgetEverything() {
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  forgetLists();
  known = undefined;
}
