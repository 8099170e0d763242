/**
 * Builds Pagefind's index, one per language, from the pages that carry `data-pagefind-body`. Beside it stands Pagefind's
 * licence, as that asks for, and none of its ready-made interfaces.
 */

import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { createIndex } from 'pagefind';
import { builtPages } from './built-pages.ts';

/** Its search is `pagefind.js` with its worker; these are interfaces for sites that have none of their own. */
const INTERFACES = /^pagefind-(?:(?:component-|modular-)?ui\.(?:js|css)|highlight\.js)$/;

/** What a page says of itself and not of its subject: buttons, fields, numbers of steps and of sources, hints. */
const CONTROLS = [
  '.here',
  '.anchor',
  '.tools',
  '.fill',
  '.cite',
  '.proof',
  '.neighbours',
  '.change',
  '.exit u',
  '.fold > summary > p',
  '.numbered > summary > .plate',
  'copy-button',
];

/**
 * A page as Pagefind shall read it. It ends a sentence at what HTML calls a block, but knows no cells and no terms, and
 * would read the last word of one and the first of the next as one word.
 */
export const readable = (html: string): string =>
  html
    .replace(/(<\/?)(?:dt|dd|td|th|small)(?=[\s>])/g, '$1p')
    .replaceAll('</b><p>', '.</b> <p>')
    .replace(/<\/(samp|a|span)>(?=<(?:samp|p|span)[\s>])/g, '</$1> ');

/** Adds to `written` every page that it reads, as a path below the folder. */
export function fullText(written: Set<string>): AstroIntegration {
  return {
    name: 'full-text',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const { index, errors } = await createIndex({ excludeSelectors: CONTROLS });
        if (!index) throw new Error(`Pagefind: ${errors.join('; ')}`);
        const failures: string[] = [];
        const before = written.size;
        for (const file of builtPages(folder)) {
          const html = readFileSync(file, 'utf8');
          const sourcePath = relative(folder, file).split(sep).join('/');
          if (html.includes(' data-pagefind-body') && sourcePath.endsWith('index.html')) {
            const { errors } = await index.addHTMLFile({ sourcePath, content: readable(html) });
            failures.push(...errors);
            written.add(sourcePath);
          }
          // The marks have done their work; readers need not load them.
          writeFileSync(file, html.replaceAll(/ data-pagefind-[a-z]+(="[^"]*")?/g, ''));
        }
        const output = join(folder, 'pagefind');
        failures.push(...(await index.writeFiles({ outputPath: output })).errors);
        if (failures.length > 0) throw new Error(`Pagefind: ${failures.join('; ')}`);
        for (const name of readdirSync(output)) if (INTERFACES.test(name)) rmSync(join(output, name));
        const licence = new URL('../LICENSE/LICENSE', import.meta.resolve('pagefind'));
        copyFileSync(licence, join(output, 'LICENSE.txt'));
        logger.info(`${written.size - before} pages read`);
      },
    },
  };
}
