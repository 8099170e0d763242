/** The known names nearest to a misspelt one. */

import { REASONS } from '../tables/reasons.ts';
import { SIGNALS } from '../tables/signals.ts';
import { STATUS_NAMES } from '../tables/status-names.ts';
import { WINDOWS_VALUES } from '../tables/windows.ts';

/** One word, no longer than any known name. */
const WORD = /^[a-z][\w-]{1,39}$/i;

/**
 * Letters to add, drop, change or swap with their neighbour, or Infinity when they are more than `most`:
 * https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance, optimal string alignment.
 */
export function distance(one: string, other: string, most: number): number {
  // What both begin and end with changes nothing.
  let from = 0;
  while (from < one.length && one[from] === other[from]) from++;
  let [a, b] = [one.slice(from), other.slice(from)];
  while (a !== '' && b !== '' && a.at(-1) === b.at(-1)) [a, b] = [a.slice(0, -1), b.slice(0, -1)];
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let older: readonly number[] = [];
  let old: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  let oldBest = 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((old[j - 1] ?? 0) + (same ? 0 : 1), (old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (older[j - 2] ?? 0) + 1);
      row.push(least);
      best = Math.min(best, least);
    }
    // A swap reaches back two rows: only two hopeless ones in a row end it.
    if (best > most && oldBest > most) return Infinity;
    [older, old, oldBest] = [old, row, best];
  }
  return old[b.length] ?? 0;
}

/**
 * At most three known names of any kind, nearest first, that differ from `name` (any case) in no more than a quarter of
 * its letters, rounded up; empty when there are none, or for more than one word.
 */
export function nearestNames(name: string): readonly string[] {
  if (!WORD.test(name)) return [];
  const most = Math.ceil(name.length / 4);
  const upper = name.toUpperCase();
  return [...SIGNALS, ...STATUS_NAMES, ...WINDOWS_VALUES, ...REASONS]
    .filter((known) => Math.abs(known.name.length - name.length) <= most)
    .map((known) => ({ name: known.name, away: distance(upper, known.name.toUpperCase(), most) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map((known) => known.name);
}
