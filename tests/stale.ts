/** Says when tests look at a site that was built before somebody changed what it is built from. */

import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a build reads. */
const PARTS = ['src/**/*', 'content/**/*', 'public/**/*', 'astro.config.mjs', 'package-lock.json'];
/** Written while the site is built, and left alone by what runs after that. */
const STAMP = 'codes.json';

let asked = false;

/** Once for each process that runs tests: which is enough to be read, and costs the others nothing. */
export function sayIfStale(dist: string): void {
  if (asked) return;
  asked = true;
  const newer = newestSince(join(dist, STAMP), process.cwd(), PARTS);
  if (newer !== undefined)
    console.warn(
      `\nThe build in ${dist} is older than ${newer}: run \`npm run build\`, or these tests say nothing.\n`,
    );
}

/** The file below a folder that was changed last, if that was after `stamp`; no stamp is the oldest there can be. */
export function newestSince(stamp: string, root: string, patterns: readonly string[]): string | undefined {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const [newest] = globSync(patterns, { cwd: root })
    .map((file) => ({ file, changed: statSync(join(root, file)) }))
    .filter(({ changed }) => changed.isFile() && changed.mtimeMs > built)
    .sort((a, b) => b.changed.mtimeMs - a.changed.mtimeMs);
  return newest?.file;
}
