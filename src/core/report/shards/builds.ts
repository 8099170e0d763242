/** CI services, compilers and what builds with them. */

import { ci as clues } from '../clues/ci.ts';
import { cargo } from '../recognisers/cargo.ts';
import { jvm } from '../recognisers/jvm.ts';
import { ci } from '../recognisers/ci.ts';
import { make } from '../recognisers/make.ts';
import { compilers } from '../recognisers/compilers.ts';
import { node } from '../recognisers/node.ts';
import { go } from '../recognisers/go.ts';
import { iac } from '../recognisers/iac.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = {
  recognisers: [cargo, jvm, ci, make, compilers, node, go, iac],
  clues: { ci: clues },
};
