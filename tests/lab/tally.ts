/** What a run of the lab came to, group by group; and how groups are shared out among machines. */

export interface Tally {
  agreed: number;
  changed: number;
  fresh: number;
  skipped: number;
}

export type Tallies = Readonly<Record<string, Tally>>;

/** One row for each group and one for all of them, in columns. */
export function closingTable(tallies: Tallies): string {
  const head = ['group', 'agreed', 'changed', 'new', 'skipped'];
  const rows = Object.entries(tallies).map(([group, { agreed, changed, fresh, skipped }]) => [
    group,
    ...[agreed, changed, fresh, skipped].map(String),
  ]);
  const sums = [1, 2, 3, 4].map((column) => rows.reduce((sum, row) => sum + Number(row[column]), 0));
  const lines = [head, ...rows, ['all', ...sums.map(String)]];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** How many scenarios were run or skipped, and how many came out otherwise than recorded or expected. */
export function countsOf(tallies: Tallies): { readonly runs: number; readonly changed: number } {
  const all = Object.values(tallies);
  return {
    runs: all.reduce((sum, each) => sum + each.agreed + each.changed + each.fresh + each.skipped, 0),
    changed: all.reduce((sum, each) => sum + each.changed, 0),
  };
}

/**
 * Groups shared out among at most `count` machines, so that they end at about the same time: the heaviest group first,
 * always to the machine that has least. The weight of a group is any measure of its work, 0 or more. Never an empty share.
 */
export function shares(weights: ReadonlyMap<string, number>, count: number): readonly (readonly string[])[] {
  const machines = Array.from({ length: Math.max(1, Math.min(count, weights.size)) }, () => ({
    work: 0,
    groups: [] as string[],
  }));
  for (const [group, weight] of [...weights].sort(([, a], [, b]) => b - a)) {
    const least = machines.reduce((a, b) => (b.work < a.work ? b : a));
    least.work += weight;
    least.groups.push(group);
  }
  return machines.map(({ groups }) => groups).filter((groups) => groups.length > 0);
}
