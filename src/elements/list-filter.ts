import { announce } from './announce.ts';
import { fill } from './fill.ts';

/** How long typing rests before the count is said. */
const PAUSE_MS = 400;

/** `<list-filter>` above lists: shows the rows that hold every word that was typed. Without it, all of them stand there. */
class ListFilter extends HTMLElement {
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
      found += inside;
    }
    const count = this.querySelector('[data-count]');
    if (!count || words.length === 0) return count?.replaceChildren();
    count.textContent = found ? fill(this.dataset.found ?? '', { n: found }) : (this.dataset.none ?? '');
    announce(() => count.textContent ?? '', PAUSE_MS);
  }
}

customElements.define('list-filter', ListFilter);
