/** Every family of formats, in the order in which they are asked. */

import { ALL } from '../shards/all.ts';

export const RECOGNISERS = ALL.recognisers;
