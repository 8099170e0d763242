/** Findings -> one verdict for each process: what ended, why, what only follows from it, and whose commands to use. */

import type { Finding } from './finding.ts';
import type { Names } from './names.ts';
import type { Paste } from './paste.ts';
import { toolOf } from './tool.ts';
import type { Tool } from './tool.ts';

export interface Verdict {
  /** The finding that stands for the process. */
  readonly finding: Finding;
  /** What only repeats it, was cancelled because of it, or tells the same story. */
  readonly follows: readonly Finding[];
  readonly tool: Tool;
  /** Names from the text, by the placeholder that they stand for in a command. */
  readonly names: Readonly<Partial<Record<Placeholder, string>>>;
}

/** The capital words that commands carry where a name belongs. */
export type Placeholder = 'POD' | 'NAMESPACE' | 'CONTAINER' | 'NODE' | 'UNIT' | 'JOB';

/** The verdicts in the order of their findings; `rootOf` says which finding another one follows, by rank. Yields before each. */
export function* verdictsOf(
  findings: readonly Finding[],
  rootOf: ReadonlyMap<number, number>,
  paste: Paste,
  names: Names,
): Generator<undefined, readonly Verdict[]> {
  const tools = new Map<string, Tool>();
  const verdicts: Verdict[] = [];
  for (const [rank, finding] of findings.entries()) {
    if (rootOf.has(rank)) continue;
    yield;
    const key = `${finding.family} ${finding.windows !== undefined}`;
    const tool = tools.get(key) ?? toolOf(finding, paste);
    tools.set(key, tool);
    const follows = findings.filter((_, other) => rootOf.get(other) === rank);
    verdicts.push({ finding, follows, tool, names: namesOf(finding, tool, names) });
  }
  return verdicts;
}

function namesOf({ container, naming }: Finding, tool: Tool, names: Names): Verdict['names'] {
  switch (tool) {
    case 'kubernetes': {
      const { pod, namespace, node } = names;
      const isPod = naming === 'pod' || container === pod;
      const named = isPod ? container : pod;
      const own = isPod ? names.container : container;
      return {
        ...(named !== undefined && { POD: named }),
        ...(namespace !== undefined && { NAMESPACE: namespace }),
        ...(own !== undefined && { CONTAINER: own }),
        ...(node !== undefined && { NODE: node }),
      };
    }
    case 'systemd':
      return container !== undefined && /\.\w+$/.test(container) ? { UNIT: container } : {};
    case 'slurm': {
      const own = /^(?:StepId=)?(\d+)/.exec(container ?? '')?.[1];
      const job = own ?? names.job;
      return job === undefined ? {} : { JOB: job };
    }
    case 'yarn': {
      // A container is called after its application: container_e50_1481285758114_1471903_01_000599.
      const [, id] = /^container_(?:e\d{1,6}_)?(\d{10,16}_\d{1,12})_/.exec(container ?? '') ?? [];
      const application = id === undefined ? names.job : `application_${id}`;
      return application === undefined ? {} : { JOB: application };
    }
    case 'pbs':
      return container === undefined ? {} : { JOB: container };
    // What ended there has no name that a command of the machine could take.
    case 'ci':
    case 'cloud':
    case 'shell':
    case 'macos':
    case 'windows':
      return {};
    default:
      return container === undefined ? {} : { CONTAINER: container };
  }
}
