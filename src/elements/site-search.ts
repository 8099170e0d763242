import type { SearchBox } from './search-box.ts';

/**
 * `<site-search>` around the header's search form. Costs nothing until the field is used: the box with its results
 * is loaded then. With a script no browser sends the form: what was typed goes where the box leads to.
 */
export class SiteSearch extends HTMLElement {
  #box: Promise<SearchBox> | undefined;
  #typed = false;

  connectedCallback() {
    for (const sign of ['focusin', 'input', 'submit']) this.addEventListener(sign, this);
    if (document.querySelector('[data-search-page]')) void this.#load();
  }

  handleEvent(event: Event) {
    if (event.type === 'input') this.#typed = true;
    const box = this.#load();
    if (event.type !== 'submit') return;
    event.preventDefault();
    void box.then((box) => box.submit());
  }

  #load() {
    this.#box ??= import('./search-box.ts').then(({ SearchBox }) => new SearchBox(this, this.#typed));
    return this.#box;
  }
}
