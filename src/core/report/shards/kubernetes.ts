/** What kubectl and the kubelet print but JSON and YAML. */

import { kubernetes } from '../clues/kubernetes.ts';
import { kubernetesDescribe } from '../recognisers/kubernetes-describe.ts';
import { kubernetesTable } from '../recognisers/kubernetes-table.ts';
import type { Shard } from './shard.ts';

export const shard: Shard = {
  recognisers: [kubernetesDescribe, kubernetesTable],
  clues: { kubernetes },
};
