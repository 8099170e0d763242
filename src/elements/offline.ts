/** Keeps the language of this page for reading without a network, and says when a newer version is there. */

import type { Wish } from '../offline/list.ts';
import { announce } from './announce.ts';
import { addPopupStyle } from './popup-style.ts';
import { home, words } from './words.ts';

const BASE = import.meta.env.BASE_URL.replace(/\/?$/, '/');
const SCRIPT = `${BASE}sw.js`;
const watched = new WeakSet<ServiceWorkerRegistration>();

/** Asks once per page; a browser that cannot or will not goes on as it is. */
export async function keepForOffline(): Promise<void> {
  const { serviceWorker: workers } = navigator;
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  // Where its reader decides what is kept, the press of a button is no wish for more.
  if (document.querySelector('offline-copy')) return;
  // With Save-Data on, keep an existing copy up to date but never start one.
  if (connection?.saveData && !workers?.controller) return;
  try {
    const worker = await startWorker();
    if (!connection?.saveData) worker.postMessage({ keep: home().slice(BASE.length) } satisfies Wish);
  } catch {
    // Refused by the browser, or by a host that serves no such file: the site works, with a network.
  }
}

/** The worker, once it runs; watched for a newer one. Rejects where there can be none. */
export async function startWorker(): Promise<ServiceWorker> {
  const { serviceWorker: workers } = navigator;
  // Plain http has none, and without these streams the copy would be three times as large.
  if (!import.meta.env.PROD || !workers || !('DecompressionStream' in globalThis))
    throw new Error('This browser keeps no copy');
  // A worker that is there already is not asked for anew by registering it.
  const registration = await workers.register(SCRIPT).catch(gone);
  if (registration.active)
    await registration
      .update()
      .catch(gone)
      .catch(() => {});
  watch(registration);
  // One that is on its way brings what it wants kept by itself; or it comes to remove everything.
  if (registration.active && (registration.installing || registration.waiting))
    throw new Error('A newer worker is on its way');
  const { active } = await workers.ready;
  if (!active) throw new Error('The worker ended');
  return active;
}

/** When the site no longer has a worker: the old one would answer with an old site for ever. */
async function gone(error: unknown): Promise<never> {
  const { status } = await fetch(SCRIPT, { method: 'HEAD', cache: 'no-store' });
  if (status === 404 || status === 410) await removeCopies();
  throw error;
}

/** Every copy of this site that the browser keeps, and the worker that answers from them. */
export async function removeCopies(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(BASE);
  await registration?.unregister();
  // As src/offline/build.ts names them; other sites may live at the same origin.
  for (const name of await caches.keys()) if (name.startsWith(`offline ${BASE} `)) await caches.delete(name);
}

function watch(registration: ServiceWorkerRegistration) {
  if (watched.has(registration)) return;
  watched.add(registration);
  const { serviceWorker: workers } = navigator;
  const tell = () => {
    // Without a controller this page came from the network, so it is the newest there is.
    if (registration.waiting && workers.controller) void showNotice(registration);
  };
  tell();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', tell),
  );
}

/** The newer version is complete and waits. It takes over on this button, or when no page of the older one is open. */
async function showNotice(registration: ServiceWorkerRegistration) {
  const say = await words().catch(() => undefined);
  if (!say || document.querySelector('[data-newer]')) return;
  addPopupStyle();
  const text = Object.assign(document.createElement('p'), { textContent: say['offline.newer'] ?? '' });
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button primary',
    textContent: say['offline.reload'] ?? '',
  });
  button.addEventListener('click', () => {
    // Another page's button may have been first: then only this page is old.
    if (!registration.waiting) return location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
    registration.waiting.postMessage({ activate: true });
  });
  const notice = Object.assign(document.createElement('aside'), { className: 'card row newer' });
  notice.dataset.newer = '';
  notice.ariaLabel = text.textContent;
  notice.append(text, button);
  document.body.append(notice);
  announce(() => text.textContent);
}
