/** Exact answers from the core first, then full text from Pagefind. Knows nothing of the page around it. */

import { exactAnswers, type Answer } from '../core/answers.ts';

export interface Hit {
  readonly url: string;
  /** What stands on the plate: a number, or a sign for another kind of page. */
  readonly plate: string;
  readonly family: string;
  readonly name: string;
  readonly title: string;
}

export interface Hits {
  readonly hits: readonly Hit[];
  /** Exit statuses the query names that have no page. */
  readonly unanswered: readonly number[];
  /** False when the full-text index could not be reached: exact answers are all there is. */
  readonly complete: boolean;
}

/** What the site serves per language for its search. */
export interface SearchIndex {
  /** Sentences with {slots}. */
  readonly words: Readonly<Record<'one' | 'many' | 'none' | 'accepts' | 'unassigned', string>>;
  readonly pages: readonly Answer[];
}

interface Pagefind {
  options(options: Record<string, unknown>): Promise<void>;
  search(query: string): Promise<{ results: readonly { data(): Promise<{ url: string }> }[] }>;
}

const MOST = 12;

export class SearchEngine {
  readonly #indexUrl: string;
  readonly #pagefindUrl: string;
  #index: Promise<SearchIndex> | undefined;
  #pagefind: Promise<Pagefind> | undefined;

  constructor(indexUrl: string, pagefindUrl: string) {
    this.#indexUrl = indexUrl;
    this.#pagefindUrl = pagefindUrl;
  }

  /** The exact answers alone. Rejects while the index cannot be loaded; asking again tries again. */
  async exact(query: string): Promise<Hits> {
    const { pages } = await this.index();
    const { answers, unanswered } = exactAnswers(query, pages);
    return { hits: answers, unanswered, complete: false };
  }

  /** Exact answers, then full text, no page twice. A bare number is never left to full text, which matches loosely. */
  async all(query: string): Promise<Hits> {
    const exact = await this.exact(query);
    if (/^[\s\d.+-]*$/.test(query.normalize('NFKC'))) return { ...exact, complete: true };
    try {
      const [{ pages }, found] = [await this.index(), await this.#fullText(query)];
      const hits = new Map(exact.hits.map((hit) => [hit.url, hit]));
      for (const url of found) {
        const page = pages.find((candidate) => candidate.url === url);
        if (page && !hits.has(url)) hits.set(url, page);
      }
      return { ...exact, hits: [...hits.values()].slice(0, MOST), complete: true };
    } catch {
      return exact;
    }
  }

  async index(): Promise<SearchIndex> {
    this.#index ??= fetch(this.#indexUrl).then((response) => response.json() as Promise<SearchIndex>);
    try {
      return await this.#index;
    } catch (error) {
      this.#index = undefined;
      throw error;
    }
  }

  async #fullText(query: string): Promise<readonly string[]> {
    this.#pagefind ??= this.#loadPagefind();
    const pagefind = await this.#pagefind.catch((error: unknown) => {
      this.#pagefind = undefined;
      throw error;
    });
    const { results } = await pagefind.search(query);
    const data = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
    return data.map(({ url }) => new URL(url, location.href).pathname);
  }

  async #loadPagefind(): Promise<Pagefind> {
    const pagefind = (await import(/* @vite-ignore */ this.#pagefindUrl)) as Pagefind;
    // A name weighs more than a mention in the text.
    await pagefind.options({ metaWeights: { title: 8 } });
    return pagefind;
  }
}
