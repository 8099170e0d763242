/** What any text may hold: shells, and the sentences that most tools share. */

import { shells } from '../recognisers/shells.ts';
import { prose } from '../recognisers/prose.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = { recognisers: [shells, prose], clues: {} };
