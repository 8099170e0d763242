import type { SearchBox } from './search-box.ts';

/**
 * `<site-search>` around the header's search form. Costs nothing until the field is used: the box with its results
 * is loaded then.
 */
export class SiteSearch extends HTMLElement {
  #box: Promise<SearchBox> | undefined;
  #typed = false;

  connectedCallback() {
    this.addEventListener('focusin', this);
    this.addEventListener('input', this);
    if (document.querySelector('[data-search-page]')) void this.#load();
  }

  disconnectedCallback() {
    this.removeEventListener('focusin', this);
    this.removeEventListener('input', this);
    void this.#box?.then((box) => box.disconnect());
    this.#box = undefined;
  }

  handleEvent(event: Event) {
    if (event.type === 'input') this.#typed = true;
    void this.#load();
  }

  #load() {
    this.#box ??= import('./search-box.ts').then(({ SearchBox }) => new SearchBox(this, this.#typed));
    return this.#box;
  }
}
