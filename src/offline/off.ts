/** What `OFFLINE=off npm run build` serves in the worker's place: it removes every copy, then itself. */

import { worker } from './build.ts';
import { forgetEverything } from './pins.ts';

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) =>
  event.waitUntil(forgetEverything().then(() => worker.registration.unregister())),
);
