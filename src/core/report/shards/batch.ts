/** Batch systems, MPI, Spark and YARN. */

import { batch } from '../clues/batch.ts';
import { batchSystems } from '../recognisers/batch-systems.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = {
  recognisers: [batchSystems],
  clues: { batch },
};
