/** Every clue. Where several explain one ending, `PRECEDENCE` in explain.ts decides. */

import type { ClueRule } from '../clue.ts';
import { ci, workers } from './ci.ts';
import { engines, runtime } from './engines.ts';
import { kubernetes } from './kubernetes.ts';
import { own, programs } from './programs.ts';
import { batch, system } from './system.ts';

export const CLUES: readonly ClueRule[] = [
  ...kubernetes,
  ...engines,
  ...runtime,
  ...system,
  ...batch,
  ...ci,
  ...workers,
  ...programs,
  ...own,
];
