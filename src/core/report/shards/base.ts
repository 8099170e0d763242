/** What any text may hold: shells, the sentences that most tools share, engines, and what programs write last. */

import { engines, runtime } from '../clues/engines.ts';
import { programs, own } from '../clues/programs.ts';
import { docker } from '../recognisers/docker.ts';
import { shells } from '../recognisers/shells.ts';
import { prose } from '../recognisers/prose.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = {
  recognisers: [docker, shells, prose],
  clues: { engines, runtime, programs, own },
};
