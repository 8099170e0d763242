/** Which document belongs to which build: one that was open before a newer build came goes on with its own. */

import { build, OURS, ourCaches, parse, PINNED, PINS, worker } from './build.ts';
import { forgetLists, lists } from './lists.ts';

/** The build of a document that came over the network. No cache has this name. */
export const NETWORK = 'network';

let pinned: Promise<Map<string, string>> | undefined;

/** By the id of a document or worker: its build, where that is not this worker's. Kept on disk: browsers end idle workers. */
export function pins(): Promise<Map<string, string>> {
  pinned ??= (async () => {
    // Asked for by name: opening it would make it, also where a reader has removed what was stored.
    const stored = await caches.match(PINNED, { cacheName: PINS });
    return new Map((await stored?.json()) as [string, string][] | undefined);
  })().catch(() => new Map<string, string>());
  return pinned;
}

async function savePins() {
  // A reader who removed what was stored is left with nothing.
  if ((await pins()).size === 0) return void (await caches.delete(PINS));
  await (await caches.open(PINS)).put(PINNED, Response.json([...(await pins())]));
}

export async function pinTo(id: string, to: string) {
  await forgetTheGone();
  (await pins()).set(id, to);
  await savePins();
}

/** Documents that are open when this build takes over came from an older one, or from the network (a forced reload). */
export async function pinTheOpen() {
  // The one that took over last: what was installed after it and only waited had no documents.
  const older = (await lists())
    .filter((list) => list.build !== build.id)
    .toSorted((one, other) => one.since - other.since)
    .at(-1)?.build;
  if (!older) return;
  const all = await pins();
  for (const { id } of await worker.clients.matchAll({ type: 'all' })) all.set(id, all.get(id) ?? older);
  for (const { id } of await worker.clients.matchAll({ type: 'all', includeUncontrolled: true }))
    all.set(id, all.get(id) ?? NETWORK);
}

/** Drops closed documents, then the caches of builds that no document needs. */
export async function forgetTheGone() {
  const all = await pins();
  for (const id of all.keys()) if (!(await worker.clients.get(id))) all.delete(id);
  await savePins();
  // A newer build may be filling its cache right now.
  if (worker.registration.installing || worker.registration.waiting) return;
  const needed = new Set([build.id, ...all.values()]);
  for (const name of await ourCaches()) {
    if (needed.has(parse(name).build)) continue;
    await caches.delete(name);
    forgetLists();
  }
}

/** Of every build, this one too. */
export async function forgetEverything() {
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  forgetLists();
  pinned = undefined;
}
