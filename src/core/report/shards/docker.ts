/** Docker, podman, compose, and what engines and platforms say about containers. */

import { engines, runtime } from '../clues/engines.ts';
import { docker } from '../recognisers/docker.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = { recognisers: [docker], clues: { engines, runtime } };
