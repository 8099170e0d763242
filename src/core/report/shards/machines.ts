/** systemd, kernels, macOS, Windows, and the IDEs on them. */

import { system } from '../clues/system.ts';
import { systemd } from '../recognisers/systemd.ts';
import { kernel } from '../recognisers/kernel.ts';
import { windows } from '../recognisers/windows.ts';
import { ides } from '../recognisers/ides.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = {
  recognisers: [systemd, kernel, windows, ides],
  clues: { system },
};
