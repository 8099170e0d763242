/**
 * `/137.html` beside `/137/`, the same page with the same canonical address: hosts that know no rules of ours differ in
 * which of the two they look for, and links are pasted either way. They are a third of what is built, and the
 * configurations in .hosting/ answer for them: `HTML_TWINS=off` leaves them out.
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
        if (process.env['HTML_TWINS'] === 'off') return;
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
