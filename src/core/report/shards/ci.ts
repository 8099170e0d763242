/** CI services. */

import { ci as clues } from '../clues/ci.ts';
import { ci } from '../recognisers/ci.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = { recognisers: [ci], clues: { ci: clues } };
