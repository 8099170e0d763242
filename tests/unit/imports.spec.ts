/** ARCHITECTURE.md, "Which way things may point", read from the code itself. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, test } from '@playwright/test';
import { KINDS } from '../../src/kinds/index.ts';
import { filesIn } from '../built.ts';

/**
 * What each folder of src may import: other folders or files of src, and packages. `types` are allowed in `import type`
 * alone. Cards, integrations and the server run in Node at build time, and nothing imports them.
 */
const MAY_IMPORT: Readonly<Record<string, { folders: string[]; packages: RegExp; types?: string[] }>> = {
  core: { folders: ['core'], packages: /(?!)/ },
  schema: { folders: ['core', 'schema'], packages: /^(astro\/zod|satteri|yaml)$/ },
  i18n: { folders: ['i18n'], packages: /(?!)/, types: ['core'] },
  lib: { folders: ['core', 'schema', 'i18n', 'lib'], packages: /^(astro:content|node:(crypto|fs|path))$/ },
  kinds: {
    folders: ['core', 'schema', 'i18n', 'lib', 'kinds'],
    packages: /^(astro\/zod|astro:content|node:fs)$/,
  },
  check: {
    folders: ['core', 'schema', 'i18n', 'kinds', 'check', 'lib/content-hash.ts'],
    packages: /^(astro\/zod|node:(child_process|fs|path)|js-yaml|yaml)$/,
  },
  // The Markdown of a block stands beside its component; of the components themselves nothing is known here.
  publish: {
    folders: ['core', 'schema', 'i18n', 'lib', 'kinds', 'publish', ...markdownOfBlocks()],
    packages: /^astro\/zod$/,
  },
  cards: { folders: ['core', 'cards'], packages: /^(node:.*|@resvg\/resvg-js)$/ },
  elements: { folders: ['core', 'elements', 'styles'], packages: /(?!)/, types: ['offline'] },
  components: {
    folders: ['core', 'schema', 'i18n', 'lib', 'components', 'styles', 'kinds/index.ts'],
    packages: /^astro:/,
    types: ['kinds/blocks.ts'],
  },
  layouts: {
    folders: ['core', 'schema', 'i18n', 'lib', 'components', 'layouts', 'styles'],
    packages: /^astro:/,
    types: ['kinds/blocks.ts', 'kinds/kind.ts'],
  },
  pages: {
    folders: ['core', 'schema', 'i18n', 'lib', 'kinds', 'publish', 'components', 'layouts', 'styles'],
    packages: /^(astro|astro:content)$/,
    types: ['elements'],
  },
  integrations: {
    folders: ['schema', 'i18n', 'cards', 'check', 'kinds/index.ts', 'integrations', 'lib/content-hash.ts'],
    packages: /^(node:.*|astro|yaml|pagefind|lightningcss|vite|@resvg\/resvg-js)$/,
    types: ['offline'],
  },
  // The service worker is one file at run time, bundled from its parts alone.
  offline: { folders: ['offline'], packages: /(?!)/ },
  'content.config.ts': {
    folders: ['schema', 'i18n', 'kinds/index.ts', 'kinds/kind.ts', 'kinds/collection-name.ts'],
    packages: /^(astro:content|astro\/(loaders|zod))$/,
  },
  'server.ts': { folders: [], packages: /^node:/ },
  'env.d.ts': { folders: [], packages: /(?!)/, types: ['components/prose/context.ts'] },
};

function markdownOfBlocks(): string[] {
  return filesIn('src')
    .filter((path) => /^components\/blocks\/.*\.ts$/.test(path))
    .map(String);
}

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
  // chunk-address.ts: the address of a file, which counts as what it holds.
  const place = target.replace(/^chunk:/, '');
  if (!place.startsWith('.')) return rule.packages.test(target) ? undefined : wrong;
  const file = join(dirname(path), place);
  const allowed = [...rule.folders, ...(typeOnly ? (MAY_IMPORT[folder]?.types ?? []) : [])];
  if (!allowed.some((may) => file === may || file.startsWith(`${may}/`))) return wrong;
  // A kind knows what all kinds have in common, but no other kind.
  const own = kindFolder(path);
  const other = folder === 'kinds' ? kindFolder(file) : undefined;
  return own !== undefined && other !== undefined && own !== other ? wrong : undefined;
}

const kindFolder = (path: string) => /^kinds\/([^/]+)\//.exec(path)?.[1];

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
    ['kinds/codes/a.ts', "import A from '../../components/A.astro';"],
    ['kinds/codes/a.ts', "import { guides } from '../guides/index.ts';"],
    ['publish/a.ts', "import A from '../components/blocks/Road.astro';"],
    ['check/a.ts', "import { url } from '../lib/urls.ts';"],
    ['components/A.astro', "---\nimport { site } from '../kinds/site.ts';\n---"],
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

/** Rooms that publish whatever kinds there are. The core speaks of what numbers mean, i18n of what pages say. */
const ROOMS = /^(check|components|integrations|layouts|lib|pages|publish|schema)\//;
const CODE_ONLY = /\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm;

/** Where code outside kinds/ names one: its id or folder as a string, a path that begins with it, or its own folder of code. */
function namesKind(text: string): readonly string[] {
  const names = KINDS.flatMap(({ id, collection }) => [id, collection.folder]);
  const pattern = new RegExp(
    `['"\`](?:${names.join('|')})(?:\\.json|/[^'"\`]*)?['"\`]|(?:['"\`}]/?|kinds/)(?:${names.join('|')})/`,
    'g',
  );
  return text.replace(CODE_ONLY, '').match(pattern) ?? [];
}

test('nothing outside kinds/ names a kind', () => {
  const files = filesIn('src').filter((path) => ROOMS.test(path) && /\.(ts|astro)$/.test(path));
  expect(files.length).toBeGreaterThan(80);
  const wrong = files.flatMap((path) =>
    namesKind(readFileSync(`src/${path}`, 'utf8')).map((name) => `${path}: ${name}`),
  );
  // The marks of a line and an element of HTML are called code as well; a reading may be of a Windows value, a record of a
  // program that the lab runs, a command for Windows.
  expect(
    wrong.filter(
      (each) =>
        !/^(schema\/inline\.ts|components\/Inline\.astro|lib\/markdown\.ts): 'code'$/.test(each) &&
        !/^(pages\/\[\.\.\.locale\]\/decode\/index\.astro: 'windows'|schema\/scenario\.ts: 'program'|schema\/tools\.ts: 'windows')$/.test(
          each,
        ),
    ),
  ).toEqual([]);
  // What a reading is of, and what a program says, are words of the core; where a page is, nobody but its kind knows.
  const paths = filesIn('src')
    .filter((path) => !ROOMS.test(path) && !path.startsWith('kinds/') && /\.(ts|astro|css)$/.test(path))
    .flatMap((path) => namesKind(readFileSync(`src/${path}`, 'utf8')).map((name) => `${path}: ${name}`))
    .filter((each) => each.includes('/', each.indexOf(': ')) || each.includes('.json'));
  expect(paths).toEqual([]);
  expect(namesKind("url(locale, { kind: 'guide', slug })")).toHaveLength(1);
  expect(namesKind('`guides/${slug}/`')).toHaveLength(1);
  expect(namesKind('`${home}guides/${slug}/`')).toHaveLength(1);
  expect(namesKind("'/guides/'")).toHaveLength(1);
  expect(namesKind("import x from '../kinds/codes/index.ts'")).toHaveLength(1);
  expect(namesKind("t('code.which') // 'guide'")).toEqual([]);
});

test('no element knows an address: links and files come from the document', () => {
  const pages = readdirSync('src/pages/[...locale]', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .concat(KINDS.flatMap(({ at }) => (at === '' ? [] : [at.slice(0, -1)])));
  expect(pages).toEqual(expect.arrayContaining(['decode', 'guides']));
  const address = new RegExp(`['"\`}/](?:${pages.join('|')})/`);
  const found = (text: string) => address.test(text.replace(CODE_ONLY, '').replace(/^import [^;]*;$/gm, ''));
  const elements = filesIn('src/elements').filter((path) => path.endsWith('.ts'));
  expect(elements.filter((path) => found(readFileSync(`src/elements/${path}`, 'utf8')))).toEqual([]);
  expect(found('const url = `${home}decode/${known && `?q=${known}`}`;')).toBe(true);
});
