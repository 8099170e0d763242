/**
 * Leaves on each page only the rules that something on it can match. Every page goes through one route, whose styles are
 * those of all components: without this, a page would carry the styles of every block there is.
 *
 * A selector goes when it asks for a class or an element that neither the page names nor any script that the page may
 * load; scripts make elements later.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { transform, type Selector, type SelectorComponent } from 'lightningcss';
import { builtPages } from './built-pages.ts';

/**
 * Each different style is a hash in the one policy that hosts send as a header, of which nginx takes 4,096 characters and
 * Cloudflare 2,000. Pages that need nearly the same share one style.
 */
const MOST_STYLES = 30;

/**
 * How much a byte more on a page counts against one elsewhere: what is read in a hurry is the last to grow, and of that what
 * is long already. `words` are the characters of the page without its styles.
 */
export type Weigh = (file: string, words: number) => number;

/** Writes each page with its own style; `weigh` is given paths below the folder of the site: `zh/137/index.html`. */
export function pageStyles(weigh: Weigh = () => 1): AstroIntegration {
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
        const files = builtPages(folder);
        const pages = files.map((file) => readFileSync(file, 'utf8'));
        const weights = files.map((file, index) =>
          weigh(relative(folder, file).split(sep).join('/'), pages[index]?.replace(STYLE, '').length ?? 0),
        );
        const fitted = withFittingStyles(pages, scripts, MOST_STYLES, weights);
        let saved = 0;
        for (const [index, html] of fitted.entries()) {
          const before = pages[index] ?? '';
          saved += before.length - html.length;
          if (before !== html) writeFileSync(files[index] ?? '', html);
        }
        logger.info(`${(saved / files.length / 1000).toFixed(1)} kB of rules left out of each page`);
      },
    },
  };
}

const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;

/** Pages with one style, what they need of it, the pages, and the most that a byte more on one of them counts. */
interface Group {
  readonly css: string;
  readonly needed: ReadonlySet<string>;
  readonly pages: readonly number[];
  readonly weight: number;
}

/**
 * Pages with their style reduced to what they, or a script that they may load, can match; together they have at most `most`
 * different styles, as long as they began with so few. `weights` says of each page how much its growth counts, 1 without.
 */
export function withFittingStyles(
  pages: readonly string[],
  scripts: ReadonlyMap<string, string>,
  most = MOST_STYLES,
  weights: readonly number[] = [],
): readonly string[] {
  const joined = pages.map(joinStyles);
  const groups = new Map<string, Group & { pages: number[]; weight: number }>();
  for (const [index, html] of joined.entries()) {
    const css = [...html.matchAll(STYLE)].map(([, text = '']) => text).join('');
    const needed = neededNames(html, css, scripts);
    const key = `${[...needed].join(' ')}\n${css}`;
    const group = groups.get(key);
    const weight = weights[index] ?? 1;
    if (group) {
      group.pages.push(index);
      group.weight = Math.max(group.weight, weight);
    } else groups.set(key, { css, needed, pages: [index], weight });
  }
  const fitted = [...joined];
  for (const { css, needed, pages } of merged([...groups.values()], most)) {
    const unused = [...namesIn(css)].filter((name) => !needed.has(name));
    const reduced = unused.length === 0 ? css : reduce(css, new Set(unused));
    for (const index of pages) {
      let first = true;
      fitted[index] = (joined[index] ?? '').replace(STYLE, () => {
        const style = first ? `<style>${reduced}</style>` : '';
        first = false;
        return style;
      });
    }
  }
  return fitted;
}

/** Style elements side by side become one: each costs a hash, which no compression makes smaller. */
function joinStyles(html: string): string {
  return html.replace(/\s*<\/style>\s*<style>\s*/g, '');
}

/** Joins the two groups of which neither grows by much, until there are few enough. */
function merged(groups: readonly Group[], most: number): readonly Group[] {
  const left = [...groups];
  const known = new Map<Group, Map<Group, number>>(groups.map((group) => [group, new Map()]));
  /** By how much the one that takes more of the other would grow, as that counts for its pages. */
  const growth = (one: Group, other: Group): number => {
    const own = known.get(one);
    const before = own?.get(other);
    if (before !== undefined) return before;
    const both = costOf(one.css, namesOf(one, other));
    const cost = Math.max(
      ...[one, other].map(({ css, needed, weight }) => (both - costOf(css, needed)) * weight),
    );
    own?.set(other, cost);
    return cost;
  };
  while (left.length > most) {
    let best: { readonly cost: number; readonly pair: readonly [Group, Group] } | undefined;
    for (const [first, one] of left.entries())
      for (const other of left.slice(first + 1)) {
        if (one.css !== other.css) continue;
        const cost = growth(one, other);
        if (!best || cost < best.cost) best = { cost, pair: [one, other] };
      }
    if (!best) break;
    const [one, other] = best.pair;
    const joint = {
      css: one.css,
      needed: namesOf(one, other),
      pages: [...one.pages, ...other.pages],
      weight: Math.max(one.weight, other.weight),
    };
    known.set(joint, new Map());
    left.splice(left.indexOf(one), 1, joint);
    left.splice(left.indexOf(other), 1);
  }
  return left;
}

const namesOf = (one: Group, other: Group): ReadonlySet<string> => new Set([...one.needed, ...other.needed]);

const knownCosts = new Map<string, ReadonlyMap<string, number>>();

/** About how many bytes of a style some names ask for: of each, those that go when it alone goes. */
function costOf(css: string, names: ReadonlySet<string>): number {
  const costs =
    knownCosts.get(css) ??
    new Map([...namesIn(css)].map((name) => [name, css.length - reduce(css, new Set([name])).length]));
  knownCosts.set(css, costs);
  return [...names].reduce((sum, name) => sum + (costs.get(name) ?? 0), 0);
}

/** The names of classes and elements in a style that something on the page, or what its scripts make, can have. */
function neededNames(html: string, css: string, scripts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const used = new Set(
    [...html.matchAll(/\sclass=(?:"([^"]*)"|([^\s>"]+))/g)].flatMap(([, quoted, bare]) =>
      (quoted ?? bare ?? '').split(/\s+/),
    ),
  );
  for (const [, tag = ''] of html.matchAll(/<([a-z][a-z0-9-]*)/g)) used.add(tag);
  const made = wordsOf(loadable(html, scripts), scripts);
  return new Set([...namesIn(css)].filter((name) => used.has(name) || made.has(name)));
}

const knownNames = new Map<string, ReadonlySet<string>>();

/** Every class and element that a style asks for. */
function namesIn(css: string): ReadonlySet<string> {
  const known = knownNames.get(css);
  if (known) return known;
  const names = new Set<string>();
  const collect = (selector: Selector) => {
    for (const part of selector) {
      if (part.type === 'class' || part.type === 'type') names.add(part.name);
      for (const each of choicesOf(part)) collect(each);
    }
  };
  transform({
    filename: 'page.css',
    code: Buffer.from(css),
    visitor: {
      Selector: (selector) => {
        collect(selector);
      },
    },
  });
  knownNames.set(css, names);
  return names;
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

/**
 * What a script says, without the elements that it only looks for: a page that has them names them itself; and without the
 * colours that it brings along for what it makes, `.f-signal{--f:…}`: a page need not carry those as well.
 */
const said = (code: string) => code.replace(/querySelector\(`[\w-]+`\)&&import|\.[\w-]+\{--[^{}]*\}/g, '');

const knownWords = new Map<string, ReadonlySet<string>>();

/** Every word of some scripts that could be the name of a class or of an element. */
function wordsOf(names: readonly string[], scripts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const key = names.join(' ');
  const words =
    knownWords.get(key) ??
    new Set(names.flatMap((name) => said(scripts.get(name) ?? '').match(/[A-Za-z][\w-]*/g) ?? []));
  knownWords.set(key, words);
  return words;
}

/** The selectors of which one has to match; none where the part is of another sort. */
function choicesOf(part: SelectorComponent): readonly Selector[] {
  if (part.type !== 'pseudo-class') return [];
  return part.kind === 'is' || part.kind === 'where' || part.kind === 'has' ? part.selectors : [];
}

function reduce(css: string, unused: ReadonlySet<string>): string {
  const matches = (selector: Selector): boolean =>
    selector.every((part) => {
      if (part.type === 'class' || part.type === 'type') return !unused.has(part.name);
      const choices = choicesOf(part);
      return choices.length === 0 || choices.some(matches);
    });
  const { code } = transform({
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
  });
  return withoutEmpty(code.toString());
}

/** Conditions around nothing, the innermost first. */
const EMPTY = /@(?:media|supports)[^{};]*\{\}/g;

function withoutEmpty(css: string): string {
  const less = css.replace(EMPTY, '');
  return less === css ? css : withoutEmpty(less);
}
