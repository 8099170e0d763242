/** The sources of a page, numbered in the order the author listed them. */

import { getEntry } from 'astro:content';
import type { Source } from '../schema/source.ts';

export interface NumberedSource extends Source {
  readonly id: string;
  /** 1-based; `#source-3` is where a citation leads. */
  readonly number: number;
}

/** The schema's check has seen to it that every id exists. */
export async function numberedSources(ids: readonly string[]): Promise<readonly NumberedSource[]> {
  return Promise.all(
    ids.map(async (id, index) => {
      const entry = await getEntry('sources', id);
      if (!entry) throw new Error(`content/sources.yaml has no \`${id}\``);
      return { ...entry.data, id, number: index + 1 };
    }),
  );
}
