/** Which build this worker belongs to, and the names of what it stores. */

import type { Build } from './list.ts';

/** The build puts it there: the worker's own address has no hash, so its text must change with any file. */
declare const BUILD: Build;
declare const self: ServiceWorkerGlobalScope;

export const build: Build = BUILD;
export const worker = self;

export const ROOT = new URL(self.registration.scope).pathname;
/** Other sites may live at the same origin, as on GitHub Pages, and caches belong to the origin. */
export const OURS = `offline ${ROOT} `;
export const PINS = `${OURS}pins`;
/** Addresses that no file has. */
export const LIST = `${ROOT}?list`;
export const EXTENT = `${ROOT}?extent`;
export const PINNED = `${ROOT}?pinned`;

/** The cache of a language in this build. */
export function nameOf(prefix: string): string {
  return `${OURS}${build.id} ${prefix}`;
}

export function parse(name: string): { readonly build: string; readonly prefix: string } {
  const [id = '', prefix = ''] = name.slice(OURS.length).split(' ');
  return { build: id, prefix };
}

export async function ourCaches(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== PINS);
}
