let waiting = 0;

/**
 * Says something to screen readers through the page's one live region; emptied first, so that repeats are spoken.
 * `afterMs` waits until a reader pauses. The last word counts: what still waits is dropped, so that it never talks over
 * the answer to what the reader did since.
 */
export function announce(text: () => string, afterMs = 0) {
  const region = document.querySelector('[data-announcer]');
  if (!region) return;
  clearTimeout(waiting);
  waiting = window.setTimeout(() => {
    region.textContent = '';
    requestAnimationFrame(() => {
      region.textContent = text();
    });
  }, afterMs);
}
