/**
 * Leaves on each page only the rules that something on it can match. Every page goes through one route, whose styles are
 * those of all components: without this, a page would carry the styles of every block there is.
 *
 * A selector goes when it asks for a class or an element that neither the page names nor any script that the page may
 * load; scripts make elements later.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { transform, type Selector } from 'lightningcss';
import { builtPages } from './built-pages.ts';

export function pageStyles(): AstroIntegration {
  return {
    name: 'page-styles',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const scripts = new Map(
          readdirSync(join(folder, '_astro'))
            .filter((name) => name.endsWith('.js'))
            .map((name) => [name, readFileSync(join(folder, '_astro', name), 'utf8')]),
        );
        let [before, after] = [0, 0];
        const pages = builtPages(folder);
        for (const file of pages) {
          const html = readFileSync(file, 'utf8');
          const fitted = withFittingStyles(html, scripts);
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

/** A page with its style elements reduced to what it, or a script that it may load, can match. */
export function withFittingStyles(html: string, scripts: ReadonlyMap<string, string>): string {
  const used = new Set(
    [...html.matchAll(/\sclass=(?:"([^"]*)"|([^\s>"]+))/g)].flatMap(([, quoted, bare]) =>
      (quoted ?? bare ?? '').split(/\s+/),
    ),
  );
  for (const [, tag = ''] of html.matchAll(/<([a-z][a-z0-9-]*)/g)) used.add(tag);
  const made = wordsOf(loadable(html, scripts), scripts);
  return html.replace(STYLE, (_, open: string, css: string, close: string) => {
    // Most of them name properties and values, and do no harm.
    const unused = [...new Set(css.match(/[A-Za-z][\w-]*/g))]
      .filter((name) => !used.has(name) && !made.has(name))
      .sort();
    return open + without(css, unused) + close;
  });
}

/** The scripts of a page and what they import, but not what they import only where there is an element that it lacks. */
function loadable(html: string, scripts: ReadonlyMap<string, string>): readonly string[] {
  const found = new Set(
    [...html.matchAll(/<script[^>]*\ssrc="[^"]*\/([^"/]+)"/g)].map(([, name = '']) => name),
  );
  // A set gives what is added to it while it is read.
  for (const name of found) {
    const code = scripts.get(name) ?? '';
    for (const [, tag, late, early = late] of code.matchAll(
      /(?:querySelector\(`([\w-]+)`\)&&)?import\(`\.\/([^`]+)`\)|(?:from|import)"\.\/([^"]+)"/g,
    )) {
      if (early !== undefined && (tag === undefined || html.includes(`<${tag}`))) found.add(early);
    }
  }
  return [...found].sort();
}

const knownWords = new Map<string, ReadonlySet<string>>();

/** Every word of some scripts that could be the name of a class or of an element. */
function wordsOf(names: readonly string[], scripts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const key = names.join(' ');
  const words =
    knownWords.get(key) ??
    new Set(names.flatMap((name) => scripts.get(name)?.match(/[A-Za-z][\w-]*/g) ?? []));
  knownWords.set(key, words);
  return words;
}

const known = new Map<string, string>();

/** Many pages are alike: each style is reduced once for each set of names. */
function without(css: string, unused: readonly string[]): string {
  if (unused.length === 0) return css;
  const key = `${unused.join(' ')}\n${css}`;
  const reduced = known.get(key) ?? reduce(css, new Set(unused));
  known.set(key, reduced);
  return reduced;
}

function reduce(css: string, unused: ReadonlySet<string>): string {
  const matches = (selector: Selector): boolean =>
    selector.every((part) => {
      if (part.type === 'class' || part.type === 'type') return !unused.has(part.name);
      if (
        part.type === 'pseudo-class' &&
        (part.kind === 'is' || part.kind === 'where' || part.kind === 'has')
      )
        return part.selectors.some(matches);
      return true;
    });
  return transform({
    filename: 'page.css',
    code: Buffer.from(css),
    minify: true,
    visitor: {
      Rule: {
        style(rule) {
          return rule.value.selectors.some(matches) ? undefined : [];
        },
      },
      Selector: (selector) => (matches(selector) ? undefined : []),
    },
  }).code.toString();
}
