/** The sources of a page, ids of `content/sources` or rows of its own, numbered in the order in which it cites them. */

import { getCollection } from 'astro:content';
import type { Source } from '../schema/source.ts';
import { byMention, type Proof } from './proof.ts';

export interface NumberedSource extends Source {
  readonly id: string;
  /** 1-based; `#source-3` is where a citation leads. */
  readonly number: number;
}

let table: Promise<ReadonlyMap<string, Source>> | undefined;

/** Every row of every file of `content/sources`, by id. */
function sourceTable(): Promise<ReadonlyMap<string, Source>> {
  // Content does not change while the site is built; in development it may.
  if (!table || !import.meta.env.PROD) table = collect();
  return table;
}

async function collect(): Promise<ReadonlyMap<string, Source>> {
  return new Map((await getCollection('sources')).flatMap(({ data }) => Object.entries(data)));
}

/**
 * Numbers sources as a reader meets them. What no claim shows comes last, in the order in which the file lists it.
 * The content check has seen to it that every id exists.
 */
export async function numberedSources(
  sources: readonly (string | (Source & { readonly id: string }))[],
  proofs: readonly Proof[],
): Promise<readonly NumberedSource[]> {
  const known = await sourceTable();
  const rows = sources.map((given) => {
    if (typeof given !== 'string') return given;
    const source = known.get(given);
    if (!source) throw new Error(`content/sources has no \`${given}\``);
    return { ...source, id: given };
  });
  return byMention(rows, proofs).map((row, index) => ({ ...row, number: index + 1 }));
}
