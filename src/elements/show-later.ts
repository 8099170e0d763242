/**
 * Lays out, one section after another, what the first paint did without (base.css, `data-later`): each is a short task
 * of its own, and what reads the page as a whole - a print, a picture, a script - finds all of it.
 */
export function showLater() {
  const section = document.querySelector<HTMLElement>(
    '.page > :is(section, .pair):not([data-shown]), main > section:not([data-shown])',
  );
  if (section) {
    section.dataset.shown = '';
    requestAnimationFrame(() => setTimeout(showLater));
  } else {
    delete document.documentElement.dataset.later;
  }
}
