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

/** The verdicts in the order of their findings; `rootOf` says which finding another one follows, by rank. */
export function verdictsOf(
  findings: readonly Finding[],
  rootOf: ReadonlyMap<number, number>,
  paste: Paste,
  names: Names,
): readonly Verdict[] {
  const tools = new Map<string, Tool>();
  return findings.flatMap((finding, rank) => {
    if (rootOf.has(rank)) return [];
    const tool = tools.get(finding.family) ?? toolOf(finding, paste);
    tools.set(finding.family, tool);
    const follows = findings.filter((_, other) => rootOf.get(other) === rank);
    return { finding, follows, tool, names: namesOf(finding, tool, names) };
  });
}

function namesOf({ container }: Finding, tool: Tool, names: Names): Verdict['names'] {
  switch (tool) {
    case 'kubernetes': {
      const { pod, namespace, node } = names;
      const own = container === pod ? names.container : container;
      return {
        ...(pod !== undefined && { POD: pod }),
        ...(namespace !== undefined && { NAMESPACE: namespace }),
        ...(own !== undefined && { CONTAINER: own }),
        ...(node !== undefined && { NODE: node }),
      };
    }
    case 'systemd':
      return container !== undefined && /\.\w+$/.test(container) ? { UNIT: container } : {};
    case 'slurm': {
      const job = /\d+/.exec(container ?? '')?.[0];
      return job === undefined ? {} : { JOB: job };
    }
    default:
      return container === undefined ? {} : { CONTAINER: container };
  }
}

/** What may stand in a command without quotes, and begin no option: a pasted name is never run as anything else. */
const SAFE = /^[A-Za-z0-9_][\w.@:/-]{0,252}$/;

/**
 * A command with the names of the text; a placeholder whose name is unknown or unsafe stays, and the options for a
 * namespace or container that the text does not name go.
 */
export function commandFor(command: string, names: Verdict['names']): string {
  const safe = (key: Placeholder): string | undefined => {
    const name = names[key];
    return name !== undefined && SAFE.test(name) ? name : undefined;
  };
  let text = command;
  if (safe('NAMESPACE') === undefined) text = text.replaceAll(' -n NAMESPACE', '');
  if (safe('CONTAINER') === undefined) text = text.replaceAll(' -c CONTAINER', '');
  return text.replace(
    /\b(?:POD|NAMESPACE|CONTAINER|NODE|UNIT|JOB)\b/g,
    (key) => safe(key as Placeholder) ?? key,
  );
}
