/**
 * The service worker: answers from a copy of one build, so that the site works without a network and a reader never
 * gets a page of one build with the script of another.
 *
 * - A cache holds one language of one build. It answers once its list is in it, which comes after its scripts.
 * - Pages are answered from the cache first. A newer build is installed beside it, all that the reader keeps or nothing,
 *   and takes over when a reader asks for it or when no page of the older one is open.
 * - A document that was open before belongs to its own build until it is closed: see pins.ts.
 * - Whatever fails here, the network answers as if there were no worker.
 */

import { answer } from './answer.ts';
import { ROOT, worker } from './build.ts';
import { keep, keepAsBefore, keptOf } from './fill.ts';
import type { Wish } from './list.ts';
import { takeOver } from './pins.ts';

worker.addEventListener('install', (event) => event.waitUntil(keepAsBefore()));
worker.addEventListener('activate', (event) => {
  const activated = async () => {
    // What is no longer needed goes with the next page: whoever waits for a document here would keep it waiting for this.
    await takeOver();
    // On a first visit: the page that is open now works offline as well.
    await worker.clients.claim();
  };
  event.waitUntil(activated());
});
worker.addEventListener('message', (event) => {
  const wish = event.data as Wish;
  const [port] = event.ports;
  if (wish.activate) void worker.skipWaiting();
  if (wish.keep !== undefined)
    event.waitUntil(keep(wish.keep, wish.extent ?? 'first', port && ((kept) => port.postMessage(kept))));
  if (wish.ask !== undefined)
    event.waitUntil(keptOf(wish.ask).then((kept) => port?.postMessage(kept && { ...kept, last: true })));
});
worker.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method === 'GET' && origin === location.origin && pathname.startsWith(ROOT))
    event.respondWith(answer(event).catch(() => fetch(event.request)));
});
