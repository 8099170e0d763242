/** Every clue. Where several explain one ending, `PRECEDENCE` in explain.ts decides. */

import { ALL } from '../shards/all.ts';

export const CLUES = ALL.clues;
