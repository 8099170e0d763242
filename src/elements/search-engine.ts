/** Exact answers from the core first, then full text from Pagefind. Knows nothing of the page around it. */

import { familyOf, type FamilyId } from '../core/tables/families.ts';
import {
  answersAlone,
  exactAnswers,
  isNumeric,
  readsBeyond,
  searchTable,
  type Answer,
  type SearchTable,
} from '../core/search/answers.ts';
import { recognised } from './question.ts';
import { unpack, unpackAll, type PackedKind, type PackedRest, type SearchRow } from '../core/search/row.ts';

export interface Hit {
  readonly url: string;
  /** Which kind of page, as the index calls it; empty for the decoder. */
  readonly kind: string;
  /** What stands on the plate: a number, a name, or `=` for the decoder. */
  readonly plate: string;
  readonly family: FamilyId;
  readonly name: string;
  readonly title: string;
  /** Found in its text: the words around what was asked for, which stands at every other place, from the second. */
  readonly why?: readonly string[];
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
  /** The address of the decoder. */
  readonly decode: string;
  /** What stands above the hits of a kind. */
  readonly headings: Readonly<Record<string, string>>;
  /** The pages of exit statuses, and where the rows of all others are. */
  readonly kinds: readonly PackedKind[];
  readonly rest: string;
}

interface Pagefind {
  options(options: Record<string, unknown>): Promise<void>;
  search(
    query: string,
  ): Promise<{ results: readonly { data(): Promise<{ url: string; excerpt: string }> }[] }>;
}

const MOST = 12;

export class SearchEngine {
  readonly #indexUrl: string;
  readonly #pagefindUrl: string;
  #index: Promise<SearchIndex> | undefined;
  #first: SearchTable | undefined;
  #whole: Promise<SearchTable> | undefined;
  #pagefind: Promise<Pagefind> | undefined;

  constructor(indexUrl: string, pagefindUrl: string) {
    this.#indexUrl = indexUrl;
    this.#pagefindUrl = pagefindUrl;
  }

  /**
   * The exact answers alone: from the first rows where these are enough. Rejects while those cannot be loaded; asking again
   * tries again.
   */
  async exact(query: string): Promise<Hits> {
    const index = await this.index();
    const first = (this.#first ??= searchTable(unpack(index.kinds)));
    if (answersAlone(query, first)) {
      const hits = exactAnswers(query, first).map((answer) => hitFor(answer, index));
      if (hits.length > 0) return { hits, complete: false };
    }
    return { hits: exactHits(query, await this.#table(index).catch(() => first), index), complete: false };
  }

  /** Exact answers, then full text. A bare number is never left to full text, which matches loosely. */
  async all(query: string): Promise<Hits> {
    const exact = await this.exact(query);
    try {
      const index = await this.index();
      const table = await this.#table(index);
      const own = exactHits(query, table, index);
      if (isNumeric(query)) return { hits: own, complete: true };
      const found = await this.#fullText(query);
      const hits = new Map(own.map((hit) => [hit.url, hit]));
      const pages = new Map(table.rows.map((row) => [index.home + row.path, row]));
      for (const { url, excerpt } of found) {
        const row = pages.get(url);
        if (row && !hits.has(url)) hits.set(url, { ...hitFor({ row }, index), why: partsOf(excerpt) });
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

  /** All rows. */
  async #table({ kinds, rest }: SearchIndex): Promise<SearchTable> {
    this.#whole ??= fetch(rest)
      .then((response) => response.json() as Promise<PackedRest>)
      .then((others) => searchTable(unpackAll(kinds, others)));
    try {
      return await this.#whole;
    } catch (error) {
      this.#whole = undefined;
      throw error;
    }
  }

  async #fullText(query: string): Promise<readonly { readonly url: string; readonly excerpt: string }[]> {
    this.#pagefind ??= this.#loadPagefind();
    const pagefind = await this.#pagefind.catch((error: unknown) => {
      this.#pagefind = undefined;
      throw error;
    });
    const { results } = await pagefind.search(query);
    const data = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
    return data
      .filter(({ excerpt }) => isAbout(query, excerpt))
      .map(({ url, excerpt }) => ({ url: new URL(url, location.href).pathname, excerpt }));
  }

  async #loadPagefind(): Promise<Pagefind> {
    const url = this.#pagefindUrl;
    const pagefind = (await import(/* @vite-ignore */ url)) as Pagefind;
    // A name weighs more than a mention in the text.
    await pagefind.options({ metaWeights: { title: 8 } });
    return pagefind;
  }
}

function exactHits(query: string, table: SearchTable, index: SearchIndex): readonly Hit[] {
  const hits = exactAnswers(query, table).map((answer) => hitFor(answer, index));
  // A number that no page is about has readings all the same.
  if (readsBeyond(query, table)) return [decoding(query, index), ...hits];
  return hits.length === 0 && isNumeric(query) ? [decoding(query, index)] : hits;
}

/**
 * An excerpt as Pagefind writes it, HTML with `<mark>` around what was found, as text: between marks and in them by turns.
 * The stop that Pagefind sets after what is a line of its own is the one of the language, and none begins the excerpt.
 */
export function partsOf(excerpt: string): readonly string[] {
  return excerpt
    .replace(/^[\u200b\s]*[.。][\u200b\s]*/, '')
    .replace(/(\p{Script=Han}(?:<\/mark>)?)[\u200b\s]*\.(?:[\u200b\s]+|$)/gu, '$1。')
    .split(/<\/?mark>/)
    .map((part) =>
      part
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    );
}

function hitFor({ row, code, range }: Answer, { home }: SearchIndex): Hit {
  const { kind, plate, name, title, path } = row;
  const url = home + path + (code === undefined ? '' : `#${range ?? code}`);
  const shown = code === undefined ? name : `${name} ${code}`;
  return { url, kind, plate, family: familyOfRow(row), name: shown, title };
}

/** The colour of the plate: of the number's family where the page is about an exit status. */
function familyOfRow({ target, plate }: SearchRow): FamilyId {
  return target === 'status' ? familyOf(Number(plate)).id : 'unassigned';
}

function decoding(query: string, { decode, words }: SearchIndex): Hit {
  const known = recognised(query.trim());
  const url = decode + (known && `?q=${encodeURIComponent(known)}`);
  return { url, kind: '', plate: '=', family: 'unassigned', name: query.trim(), title: words.decode };
}

/**
 * Whether what Pagefind marked in an excerpt is what was asked for. To a word that no page has it gives pages whose words
 * begin with the same letter: those are no answers. An excerpt without a mark proves nothing and stays.
 */
export function isAbout(query: string, excerpt: string): boolean {
  const marked = [...excerpt.matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, word = '']) => word.toLowerCase());
  const asked = query.toLowerCase().match(/\p{Script=Han}|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
  // The stem of a word: the index has `kill` for `killed`.
  const stems = asked.map((word) => word.slice(0, Math.max(3, Math.ceil(word.length * 0.6))));
  return marked.length === 0 || marked.some((word) => stems.some((stem) => word.includes(stem)));
}
