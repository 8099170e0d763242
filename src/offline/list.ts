/** What the build tells the service worker about itself. Written by src/integrations/offline.ts. */

export interface Build {
  /** Changes with any file that any language needs. */
  readonly id: string;
  /** By the prefix of a language's addresses (`` or `zh/`): its list, as a path below the base. */
  readonly lists: Readonly<Record<string, string>>;
}

/** Everything one language needs, as paths below the base; a page is its folder, `137/`. */
export interface OfflineList {
  /** With the hash of each file's bytes: the first 16 hexadecimal digits of its SHA-256. */
  readonly files: Readonly<Record<string, string>>;
  /** Addresses that only lead to a page: `SIGKILL/` to `137/`. */
  readonly aliases: Readonly<Record<string, string>>;
}
