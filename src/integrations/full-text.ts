/** Builds Pagefind's index, one per language, from the pages that carry `data-pagefind-body`. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { createIndex } from 'pagefind';

export function fullText(): AstroIntegration {
  return {
    name: 'full-text',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const { index, errors } = await createIndex({});
        if (!index) throw new Error(`Pagefind: ${errors.join('; ')}`);
        const added = await index.addDirectory({ path: folder, glob: '**/index.html' });
        const written = await index.writeFiles({ outputPath: join(folder, 'pagefind') });
        const failures = [...added.errors, ...written.errors];
        if (failures.length > 0) throw new Error(`Pagefind: ${failures.join('; ')}`);
        logger.info(`${added.page_count} pages read`);
      },
    },
  };
}
