import { fill } from './fill.ts';
import type { Hit } from './search-engine.ts';
import { questionAddress, questionIn, recognised } from './question.ts';
import { itemsOf } from './search-list.ts';

/** The search page: the results are the page's own, and its address holds the query. */
export class SearchPage {
  readonly #page: HTMLElement;
  readonly #input: HTMLInputElement;
  /** The query the reader last chose by Enter or by an address: what Back returns to, whatever was typed since. */
  #entered = '';

  constructor(page: HTMLElement, input: HTMLInputElement) {
    this.#page = page;
    this.#input = input;
  }

  /** `summary` is empty while there is no question. */
  show(hits: readonly Hit[], headings: Readonly<Record<string, string>>, summary: string) {
    const status = this.#page.querySelector<HTMLElement>('[data-search-status]');
    if (status) {
      status.dataset.empty ??= status.textContent;
      status.textContent = summary || status.dataset.empty;
    }
    this.#page.querySelector('[data-search-results]')?.replaceChildren(...itemsOf(hits, headings, false));
  }

  submit() {
    const query = this.#input.value.trim();
    this.write(this.#entered, 'replaceState');
    this.write(query, 'pushState');
    this.#entered = query;
  }

  readAddress() {
    this.#input.value = questionIn(location);
    this.#entered = this.#input.value.trim();
    this.#title(this.#entered);
  }

  write(query: string, how: 'pushState' | 'replaceState') {
    const address = questionAddress(location.href, query);
    if (address.href !== location.href) history[how](null, '', address);
    this.#title(query);
  }

  #title(query: string) {
    this.#page.dataset.plainTitle ??= document.title;
    // Browsers keep titles with addresses: a reader's own words stand in neither.
    const known = query !== '' && recognised(query) === query;
    document.title = known ? fill(this.#page.dataset.title ?? '', { query }) : this.#page.dataset.plainTitle;
  }
}
