/** Builds Pagefind's index, one per language, from the pages that carry `data-pagefind-body`. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { createIndex } from 'pagefind';
import { builtPages } from './built-pages.ts';

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
        // The marks have done their work; readers need not load them.
        for (const file of builtPages(folder)) {
          writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/ data-pagefind-[a-z]+(="[^"]*")?/g, ''));
        }
        logger.info(`${added.page_count} pages read`);
      },
    },
  };
}
