/**
 * What a reader who stays may want and nobody waits for: the copy for reading offline, the keyboard shortcuts. Loaded at
 * the first key, press or turn of the wheel, with the event that was the first, which no listener here has heard.
 */

import { keepForOffline } from './offline.ts';
import { onKey, showShortcuts } from './shortcuts.ts';

const IDLE_WITHIN_MS = 5000;

export function meet(first: Event) {
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', onClick);
  if (first instanceof KeyboardEvent) onKey(first);
  // The click of this press may have come before this file did.
  else onClick(first);
  // A copy of the whole language is 2 MB: after whatever the reader is doing has been drawn.
  if ('requestIdleCallback' in globalThis)
    requestIdleCallback(() => void keepForOffline(), { timeout: IDLE_WITHIN_MS });
  else void keepForOffline();
}

function onClick({ target }: Event) {
  if (target instanceof Element && target.closest('[data-shortcuts]')) void showShortcuts();
}
