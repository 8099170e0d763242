/** The known names nearest to a misspelt one. */

import { REASONS } from './reasons.ts';
import { SIGNALS } from './signals.ts';
import { STATUS_NAMES } from './status-names.ts';
import { WINDOWS_VALUES } from './windows.ts';

/** No known name is longer than this. */
const LONGEST = 40;

/** Levenshtein's distance: https://en.wikipedia.org/wiki/Levenshtein_distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}

function nearest(name: string, known: readonly string[], most: number): readonly string[] {
  if (name.length > LONGEST) return [];
  return known
    .filter((candidate) => Math.abs(candidate.length - name.length) <= most)
    .map((candidate) => ({ candidate, away: distance(name.toUpperCase(), candidate.toUpperCase()) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** At most three signals whose names differ from `name` (with its SIG) in at most two letters, nearest first. */
export function nearestSignals(name: string): readonly string[] {
  return nearest(
    name,
    SIGNALS.flatMap((signal) => [signal.name, ...signal.aliases]),
    2,
  );
}

/** At most three names of any kind, nearest first; more letters may differ the longer the name is. */
export function nearestNames(name: string): readonly string[] {
  const signals = SIGNALS.map((signal) => signal.name);
  const known = [...signals, ...[...STATUS_NAMES, ...WINDOWS_VALUES, ...REASONS].map((entry) => entry.name)];
  return [...new Set(nearest(name, known, Math.floor(name.length / 4)))];
}
