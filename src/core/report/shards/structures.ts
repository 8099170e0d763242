/** JSON and YAML of Kubernetes and of any engine. */

import { structured } from '../recognisers/structured.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = { recognisers: [structured], clues: {} };
