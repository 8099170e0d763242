/** Every part of the rules, for whoever has them all at hand. */

import { shard as base } from './base.ts';
import { shard as batch } from './batch.ts';
import { shard as builds } from './builds.ts';
import { shard as ci } from './ci.ts';
import { shard as docker } from './docker.ts';
import { shard as kubernetes } from './kubernetes.ts';
import { shard as lastWords } from './last-words.ts';
import { shard as services } from './services.ts';
import { shard as structures } from './structures.ts';
import { shard as system } from './system.ts';
import { shard as windows } from './windows.ts';
import { rulesOf } from './shard.ts';

export const SHARDS = {
  base,
  'last-words': lastWords,
  docker,
  kubernetes,
  structures,
  batch,
  system,
  windows,
  services,
  ci,
  builds,
} as const;

export const ALL = rulesOf(Object.values(SHARDS));
