/** Kubernetes, and JSON or YAML of any engine. */

import { kubernetes } from '../clues/kubernetes.ts';
import { kubernetesDescribe } from '../recognisers/kubernetes-describe.ts';
import { structured } from '../recognisers/structured.ts';
import { kubernetesTable } from '../recognisers/kubernetes-table.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = {
  recognisers: [kubernetesDescribe, structured, kubernetesTable],
  clues: { kubernetes },
};
