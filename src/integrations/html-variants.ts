/**
 * `/137.html` beside `/137/`: hosts differ in which of the two they look for, and links are pasted either way.
 * The copy is the same page, with the same canonical address.
 */

import { copyFileSync, existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { builtPages } from './built-pages.ts';

export function htmlVariants(): AstroIntegration {
  return {
    name: 'html-variants',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const root = fileURLToPath(dir).replace(/\/$/, '');
        for (const page of builtPages(root)) {
          const folder = dirname(page);
          if (basename(page) !== 'index.html' || folder === root) continue;
          if (!existsSync(`${folder}.html`)) copyFileSync(page, `${folder}.html`);
        }
      },
    },
  };
}
