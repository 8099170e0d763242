/** Supervisors, servers and their workers, cloud platforms. */

import { workers as clues } from '../clues/workers.ts';
import { supervisors } from '../recognisers/supervisors.ts';
import { servers } from '../recognisers/servers.ts';
import { workers } from '../recognisers/workers.ts';
import { python } from '../recognisers/python.ts';
import { crashHandlers } from '../recognisers/crash-handlers.ts';
import { clouds } from '../recognisers/clouds.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = {
  recognisers: [supervisors, servers, workers, python, crashHandlers, clouds],
  clues: { workers: clues },
};
