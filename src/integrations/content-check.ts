/** Refuses to build from content that is wrong, with one message that names every file and field. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { checkContent } from '../schema/check.ts';
import { describeProblems } from '../schema/problem.ts';
import { contentHash, digestOf } from '../lib/content-hash.ts';
import type { ObservationFile } from '../schema/observation.ts';
import { readContent } from './read-content.ts';

export function contentCheck(): AstroIntegration {
  return {
    name: 'content-check',
    hooks: {
      'astro:config:setup': ({ config, logger }) => {
        const root = fileURLToPath(config.root);
        const { files, problems } = readContent(root);
        // A file that cannot be read would seem missing to the pages that refer to it.
        const all = problems.length > 0 ? problems : checkContent(files);
        if (all.length > 0)
          throw new Error(`The content has ${all.length} problem(s).\n${describeProblems(all)}`);
        for (const { path, data } of files) {
          if (!/^content\/observations\/[^/]+\.json$/.test(path)) continue;
          const { digest, ...records } = data as ObservationFile;
          if (digest !== digestOf(records))
            throw new Error(
              `${path}: digest: expected the digest of what the file holds. Records are written by \`npm run lab\` alone.`,
            );
        }
        for (const file of files) {
          if (!file.path.includes('/zh/')) continue;
          const english = contentHash(readFileSync(`${root}/${file.path.replace('/zh/', '/en/')}`, 'utf8'));
          const { follows } = file.data as { follows: string };
          if (follows !== english) {
            logger.warn(
              `${file.path}: follows: English has changed since. Review it, then write '${english}'`,
            );
          }
        }
      },
    },
  };
}
