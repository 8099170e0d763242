/**
 * What a reader who stays may want: buttons that answer, the keyboard shortcuts, the copy for reading offline. Loaded at the
 * first key, press or turn of the wheel. The events until then are given to it: its own listeners came too late for them.
 */

import { answer } from './answers.ts';
import { keepForOffline } from './offline.ts';
import { onKey, showShortcuts } from './shortcuts.ts';

const IDLE_WITHIN_MS = 5000;

export function meet(missed: readonly Event[]) {
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', onClick);
  for (const event of missed) {
    if (event instanceof KeyboardEvent) onKey(event);
    else if (event.type === 'click') {
      answer(event);
      onClick(event);
    }
  }
  const sign = document.querySelector<HTMLElement>('.sign');
  // Without the words of its switches the sign stays as it is.
  if (sign)
    void import('./sign-switches.ts').then(({ offerSwitches }) => offerSwitches(sign)).catch(() => undefined);
  // A copy is a megabyte and more: after whatever the reader is doing has been drawn.
  if ('requestIdleCallback' in globalThis)
    requestIdleCallback(() => void keepForOffline(), { timeout: IDLE_WITHIN_MS });
  else void keepForOffline();
}

function onClick({ target }: Event) {
  if (target instanceof Element && target.closest('[data-shortcuts]')) void showShortcuts();
}
