/** Builds Pagefind's index, one per language, from the pages that carry `data-pagefind-body`. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { createIndex } from 'pagefind';
import { builtPages } from './built-pages.ts';

/** Adds to `written` every page that it reads, as a path below the folder. */
export function fullText(written: Set<string>): AstroIntegration {
  return {
    name: 'full-text',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const { index, errors } = await createIndex({});
        if (!index) throw new Error(`Pagefind: ${errors.join('; ')}`);
        const added = await index.addDirectory({ path: folder, glob: '**/index.html' });
        const files = await index.writeFiles({ outputPath: join(folder, 'pagefind') });
        const failures = [...added.errors, ...files.errors];
        if (failures.length > 0) throw new Error(`Pagefind: ${failures.join('; ')}`);
        // The marks have done their work; readers need not load them.
        for (const file of builtPages(folder)) {
          const html = readFileSync(file, 'utf8');
          if (html.includes(' data-pagefind-body')) written.add(relative(folder, file).split(sep).join('/'));
          writeFileSync(file, html.replaceAll(/ data-pagefind-[a-z]+(="[^"]*")?/g, ''));
        }
        logger.info(`${added.page_count} pages read`);
      },
    },
  };
}
