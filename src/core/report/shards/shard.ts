/** Rules in parts, so that a page loads only those that can say something about a text. */

import type { ClueRule } from '../clue.ts';
import type { Rules } from '../reader.ts';
import type { Recogniser } from '../recogniser.ts';

/** Families in the order in which they are asked: of two rules that match a part of a line, the first one has it. */
const FAMILIES = [
  'kubernetes-describe',
  'structured',
  'kubernetes-table',
  'systemd',
  'kernel',
  'supervisors',
  'servers',
  'workers',
  'python',
  'crash-handlers',
  'cargo',
  'jvm',
  'clouds',
  'ci',
  'batch-systems',
  'docker',
  'make',
  'compilers',
  'node',
  'go',
  'iac',
  'ides',
  'windows',
  'shells',
  'prose',
] as const;

/** Groups of clues in their order; where several explain one ending, `PRECEDENCE` in explain.ts decides first. */
const CLUES = [
  'kubernetes',
  'engines',
  'runtime',
  'system',
  'batch',
  'ci',
  'workers',
  'programs',
  'own',
] as const;

export interface Shard {
  readonly recognisers: readonly Recogniser[];
  readonly clues: Readonly<Partial<Record<(typeof CLUES)[number], readonly ClueRule[]>>>;
}

/** The rules of several parts, each at its place in the whole. */
export function rulesOf(shards: readonly Shard[]): Rules {
  const known = new Map(shards.flatMap(({ recognisers }) => recognisers.map((each) => [each.family, each])));
  return {
    recognisers: FAMILIES.flatMap((family) => known.get(family) ?? []),
    clues: CLUES.flatMap((group) => shards.flatMap(({ clues }) => clues[group] ?? [])),
  };
}
