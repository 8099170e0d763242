/** Exact answers from the core first, then full text from Pagefind. Knows nothing of the page around it. */

import { exactAnswers, type Answer } from '../core/search/answers.ts';
import { familyOf, type FamilyId } from '../core/tables/families.ts';

export interface Hit {
  readonly url: string;
  /** What stands on the plate: a number, or a sign for another kind of page. */
  readonly plate: string;
  readonly family: FamilyId;
  readonly name: string;
  readonly title: string;
}

export interface Hits {
  /** Best first, no page twice. */
  readonly hits: readonly Hit[];
  /** False when the full-text index could not be reached: exact answers are all there is. */
  readonly complete: boolean;
}

/** What the site serves per language for its search. */
export interface SearchIndex {
  /** Sentences with {slots}. */
  readonly words: Readonly<Record<'one' | 'many' | 'none' | 'accepts' | 'decode', string>>;
  /** The path of the language's home, with the base. */
  readonly home: string;
  /** By exit status, 0 to 255: name, title, then the words that mean it. */
  readonly codes: readonly (readonly [name: string, title: string, ...aliases: string[]])[];
  readonly others: readonly Answer[];
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
    const index = await this.index();
    const hits = exactAnswers(query, pagesOf(index)).map((page) => hitFor(page, index));
    // A number that is no exit status has no page, but the decoder reads it.
    if (hits.length === 0 && /\d/.test(query)) hits.push(decoding(query, index));
    return { hits, complete: false };
  }

  /** Exact answers, then full text. A bare number is never left to full text, which matches loosely. */
  async all(query: string): Promise<Hits> {
    const exact = await this.exact(query);
    if (looksEncoded(query)) return { ...exact, complete: true };
    try {
      const [index, found] = [await this.index(), await this.#fullText(query)];
      const hits = new Map(exact.hits.map((hit) => [hit.url, hit]));
      const pages = new Map(pagesOf(index).map((page) => [index.home + page.path, page]));
      for (const url of found) {
        const page = pages.get(url);
        if (page && !hits.has(url)) hits.set(url, hitFor(page, index));
      }
      return { hits: [...hits.values()].slice(0, MOST), complete: true };
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

/** A number in any spelling, and nothing else: full text would match its digits loosely. */
function looksEncoded(query: string): boolean {
  return /^[-+−]?(0x[0-9a-f]+|[\d.:]+)$/i.test(query.normalize('NFKC').trim());
}

function pagesOf({ codes, others }: SearchIndex): readonly Answer[] {
  const statuses = codes.map(([name, title, ...aliases], status) => ({
    status,
    name,
    title,
    aliases,
    path: `${status}/`,
  }));
  return [...statuses, ...others];
}

function hitFor({ status, name, title, path }: Answer, { home }: SearchIndex): Hit {
  const family = status === undefined ? 'unassigned' : familyOf(status).id;
  return { url: home + path, plate: status === undefined ? '§' : String(status), family, name, title };
}

function decoding(query: string, { home, words }: SearchIndex): Hit {
  const url = `${home}decode/?q=${encodeURIComponent(query.trim())}`;
  return { url, plate: '=', family: 'unassigned', name: query.trim(), title: words.decode };
}
