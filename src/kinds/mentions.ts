/** In which order a page cites its sources: they are numbered as a reader meets them. */

import { usualProof, type Proof } from '../lib/proof.ts';
import { numberedSources, type NumberedSource } from '../lib/sources.ts';
import type { Step } from '../schema/fields.ts';
import { partsOf } from '../schema/mdx.ts';
import type { Block, BlockType, Fork } from './blocks.ts';
import type { Page } from './kind.ts';

type Proofs<Type extends BlockType> = (
  block: Extract<Block, { type: Type }>,
  steps: readonly Step[],
) => readonly Proof[];

const nothing = () => [];

/** Everything that cites, in the order in which the component of the block shows it. */
const PROOFS: { readonly [Type in BlockType]: Proofs<Type> } = {
  sign: nothing,
  heading: nothing,
  stale: nothing,
  unwritten: nothing,
  contents: nothing,
  bits: nothing,
  reproduce: nothing,
  command: nothing,
  matrix: nothing,
  tally: nothing,
  sum: nothing,
  screen: nothing,
  sources: nothing,
  related: nothing,
  neighbours: nothing,
  folds: ({ parts }, steps) => parts.flatMap(({ block }) => proofsOf(block, steps)),
  first: ({ step }) => [step],
  road: ({ forks }) => forks.flatMap(proofsOfFork),
  steps: ({ steps }) => steps,
  lines: ({ lines }) => lines,
  facts: ({ rows }) => rows,
  claims: ({ claims }) => claims,
  table: ({ rows }) => {
    const usual = usualProof(rows);
    return usual ? [usual.proof, ...rows] : rows;
  },
  prose: ({ body }, steps) =>
    partsOf(body).flatMap((part): readonly Proof[] => {
      if (part.kind !== 'component') return [];
      if (part.name === 'Steps') return steps;
      return part.name === 'Cite' ? [{ cite: [part.attributes.get('id') ?? ''] }] : [];
    }),
};

const proofsOfFork = (fork: Fork): readonly Proof[] => [fork, ...(fork.road ?? []).flatMap(proofsOfFork)];

/** What a block cites, in the order of reading. `steps` are those of the page, which its prose may show. */
function proofsOf(block: Block, steps: readonly Step[]): readonly Proof[] {
  return (PROOFS[block.type] as Proofs<BlockType>)(block, steps);
}

/** The sources of a page of these blocks, numbered as they are first cited. */
export function sourcesOf(
  { sources, steps }: Pick<Page, 'sources' | 'steps'>,
  blocks: readonly Block[],
): Promise<readonly NumberedSource[]> {
  return numberedSources(
    sources,
    blocks.flatMap((block) => proofsOf(block, steps)),
  );
}
