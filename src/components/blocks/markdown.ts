/** The Markdown of every block, by its type. */

import type { Block, BlockType } from '../../kinds/blocks.ts';
import { lineMarkdown, paragraphs, type MarkdownContext } from '../../lib/markdown.ts';
import { bitsMarkdown } from './bits.md.ts';
import { claimsMarkdown } from './claims.md.ts';
import { commandBlockMarkdown } from './command.md.ts';
import { factsMarkdown } from './facts.md.ts';
import { firstMarkdown } from './first.md.ts';
import { linesMarkdown } from './lines.md.ts';
import { proseMarkdown } from './prose.md.ts';
import { relatedMarkdown } from './related.md.ts';
import { reproduceMarkdown } from './reproduce.md.ts';
import { roadMarkdown } from './road.md.ts';
import { screenMarkdown } from './screen.md.ts';
import { sourcesMarkdown } from './sources.md.ts';
import { stepsMarkdown } from './steps.md.ts';
import { sumMarkdown } from './sum.md.ts';
import { matrixMarkdown } from './matrix.md.ts';
import { tallyMarkdown } from './tally.md.ts';
import { tableBlockMarkdown } from './table.md.ts';

type Rendering<Type extends BlockType> = (
  block: Extract<Block, { type: Type }>,
  context: MarkdownContext,
) => string;

/** What a screen alone needs: the title, the summary and the address stand over every page already. */
const nothing = () => '';

const MARKDOWN: { readonly [Type in BlockType]: Rendering<Type> } = {
  sign: nothing,
  heading: nothing,
  contents: nothing,
  stale: nothing,
  neighbours: nothing,
  unwritten: ({ text }, context) => lineMarkdown(text, context),
  folds: ({ parts }, context) => paragraphs(...parts.map(({ block }) => blockMarkdown(block, context))),
  first: firstMarkdown,
  road: roadMarkdown,
  facts: factsMarkdown,
  bits: bitsMarkdown,
  steps: stepsMarkdown,
  prose: proseMarkdown,
  reproduce: reproduceMarkdown,
  lines: linesMarkdown,
  claims: claimsMarkdown,
  command: commandBlockMarkdown,
  table: tableBlockMarkdown,
  matrix: matrixMarkdown,
  tally: tallyMarkdown,
  sum: sumMarkdown,
  screen: screenMarkdown,
  sources: sourcesMarkdown,
  related: relatedMarkdown,
};

/** A block as Markdown; empty where it says nothing to a reader of the text alone. */
export function blockMarkdown(block: Block, context: MarkdownContext): string {
  return (MARKDOWN[block.type] as Rendering<BlockType>)(block, context);
}
