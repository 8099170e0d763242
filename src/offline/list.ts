/** What the build tells the service worker about itself. Written by src/integrations/offline.ts. */

export interface Build {
  /** Changes with any file that any language needs. */
  readonly id: string;
  /** By the prefix of a language's addresses (`` or `zh/`): its list, as a path below the base. */
  readonly lists: Readonly<Record<string, string>>;
}

/** Everything of one language, as paths below the base; a page is its folder, `137/`. */
export interface OfflineList {
  /** With the hash of each file's bytes: the first 16 hexadecimal digits of its SHA-256. */
  readonly files: Readonly<Record<string, string>>;
  /** Addresses that only lead to a page: `SIGKILL/` to `137/`. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Scripts, search and the pages that every page leads to: without them no page is answered from the copy. */
  readonly shell: readonly string[];
  /** What is kept beside the shell without being asked for: the written pages that the home page leads to. */
  readonly first: readonly string[];
  /** What each page takes on disk together, in bytes: of shell and first, and of everything. */
  readonly bytes: { readonly first: number; readonly all: number };
}

/** How much of a language a reader keeps: the first tier by reading, everything by a button. */
export type Extent = 'first' | 'all';

/** What a page sends to the worker. */
export interface Wish {
  /** The prefix of the language to keep; `extent` is `first` where none is given. */
  readonly keep?: string;
  readonly extent?: Extent;
  /** The prefix of a language: what is kept of it goes to the port that came along. */
  readonly ask?: string;
  /** A newer build that waits takes over now. */
  readonly activate?: true;
}

/** What is kept of a language, as the worker tells a page. */
export interface Kept {
  readonly stored: number;
  readonly of: number;
  readonly bytes: OfflineList['bytes'];
  /** No more will be told of this wish. */
  readonly last?: true;
}
