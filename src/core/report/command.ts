/** The next command of a verdict, with the names that the text gives. */

import type { Placeholder, Verdict } from './verdict.ts';

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
