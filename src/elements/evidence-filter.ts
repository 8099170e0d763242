import { announce } from './announce.ts';
import { fill } from './fill.ts';

const PAUSE_MS = 400;

/**
 * `<evidence-filter>` around a form: shows the rows that hold every word that was typed and were run on the subject that
 * was chosen. The address holds the subject, so that the list can be shared; what a reader types stays in the field.
 */
export class EvidenceFilter extends HTMLElement {
  connectedCallback() {
    const { form } = this;
    if (!form) return;
    const asked = new URLSearchParams(location.search);
    for (const [name, value] of asked) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
    }
    this.addEventListener('input', this);
    this.addEventListener('submit', this);
    this.#filter();
  }

  disconnectedCallback() {
    for (const hidden of document.querySelectorAll<HTMLElement>('[data-group], [data-scenario]'))
      hidden.hidden = false;
  }

  handleEvent(event: Event) {
    if (event.type === 'submit') event.preventDefault();
    const subject = this.form?.elements.namedItem('subject');
    const chosen = subject instanceof HTMLSelectElement ? subject.value : '';
    history.replaceState(
      null,
      '',
      chosen ? `?${new URLSearchParams({ subject: chosen })}` : location.pathname,
    );
    this.#filter();
    announce(() => this.#count?.textContent ?? '', PAUSE_MS);
  }

  get form() {
    return this.querySelector('form');
  }

  get #count() {
    return this.querySelector('[data-count]');
  }

  #filter() {
    const given = new FormData(this.form ?? undefined);
    const field = (name: string) => {
      const value = given.get(name);
      return typeof value === 'string' ? value : '';
    };
    const words = field('q').toLowerCase().split(/\s+/);
    const subject = field('subject');
    const asked = subject !== '' || words.some((word) => word !== '');
    let found = 0;
    for (const group of document.querySelectorAll<HTMLElement>('[data-group]')) {
      let inside = 0;
      for (const row of group.querySelectorAll<HTMLElement>('[data-scenario]')) {
        const text = `${row.dataset.scenario} ${row.textContent}`.toLowerCase();
        const fits =
          words.every((word) => text.includes(word)) &&
          (subject === '' || (row.dataset.subjects ?? '').split(' ').includes(subject));
        row.hidden = !fits;
        if (fits) inside++;
      }
      group.hidden = inside === 0;
      // What was asked for is shown; what was not stays as the reader left it.
      if (group instanceof HTMLDetailsElement && asked) group.open = inside > 0;
      found += inside;
    }
    const count = this.#count;
    if (count)
      count.textContent = found ? fill(this.dataset.found ?? '', { n: found }) : (this.dataset.none ?? '');
  }
}

customElements.define('evidence-filter', EvidenceFilter);
