/** Every part of the rules, for whoever has them all at hand. */

import { shard as base } from './base.ts';
import { shard as batch } from './batch.ts';
import { shard as builds } from './builds.ts';
import { shard as kubernetes } from './kubernetes.ts';
import { shard as machines } from './machines.ts';
import { shard as services } from './services.ts';
import { rulesOf } from './shard.ts';

export const SHARDS = { base, kubernetes, batch, machines, services, builds } as const;

export const ALL = rulesOf(Object.values(SHARDS));
