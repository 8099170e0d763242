/**
 * What a reader who stays may want: buttons that answer, the keyboard shortcuts, the copy for reading offline. Loaded at the
 * first key, press or turn of the wheel. The events until then are given to it: its own listeners came too late for them.
 */

import { onKey, showShortcuts } from './shortcuts.ts';

/** A first answer is drawn by then, on a slow connection too; what is below would only share the line with it. */
const AT_REST_AFTER_MS = 2000;
const IDLE_WITHIN_MS = 5000;

export function meet(missed: readonly Event[]) {
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', onClick);
  for (const event of missed) {
    if (event instanceof KeyboardEvent) onKey(event);
    else if (event.type === 'click') onClick(event);
  }
  // Who asks the search first waits for its answer alone.
  if (document.activeElement?.closest('[role=search]')) whenAtRest(offer);
  else offer();
  // A copy is a megabyte and more: after whatever the reader is doing has been drawn. Nobody asked for it, so it may fail.
  whenAtRest(
    () => void import('./offline.ts').then(({ keepForOffline }) => keepForOffline()).catch(() => undefined),
  );
}

function offer() {
  void import('./answers.ts');
  const sign = document.querySelector<HTMLElement>('.sign');
  // Without the words of its switches the sign stays as it is.
  if (sign)
    void import('./sign-switches.ts').then(({ offerSwitches }) => offerSwitches(sign)).catch(() => undefined);
}

function whenAtRest(work: () => void) {
  setTimeout(() => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: IDLE_WITHIN_MS });
    else work();
  }, AT_REST_AFTER_MS);
}

function onClick(event: Event) {
  void import('./answers.ts').then(({ answer }) => answer(event));
  if (event.target instanceof Element && event.target.closest('[data-shortcuts]')) void showShortcuts();
}
