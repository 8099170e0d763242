/** Which caches there are, and what each of them is meant to hold. */

import { EXTENT, LIST, ourCaches, parse } from './build.ts';
import type { Extent, OfflineList } from './list.ts';

export interface KeptList extends OfflineList {
  /** Of its cache. */
  readonly name: string;
  readonly build: string;
  readonly prefix: string;
}

let known: Promise<readonly KeptList[]> | undefined;

/** The lists of every cache that can answer, oldest first. A cache whose list cannot be read is dropped. */
export async function lists(): Promise<readonly KeptList[]> {
  known ??= read();
  try {
    return await known;
  } catch (error) {
    // Storage may answer the next time.
    known = undefined;
    throw error;
  }
}

/** To be called after any change of what there is. */
export function forgetLists() {
  known = undefined;
}

async function read(): Promise<readonly KeptList[]> {
  const found: KeptList[] = [];
  for (const name of await ourCaches()) {
    const list = await listIn(name);
    if (list) found.push({ ...list, ...parse(name), name });
  }
  return found;
}

/** The list in a cache; undefined where there is none yet. One that is damaged takes its cache with it. */
export async function listIn(name: string): Promise<OfflineList | undefined> {
  if (!(await caches.has(name))) return undefined;
  const stored = await (await caches.open(name)).match(LIST);
  if (!stored) return undefined;
  const list = await stored.json().catch(() => undefined);
  if (isList(list)) return list;
  await caches.delete(name);
  return undefined;
}

/** How much of its language a cache is complete for; undefined while it is not. */
export async function extentOf(name: string): Promise<Extent | undefined> {
  const stored = await (await caches.open(name)).match(EXTENT);
  const text = await stored?.text();
  return text === 'first' || text === 'all' ? text : undefined;
}

export function isList(value: unknown): value is OfflineList {
  const { files, aliases, shell, first } = (value ?? {}) as Partial<OfflineList>;
  return [files, aliases].every((each) => typeof each === 'object') && [shell, first].every(Array.isArray);
}
