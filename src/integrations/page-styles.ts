/**
 * Leaves on each page only the rules that something on it can match. Every page goes through one route, whose styles are
 * those of all components: without this, a page would carry the styles of every block there is.
 *
 * A rule goes when it asks for a class that neither the page nor any script names; scripts make elements later.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { transform } from 'lightningcss';
import { builtPages } from './built-pages.ts';

export function pageStyles(): AstroIntegration {
  return {
    name: 'page-styles',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const inScripts = new Set(
          readdirSync(join(folder, '_astro'))
            .filter((name) => name.endsWith('.js'))
            .flatMap(
              (name) => readFileSync(join(folder, '_astro', name), 'utf8').match(/[A-Za-z][\w-]*/g) ?? [],
            ),
        );
        let [before, after] = [0, 0];
        const pages = builtPages(folder);
        for (const file of pages) {
          const html = readFileSync(file, 'utf8');
          const fitted = withFittingStyles(html, inScripts);
          before += html.length;
          after += fitted.length;
          if (fitted !== html) writeFileSync(file, fitted);
        }
        const saved = ((before - after) / pages.length / 1000).toFixed(1);
        logger.info(`${saved} kB of rules that nothing matches left out of each page`);
      },
    },
  };
}

const STYLE = /(<style[^>]*>)([\s\S]*?)(<\/style>)/g;

/** A page with its style elements reduced to rules whose classes it has, or one of `alsoUsed`. */
export function withFittingStyles(html: string, alsoUsed: ReadonlySet<string>): string {
  const used = new Set(
    [...html.matchAll(/\sclass=(?:"([^"]*)"|([^\s>"]+))/g)].flatMap(([, quoted, bare]) =>
      (quoted ?? bare ?? '').split(/\s+/),
    ),
  );
  return html.replace(STYLE, (_, open: string, css: string, close: string) => {
    const unused = [...new Set([...css.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(([, name = '']) => name))]
      .filter((name) => !used.has(name) && !alsoUsed.has(name))
      .sort();
    return open + without(css, unused) + close;
  });
}

const known = new Map<string, string>();

/** Many pages are alike: each style is reduced once for each set of names. */
function without(css: string, unusedSymbols: string[]): string {
  if (unusedSymbols.length === 0) return css;
  const key = `${unusedSymbols.join(' ')}\n${css}`;
  const reduced =
    known.get(key) ??
    transform({ filename: 'page.css', code: Buffer.from(css), minify: true, unusedSymbols }).code.toString();
  known.set(key, reduced);
  return reduced;
}
