import { announce } from './announce.ts';
import { fill } from './fill.ts';
import { SearchEngine, type Hits, type SearchIndex } from './search-engine.ts';
import { SearchField } from './search-field.ts';
import { SearchPage } from './search-page.ts';
import { addFamilyColours } from './family-colours.ts';
import resultsStyle from './search-results.css?inline';
import { addLateStyle } from './late-style.ts';

const TYPING_PAUSE_MS = 120;

/** Asks the engine what is typed, and shows the answers below the header's field or on the search page. */
export class SearchBox {
  readonly #engine: SearchEngine;
  readonly #input: HTMLInputElement;
  readonly #field: SearchField | undefined;
  readonly #page: SearchPage | undefined;
  #index: Pick<SearchIndex, 'words' | 'headings'> | undefined;
  #typing = 0;
  #asked = 0;

  /** `typed`: the reader was faster than the script, and what is in the field counts, not what the address says. */
  constructor(host: HTMLElement, typed: boolean) {
    const input = host.querySelector('input');
    if (!input) throw new Error('site-search has no input');
    addFamilyColours();
    addLateStyle(resultsStyle);
    this.#input = input;
    this.#engine = new SearchEngine(host.dataset.index ?? '', host.dataset.pagefind ?? '');
    const page = document.querySelector<HTMLElement>('[data-search-page]');
    if (page) this.#page = new SearchPage(page, input);
    else this.#field = new SearchField(host, input, () => void this.#search());
    this.#listen();
    if (this.#page && !typed) this.#readAddress();
    else if (typed || document.activeElement === input) void this.#search();
  }

  /** Enter. */
  submit() {
    this.#page?.submit();
    if (this.#page) void this.#search();
    else this.#field?.submit();
  }

  #listen() {
    this.#input.addEventListener('input', () => {
      clearTimeout(this.#typing);
      this.#typing = window.setTimeout(() => void this.#search(), TYPING_PAUSE_MS);
    });
    this.#input.addEventListener('keydown', (event) => this.#field?.key(event, () => this.#asked++));
    if (this.#page) addEventListener('popstate', () => this.#readAddress());
  }

  #readAddress() {
    this.#page?.readAddress();
    void this.#search();
  }

  /** Exact answers at once, full text when it comes; an answer to an older question is dropped. */
  async #search() {
    const query = this.#input.value.trim();
    const asked = ++this.#asked;
    this.#page?.write(query, 'replaceState');
    if (query === '') {
      this.#field?.close();
      this.#page?.show([], {}, '');
      return;
    }
    try {
      this.#index ??= await this.#engine.index();
      const exact = await this.#engine.exact(query);
      if (asked !== this.#asked) return;
      if (exact.hits.length > 0) this.#show(query, exact, false);
      const all = await this.#engine.all(query);
      if (asked === this.#asked) this.#show(query, all, true);
    } catch {
      if (asked === this.#asked) this.#show(query, { hits: [], complete: false }, true);
    }
  }

  #show(query: string, found: Hits, final: boolean) {
    const { hits, complete } = found;
    const headings = this.#index?.headings ?? {};
    this.#page?.show(hits, headings, this.#summary(query, found));
    this.#field?.show(
      hits,
      headings,
      final && (hits.length === 0 || !complete) ? this.#explain(query, found) : '',
    );
    if (final) announce(() => this.#summary(query, found));
  }

  #summary(query: string, found: Hits): string {
    const [first] = found.hits;
    if (!first || !this.#index) return this.#explain(query, found);
    const { one, many } = this.#index.words;
    const name = first.name === first.plate ? first.title : first.name;
    const values = {
      query,
      n: String(found.hits.length),
      first: `${first.plate} ${name}`.replace(/[.。]$/, ''),
    };
    return fill(found.hits.length === 1 ? one : many, values);
  }

  /** Never a dead end: what was looked for, and what is accepted. */
  #explain(query: string, { hits, complete }: Hits): string {
    const failed = document.body.dataset.broken ?? '';
    if (!this.#index) return failed;
    const { none, accepts } = this.#index.words;
    const parts = hits.length === 0 ? [fill(none, { query }), accepts] : [];
    if (!complete) parts.push(failed);
    return parts.join(' ');
  }
}
