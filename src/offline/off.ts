/**
 * What `OFFLINE=off npm run build` serves in the worker's place: it removes every copy, then itself. Already while it is
 * installed: to become active it would have to wait for the old worker, which a browser may keep for as long as it likes.
 */

import { worker } from './build.ts';
import { forgetEverything } from './pins.ts';

worker.addEventListener('install', (event) => {
  void worker.skipWaiting();
  event.waitUntil(forgetEverything());
  // Not waited for: browsers unregister a worker once its installation is over.
  void worker.registration.unregister();
});
worker.addEventListener('activate', (event) =>
  event.waitUntil(forgetEverything().then(() => worker.registration.unregister())),
);
