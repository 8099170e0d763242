import { announce } from './announce.ts';
import { fill } from './fill.ts';
import { SearchEngine, type Hit, type Hits, type SearchIndex } from './search-engine.ts';
import resultsStyle from './search-results.css?inline';

const TYPING_PAUSE_MS = 120;

/**
 * The search field with its list of results, as a combobox: arrows move, Enter opens, Escape closes. On the search
 * page the results are the page's own, and the address holds the query.
 */
export class SearchBox {
  readonly #host: HTMLElement;
  readonly #engine: SearchEngine;
  readonly #input: HTMLInputElement;
  readonly #list = document.createElement('ul');
  readonly #popup = document.createElement('div');
  readonly #note = document.createElement('p');
  readonly #page = document.querySelector<HTMLElement>('[data-search-page]');
  readonly #listening = new AbortController();
  #words: SearchIndex['words'] | undefined;
  #typing = 0;
  #asked = 0;
  #active = -1;
  /** The query the reader last chose by Enter or by an address: what Back returns to, whatever was typed since. */
  #entered = '';

  /** `typed`: the reader was faster than the script, and what is in the field counts, not what the address says. */
  constructor(host: HTMLElement, typed: boolean) {
    const input = host.querySelector('input');
    if (!input) throw new Error('site-search has no input');
    this.#host = host;
    showResultsStyle();
    this.#input = input;
    this.#engine = new SearchEngine(host.dataset.index ?? '', host.dataset.pagefind ?? '');
    this.#build();
    this.#listen();
    if (this.#page && !typed) this.#readAddress();
    else if (typed || document.activeElement === input) void this.#search();
  }

  disconnect() {
    this.#listening.abort();
    this.#popup.remove();
    clearTimeout(this.#typing);
  }

  #build() {
    this.#list.id = 'search-results';
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', this.#input.getAttribute('aria-label') ?? '');
    this.#popup.className = 'results';
    // A list that scrolls would be a stop of the Tab key; arrows move in it, and Tab leaves.
    this.#popup.tabIndex = -1;
    this.#popup.hidden = true;
    this.#popup.append(this.#list, this.#note);
    this.#host.append(this.#popup);
    if (this.#page) return;
    this.#input.setAttribute('role', 'combobox');
    this.#input.setAttribute('aria-autocomplete', 'list');
    this.#input.setAttribute('aria-controls', this.#list.id);
    this.#input.setAttribute('aria-expanded', 'false');
  }

  #listen() {
    const { signal } = this.#listening;
    this.#input.addEventListener(
      'input',
      () => {
        clearTimeout(this.#typing);
        this.#typing = window.setTimeout(() => void this.#search(), TYPING_PAUSE_MS);
      },
      { signal },
    );
    this.#input.addEventListener('keydown', (event) => this.#key(event), { signal });
    this.#input.form?.addEventListener('submit', (event) => this.#submit(event), { signal });
    if (this.#page) {
      addEventListener('popstate', () => this.#readAddress(), { signal });
    } else {
      this.#input.addEventListener('focus', () => void this.#search(), { signal });
      this.#host.addEventListener(
        'focusout',
        ({ relatedTarget }) => {
          if (!this.#host.contains(relatedTarget as Node | null)) this.#close();
        },
        { signal },
      );
      // Pressing a result must not take the focus from the field first: the list would close under the pointer.
      this.#popup.addEventListener('mousedown', (event) => event.preventDefault(), { signal });
    }
  }

  /** Exact answers at once, full text when it comes; an answer to an older question is dropped. */
  async #search() {
    const query = this.#input.value.trim();
    const asked = ++this.#asked;
    if (this.#page) this.#writeAddress(query, 'replace');
    if (query === '') {
      this.#show(query, undefined);
      return;
    }
    try {
      this.#words ??= (await this.#engine.index()).words;
      const exact = await this.#engine.exact(query);
      if (asked !== this.#asked) return;
      if (exact.hits.length > 0) this.#show(query, exact);
      const all = await this.#engine.all(query);
      if (asked === this.#asked) this.#show(query, all, true);
    } catch {
      if (asked === this.#asked) this.#show(query, { hits: [], complete: false }, true);
    }
  }

  #show(query: string, hits: Hits | undefined, final = false) {
    if (this.#page) this.#showOnPage(query, hits, final);
    else this.#showBelow(query, hits, final);
    if (hits && final) announce(() => this.#summary(query, hits));
  }

  #showBelow(query: string, hits: Hits | undefined, final: boolean) {
    if (!hits || document.activeElement !== this.#input) {
      this.#close();
      return;
    }
    this.#list.replaceChildren(...hits.hits.map((hit, index) => this.#option(hit, index)));
    this.#list.hidden = hits.hits.length === 0;
    this.#note.textContent =
      final && (hits.hits.length === 0 || !hits.complete) ? this.#explain(query, hits) : '';
    this.#note.hidden = this.#note.textContent === '';
    this.#popup.hidden = false;
    this.#input.setAttribute('aria-expanded', String(!this.#list.hidden));
    this.#activate(hits.hits.length > 0 ? 0 : -1);
  }

  #showOnPage(query: string, hits: Hits | undefined, final: boolean) {
    const list = this.#page?.querySelector('[data-search-results]');
    const status = this.#page?.querySelector<HTMLElement>('[data-search-status]');
    if (!list || !status) return;
    status.dataset.empty ??= status.textContent;
    list.replaceChildren(...(hits?.hits ?? []).map((hit) => this.#item(hit)));
    if (!hits) status.textContent = status.dataset.empty;
    else if (final || hits.hits.length > 0) status.textContent = this.#summary(query, hits);
  }

  #summary(query: string, hits: Hits): string {
    const [first] = hits.hits;
    if (!first || !this.#words) return this.#explain(query, hits);
    const values = { query, n: String(hits.hits.length), first: `${first.plate} ${first.name}` };
    return fill(hits.hits.length === 1 ? this.#words.one : this.#words.many, values);
  }

  /** Never a dead end: what was looked for, and what is accepted. */
  #explain(query: string, hits: Hits): string {
    const { failed = '' } = this.#host.dataset;
    if (!this.#words) return failed;
    const { none, accepts } = this.#words;
    const parts = hits.hits.length === 0 ? [fill(none, { query }), accepts] : [];
    if (!hits.complete) parts.push(failed);
    return parts.join(' ');
  }

  #item(hit: Hit): HTMLLIElement {
    const item = document.createElement('li');
    item.dataset.searchResult = '';
    const link = document.createElement('a');
    link.href = hit.url;
    link.className = `f-${hit.family}`;
    const plate = Object.assign(document.createElement('span'), {
      className: 'plate',
      textContent: hit.plate,
    });
    const text = document.createElement('span');
    text.append(
      Object.assign(document.createElement('b'), { textContent: hit.name }),
      ' ',
      Object.assign(document.createElement('small'), { textContent: hit.title }),
    );
    link.append(plate, ' ', text);
    item.append(link);
    return item;
  }

  #option(hit: Hit, index: number): HTMLLIElement {
    const item = this.#item(hit);
    item.setAttribute('role', 'presentation');
    const link = item.querySelector('a');
    link?.setAttribute('role', 'option');
    link?.setAttribute('tabindex', '-1');
    link?.setAttribute('id', `search-result-${index}`);
    return item;
  }

  get #options(): readonly HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll('a')];
  }

  #activate(index: number) {
    this.#active = index;
    for (const [position, option] of this.#options.entries()) {
      option.setAttribute('aria-selected', String(position === index));
    }
    const active = this.#options[index];
    if (active) this.#input.setAttribute('aria-activedescendant', active.id);
    else this.#input.removeAttribute('aria-activedescendant');
    active?.scrollIntoView({ block: 'nearest' });
  }

  #key(event: KeyboardEvent) {
    if (event.isComposing || this.#page) return;
    const last = this.#options.length - 1;
    if (event.key === 'Escape') {
      if (this.#popup.hidden) this.#input.value = '';
      // An answer that is still on its way must not open the list again.
      this.#asked++;
      this.#close();
    } else if (event.key === 'ArrowDown' && last >= 0) {
      this.#activate(this.#active >= last ? 0 : this.#active + 1);
    } else if (event.key === 'ArrowUp' && last >= 0) {
      this.#activate(this.#active <= 0 ? last : this.#active - 1);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Enter opens the marked result. Typed faster than the list came, the exact answer is looked up first. */
  #submit(event: SubmitEvent) {
    event.preventDefault();
    if (this.#page) {
      const query = this.#input.value.trim();
      this.#writeAddress(this.#entered, 'replace');
      this.#writeAddress(query, 'push');
      this.#entered = query;
      void this.#search();
      return;
    }
    const active = this.#popup.hidden ? undefined : this.#options[this.#active];
    if (active) active.click();
    else this.#input.form?.submit();
  }

  #close() {
    this.#popup.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
  }

  #readAddress() {
    this.#input.value = new URLSearchParams(location.search).get('q') ?? '';
    this.#entered = this.#input.value.trim();
    this.#title(this.#entered);
    void this.#search();
  }

  #writeAddress(query: string, how: 'push' | 'replace') {
    const address = new URL(location.href);
    if (query) address.searchParams.set('q', query);
    else address.searchParams.delete('q');
    if (address.href !== location.href) {
      if (how === 'push') history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    }
    this.#title(query);
  }

  #title(query: string) {
    const page = this.#page;
    if (!page) return;
    page.dataset.plainTitle ??= document.title;
    document.title = query ? fill(page.dataset.title ?? '', { query }) : page.dataset.plainTitle;
  }
}

let styled = false;

/** The style of the results waits with this script: pages on which nobody searches need not carry it. */
function showResultsStyle() {
  if (styled) return;
  styled = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(resultsStyle);
  document.adoptedStyleSheets.push(sheet);
}
