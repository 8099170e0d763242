import type { SearchBox } from './search-box.ts';

/**
 * `<site-search>` around the header's search form. Costs nothing until the field is used: the box with its results
 * is loaded then. Ctrl+K or Cmd+K leads to the field from anywhere.
 */
export class SiteSearch extends HTMLElement {
  #box: Promise<SearchBox> | undefined;
  #typed = false;
  readonly #shortcut = (event: KeyboardEvent) => {
    if (
      event.key.toLowerCase() !== 'k' ||
      !(event.ctrlKey || event.metaKey) ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    this.#input?.select();
  };

  get #input() {
    return this.querySelector('input');
  }

  connectedCallback() {
    this.addEventListener('focusin', this);
    this.addEventListener('input', this);
    document.addEventListener('keydown', this.#shortcut);
    if (document.querySelector('[data-search-page]')) void this.#load();
  }

  disconnectedCallback() {
    this.removeEventListener('focusin', this);
    this.removeEventListener('input', this);
    document.removeEventListener('keydown', this.#shortcut);
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
