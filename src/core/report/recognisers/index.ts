/** Every family of formats. Where two could read the same words, the one that knows more about them stands first. */

import { batchSystems } from './batch-systems.ts';
import { cargo } from './cargo.ts';
import { ci } from './ci.ts';
import { clouds } from './clouds.ts';
import { compilers } from './compilers.ts';
import { docker } from './docker.ts';
import { go } from './go.ts';
import { iac } from './iac.ts';
import { ides } from './ides.ts';
import { jvm } from './jvm.ts';
import { kernel } from './kernel.ts';
import { kubernetesDescribe } from './kubernetes-describe.ts';
import { kubernetesTable } from './kubernetes-table.ts';
import { make } from './make.ts';
import { node } from './node.ts';
import { prose } from './prose.ts';
import { python } from './python.ts';
import type { Recogniser } from '../recogniser.ts';
import { servers } from './servers.ts';
import { shells } from './shells.ts';
import { structured } from './structured.ts';
import { supervisors } from './supervisors.ts';
import { systemd } from './systemd.ts';
import { windows } from './windows.ts';
import { workers } from './workers.ts';

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
  windows,
  shells,
  prose,
];
