/** What is said with what it can be checked against. */

import type { Source } from '../schema/source.ts';

export interface Proof {
  readonly cite?: readonly string[] | undefined;
  readonly observation?: readonly string[] | undefined;
}

/** Rows that cite the same, from which on it is said once, above the table: a column of equal marks hides the others. */
const SAME = 4;

/** Two proofs with the same key cite the same. */
export const proofKey = ({ cite = [], observation = [] }: Proof): string => [...cite, ...observation].join();

/** What most rows of a table cite, where enough of them do and each row cites something; `all` where they are all rows. */
export function usualProof(
  rows: readonly Proof[],
): { readonly proof: Proof; readonly key: string; readonly all: boolean } | undefined {
  const byKey = Map.groupBy(rows, proofKey);
  const [usual] = [...byKey].toSorted(([, a], [, b]) => b.length - a.length);
  const proof = usual?.[1][0];
  // A row that cites nothing would seem to cite what is said above.
  if (byKey.has('') || !usual || !proof || usual[1].length < SAME) return undefined;
  return { proof, key: usual[0], all: byKey.size === 1 };
}

/** The sources in the order in which these proofs first show them; those that none shows after them. */
export function byMention<Row extends Pick<Source, 'kind'> & { readonly id: string }>(
  rows: readonly Row[],
  proofs: readonly Proof[],
): readonly Row[] {
  const shown = proofs.flatMap(
    (proof) => proof.cite?.flatMap((id) => rows.filter((row) => row.id === id && isShown(row, proof))) ?? [],
  );
  return [...new Set([...shown, ...rows])];
}

/** The record itself says more than the row of the list that says there are records. */
export const isShown = ({ kind }: Pick<Source, 'kind'>, { observation = [] }: Proof): boolean =>
  !(kind === 'lab' && observation.length > 0);
