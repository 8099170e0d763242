import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { cards } from './src/integrations/cards.ts';
import { chunkAddress } from './src/integrations/chunk-address.ts';
import { contentCheck } from './src/integrations/content-check.ts';
import { contentSecurityPolicy } from './src/integrations/content-security-policy.ts';
import { fullText } from './src/integrations/full-text.ts';
import { htmlVariants } from './src/integrations/html-variants.ts';
import { pageStyles } from './src/integrations/page-styles.ts';
import { sitemapOptions } from './src/integrations/sitemap-options.ts';
import { icons } from './src/integrations/icons.ts';
import { offline } from './src/integrations/offline.ts';

/** No chunk here has styles or further chunks to preload: Vite's helper would be half a kilobyte on every page. */
const plainDynamicImport = {
  name: 'plain-dynamic-import',
  enforce: 'pre',
  load: (id) =>
    id.startsWith('\0vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined,
};

/**
 * Takes out Vite's lists of what to preload, which name files that may never be loaded, and its wrappers around imports.
 * `build.modulePreload: false` empties the lists and leaves the rest; sweep/weight.spec.ts sees that none of it is left.
 */
const noPreloadLists = {
  name: 'no-preload-lists',
  enforce: 'post',
  generateBundle: {
    // After Vite has put them in.
    order: 'post',
    handler: (_, bundle) => {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = chunk.code
          .replace(/^const __vite__mapDeps=.*\n/m, '')
          .replace(/,(__vite__mapDeps\(\[[\d,]*\]\)|\[\])\)/g, ')')
          .replace(
            /\b\w+\((?:\(\)=>|async\(\)=>\{let\{\w+:\w+\}=await )(import\(`[^`]+`\))(?:;return\{\w+:\w+\}\})?\)/g,
            '$1',
          );
      }
    },
  },
};

/** Astro leaves a mark for itself in every MDX module; the bundler would warn of each, in two hundred lines. */
const withoutDirectives = (level, log, print) => {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') print(level, log);
};

/**
 * What is always asked for together is a tenth smaller in one file, and half the requests. A group takes along what its
 * modules import, unless an earlier one has it: so what others need too comes first.
 */
const together = [
  {
    name: 'shared',
    test: /src\/elements\/(?:announce|dom|family-colours|fill|known-words|late-style|words)\.ts$/,
  },
  {
    name: 'signals',
    test: /src\/core\/(?:tables\/(?:families|signals)|arithmetic\/wait-status|read\/target|search\/row)\.ts$/,
  },
  {
    name: 'tables',
    test: /src\/core\/tables\/(?:batch|reasons|signal-words|systemd|windows)\.ts$/,
  },
  { name: 'decode', test: /src\/core\/read\/(?:decode|grammar|name|nearest|number|programs)\.ts$/ },
  { name: 'question', test: /src\/elements\/question\.ts$/ },
  { name: 'search', test: /src\/(?:core\/search\/|elements\/search-)/ },
];

/** The pages that somebody wrote, as paths in the folder: found by one integration, needed by another. */
const written = new Set();

export default defineConfig({
  // Where the site will live. Unset, it is the address that `npm start` serves.
  site: process.env.SITE_URL || 'http://localhost:4321',
  base: process.env.BASE_PATH || '/',
  outDir: process.env.OUT_DIR || 'dist',
  trailingSlash: 'always',
  logger: { entrypoint: new URL('src/integrations/build-log.js', import.meta.url) },
  // The style is a few kilobytes and the same on every page of a kind: inline, a deep link paints in one round trip.
  build: { format: 'directory', inlineStylesheets: 'always' },
  // Scripts stay files: the policy then needs no hash for them, and one copy serves every page.
  vite: {
    build: { assetsInlineLimit: 0, rolldownOptions: { onLog: withoutDirectives } },
    environments: {
      client: { build: { rolldownOptions: { output: { codeSplitting: { groups: together } } } } },
    },
    plugins: [chunkAddress(), plainDynamicImport, noPreloadLists],
  },
  // Coloured code would need style attributes, which the policy forbids.
  markdown: { syntaxHighlight: false },
  integrations: [
    contentCheck(),
    mdx(),
    sitemap(sitemapOptions(process.env.BASE_PATH || '/')),
    fullText(written),
    cards(),
    // The pages of numbers have the smallest budget, and the longest of them reach it; guides have the next.
    pageStyles((file, words) =>
      /^(zh\/)?\d+[./]/.test(file) ? (words > 25_000 ? 12 : 4) : file.includes('guides/') ? 2 : 1,
    ),
    icons(),
    contentSecurityPolicy(),
    htmlVariants(),
    offline(written),
  ],
});
