/** systemd, kernels and macOS. */

import { system } from '../clues/system.ts';
import { systemd } from '../recognisers/systemd.ts';
import { kernel } from '../recognisers/kernel.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = { recognisers: [systemd, kernel], clues: { system } };
