import { announce } from './announce.ts';
import { fill } from './fill.ts';

/** How long typing rests before the count is said. */
const PAUSE_MS = 400;

/**
 * `<list-filter>` above lists: shows the rows that hold every word that was typed, and opens the groups that are folded
 * around them. Without it, all rows stand there, folded as the page has them.
 */
class ListFilter extends HTMLElement {
  /** Groups that it opened, to be closed again once the field is empty. */
  readonly #opened = new Set<HTMLDetailsElement>();

  connectedCallback() {
    this.hidden = false;
    this.addEventListener('input', this);
    this.handleEvent();
  }

  disconnectedCallback() {
    this.removeEventListener('input', this);
    for (const row of document.querySelectorAll<HTMLElement>(
      '[data-filtered], [data-filtered] :is(li, tbody tr)',
    ))
      row.hidden = false;
    this.hidden = true;
  }

  handleEvent() {
    const words = (this.querySelector('input')?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const group of document.querySelectorAll<HTMLElement>('[data-filtered]')) {
      let inside = 0;
      for (const row of group.querySelectorAll<HTMLElement>('li, tbody tr')) {
        const text = (row.textContent ?? '').toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) inside++;
      }
      group.hidden = inside === 0;
      const fold = group.querySelector('details');
      if (fold && !fold.open && words.length > 0 && inside > 0) {
        fold.open = true;
        this.#opened.add(fold);
      }
      found += inside;
    }
    if (words.length === 0) {
      for (const fold of this.#opened) fold.open = false;
      this.#opened.clear();
    }
    const count = this.querySelector('[data-count]');
    if (!count || words.length === 0) return count?.replaceChildren();
    count.textContent = found ? fill(this.dataset.found ?? '', { n: found }) : (this.dataset.none ?? '');
    announce(() => count.textContent ?? '', PAUSE_MS);
  }
}

customElements.define('list-filter', ListFilter);
