/** Refuses to build from content that is wrong, with one message that names every file, line and field. */

import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { checkContent } from '../check/index.ts';
import { readContent } from '../check/read.ts';
import { describeProblems } from '../schema/problem.ts';

export function contentCheck(): AstroIntegration {
  return {
    name: 'content-check',
    hooks: {
      'astro:config:setup': ({ config, logger }) => {
        const { files, problems } = readContent(fileURLToPath(config.root));
        // A file that cannot be read would seem missing to the pages that refer to it.
        const checked = problems.length > 0 ? { problems, warnings: [] } : checkContent(files);
        if (checked.problems.length > 0)
          throw new Error(
            `The content has ${checked.problems.length} problem(s).\n${describeProblems(checked.problems)}`,
          );
        for (const warning of checked.warnings) logger.warn(describeProblems([warning]));
      },
    },
  };
}
