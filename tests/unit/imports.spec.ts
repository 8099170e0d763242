/** The table of shared/ARCHITECTURE.md, "Which way things may point", read from the code itself. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, test } from '@playwright/test';
import { filesIn } from '../built.ts';

/**
 * What each folder of src may import: other folders of src, and packages. `types` are allowed in `import type` alone.
 * Refinements of the table, all on purpose: cards draw pictures at build time in Node; lib and components may use values of schema (the inline grammar, the
 * order of the rows), and integrations and the server are build-time code that runs in Node and that nothing imports.
 */
const MAY_IMPORT: Readonly<Record<string, { folders: string[]; packages: RegExp; types?: string[] }>> = {
  core: { folders: ['core'], packages: /(?!)/ },
  schema: { folders: ['core', 'schema'], packages: /^(astro\/zod|yaml)$/ },
  i18n: { folders: ['i18n'], packages: /(?!)/, types: ['core'] },
  lib: { folders: ['core', 'schema', 'i18n', 'lib'], packages: /^(astro:content|node:(crypto|fs|path))$/ },
  cards: { folders: ['core', 'cards'], packages: /^(node:.*|@resvg\/resvg-js)$/ },
  elements: { folders: ['core', 'elements'], packages: /(?!)/ },
  components: { folders: ['core', 'schema', 'i18n', 'lib', 'components', 'styles'], packages: /^astro:/ },
  layouts: {
    folders: ['core', 'schema', 'i18n', 'lib', 'components', 'layouts', 'styles'],
    packages: /^astro:/,
  },
  pages: {
    folders: ['core', 'schema', 'i18n', 'lib', 'components', 'layouts', 'styles'],
    packages: /^(astro|astro:content)$/,
    types: ['elements'],
  },
  integrations: {
    folders: ['schema', 'cards', 'integrations', 'lib/content-hash.ts'],
    packages: /^(node:.*|astro|yaml|pagefind)$/,
    types: ['offline'],
  },
  // The service worker is one file at run time: it imports types alone.
  offline: { folders: [], packages: /(?!)/, types: ['offline'] },
  'content.config.ts': { folders: ['schema'], packages: /^(astro:content|astro\/loaders)$/ },
  'server.ts': { folders: [], packages: /^node:/ },
  'env.d.ts': { folders: [], packages: /(?!)/, types: ['lib'] },
};
/** In a `<script>` of a component or layout: the only door through which an element enters a page. */
const SCRIPT = { folders: ['elements'], packages: /(?!)/ };

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
  readonly inScript: boolean;
}

const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)(\.\w)?/g;

function importsOf(path: string, text: string): readonly Import[] {
  const parts = path.endsWith('.astro')
    ? [
        { text: /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '', inScript: false },
        ...[...text.matchAll(/<script(?![^>]*is:inline)[^>]*>([\s\S]*?)<\/script>/g)].map(
          ([, script = '']) => ({
            text: script,
            inScript: true,
          }),
        ),
      ]
    : [{ text, inScript: false }];
  return parts.flatMap(({ text, inScript }) =>
    [...text.matchAll(STATEMENT)].map(([, type, from, dynamic, member]) => ({
      target: from ?? dynamic ?? '',
      // `import('…').Name` is a type when a name follows directly; a call such as `.then` follows a promise.
      typeOnly:
        type !== undefined || (dynamic !== undefined && member !== undefined && path.endsWith('.d.ts')),
      inScript,
    })),
  );
}

/** What is wrong with an import, or undefined. */
function verdict(path: string, { target, typeOnly, inScript }: Import): string | undefined {
  const folder = path.split('/')[0] ?? '';
  const rule = inScript ? SCRIPT : MAY_IMPORT[folder];
  if (!rule) return `${path}: no rule says what ${folder} may import`;
  const wrong = `${path} -> ${target}`;
  if (!target.startsWith('.')) return rule.packages.test(target) ? undefined : wrong;
  const file = join(dirname(path), target);
  const allowed = [...rule.folders, ...(typeOnly ? (MAY_IMPORT[folder]?.types ?? []) : [])];
  return allowed.some((may) => file === may || file.startsWith(`${may}/`)) ? undefined : wrong;
}

test('no import points the wrong way', () => {
  const files = filesIn('src').filter((path) => /\.(ts|astro)$/.test(path));
  const imports = files.flatMap((path) =>
    importsOf(path, readFileSync(`src/${path}`, 'utf8')).map((found) => ({ path, found })),
  );
  expect(imports.length, 'imports are found at all').toBeGreaterThan(files.length);
  expect(imports.flatMap(({ path, found }) => verdict(path, found) ?? [])).toEqual([]);
});

test('an import of a file says its extension, as plain Node needs', () => {
  const wrong = filesIn('src')
    .filter((path) => /\.(ts|astro)$/.test(path))
    .flatMap((path) =>
      importsOf(path, readFileSync(`src/${path}`, 'utf8'))
        .filter(({ target }) => target.startsWith('.') && !/\.(ts|astro|css(\?inline)?)$/.test(target))
        .map(({ target }) => `${path} -> ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('the reader of imports finds each form, and the rules refuse each wrong arrow', () => {
  const wrongIn = (path: string, text: string) =>
    importsOf(path, text).flatMap((found) => verdict(path, found) ?? []);
  for (const [path, text] of [
    ['core/a.ts', "import { t } from '../i18n/index.ts';"],
    ['core/a.ts', "import type { Key } from '../i18n/index.ts';"],
    ['core/a.ts', "import { z } from 'astro/zod';"],
    ['core/a.ts', "export * from '../lib/codes.ts';"],
    ['core/a.ts', "import {\n  a,\n  b,\n} from 'node:fs';"],
    ['schema/a.ts', "import { url } from '../lib/urls.ts';"],
    ['i18n/en.ts', "import { SIGNALS } from '../core/signals.ts';"],
    ['lib/a.ts', "import A from '../components/A.astro';"],
    ['elements/a.ts', "import { en } from '../i18n/en.ts';"],
    ['elements/a.ts', "void import('../lib/urls.ts');"],
    ['components/A.astro', "---\nimport '../elements/index.ts';\n---\n<p />"],
    ['components/A.astro', "---\n---\n<script>\n  import '../lib/urls.ts';\n</script>"],
    ['layouts/A.astro', "---\nimport B from '../pages/404.astro';\n---"],
    ['pages/a.ts', "import { readContent } from '../integrations/read-content.ts';"],
    ['lib/a.ts', "import { serve } from '../server.ts';"],
    ['integrations/a.ts', "import { url } from '../lib/urls.ts';"],
    ['helpers/a.ts', "import { url } from '../lib/urls.ts';"],
  ] as const) {
    expect(wrongIn(path, text), `${path}: ${text}`).toHaveLength(1);
  }
  for (const [path, text] of [
    ['i18n/en.ts', "import type { SignalName } from '../core/signals.ts';"],
    ['components/A.astro', "---\n---\n<script>\n  import '../elements/index.ts';\n</script>"],
    ['core/report/a.ts', "import { SIGNALS } from '../signals.ts';"],
  ] as const) {
    expect(wrongIn(path, text), `${path}: ${text}`).toEqual([]);
  }
});
