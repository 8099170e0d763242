/** Every family of formats. Where two could read the same words, the one that knows more about them stands first. */

import { batchSystems } from './batch-systems.ts';
import { cargo, compilers, go, jvm, make } from './build-tools.ts';
import { ci } from './ci.ts';
import { clouds } from './clouds.ts';
import { docker } from './docker.ts';
import { iac } from './iac.ts';
import { ides } from './ides.ts';
import { kernel } from './kernel.ts';
import { kubernetesDescribe } from './kubernetes-describe.ts';
import { kubernetesTable } from './kubernetes-table.ts';
import { node } from './node.ts';
import { prose } from './prose.ts';
import { python, workers } from './python.ts';
import type { Recogniser } from './recogniser.ts';
import { shells } from './shells.ts';
import { structured } from './structured.ts';
import { servers, supervisors } from './supervisors.ts';
import { systemd } from './systemd.ts';

export const RECOGNISERS: readonly Recogniser[] = [
  kubernetesDescribe,
  structured,
  kubernetesTable,
  systemd,
  kernel,
  supervisors,
  servers,
  workers,
  python,
  cargo,
  jvm,
  clouds,
  ci,
  batchSystems,
  docker,
  make,
  compilers,
  node,
  go,
  iac,
  ides,
  shells,
  prose,
];
