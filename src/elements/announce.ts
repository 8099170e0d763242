/** Says something to screen readers through the page's one live region. Emptied first, so that repeats are spoken. */
export function announce(text: string) {
  const region = document.querySelector('[data-announcer]');
  if (!region) return;
  region.textContent = '';
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}
