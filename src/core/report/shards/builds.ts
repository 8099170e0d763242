/** Compilers, test runners and what builds with them. */

import { cargo } from '../recognisers/cargo.ts';
import { jvm } from '../recognisers/jvm.ts';
import { make } from '../recognisers/make.ts';
import { compilers } from '../recognisers/compilers.ts';
import { node } from '../recognisers/node.ts';
import { go } from '../recognisers/go.ts';
import { iac } from '../recognisers/iac.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = { recognisers: [cargo, jvm, make, compilers, node, go, iac], clues: {} };
