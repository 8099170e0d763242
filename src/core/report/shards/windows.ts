/** Windows, and IDEs. */

import { windows } from '../recognisers/windows.ts';
import { ides } from '../recognisers/ides.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = { recognisers: [windows, ides], clues: {} };
