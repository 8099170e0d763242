/** Keeps the language of this page for reading without a network, and says when a newer version is there. */

import { announce } from './announce.ts';
import { dress } from './dress.ts';
import { home, words } from './words.ts';

const BASE = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/** Asks once per page; a browser that cannot or will not goes on as it is. */
export async function keepForOffline(): Promise<void> {
  const { serviceWorker: workers } = navigator;
  // Plain http has none, and without these streams the copy would be three times as large.
  if (!import.meta.env.PROD || !workers || !('DecompressionStream' in globalThis)) return;
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  // Who saves data keeps what was kept before, and is told of a newer version.
  if (connection?.saveData && !workers.controller) return;
  try {
    const registration = await workers.register(`${BASE}sw.js`);
    watch(registration);
    if (connection?.saveData) return;
    const { active } = await workers.ready;
    active?.postMessage({ keep: home().slice(BASE.length) });
  } catch {
    // Refused by the browser, or by a host that serves no such file: the site works, with a network.
  }
}

function watch(registration: ServiceWorkerRegistration) {
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
  dress();
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
