/**
 * Writes the service worker, and per language the list of what it keeps, in tiers. Runs last: the hashes are those of the
 * files as they are served. What belongs where follows from what is built: no kind of page is named here.
 *
 * The worker's own address has no hash, because browsers look for a newer one there; its text holds the build's id, so
 * any change of any file makes it a newer one.
 *
 * `OFFLINE=off` writes a worker in its place that removes every copy and itself: the way to be rid of it.
 */

import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { build as bundle } from 'vite';
import type { Build, OfflineList } from '../offline/list.ts';

/** By the prefix of a language's addresses: the `lang` of its pages, in lower case as Pagefind writes it. */
const LANGUAGES: Readonly<Record<string, string>> = { '': 'en', 'zh/': 'zh-hans' };
/** The page that stands for what is not stored. What it leads to, every page leads to. */
const NOT_STORED = 'offline/';

/** `written`: the pages that somebody wrote, as paths below the folder; others are made from tables. */
export function offline(written: ReadonlySet<string>): AstroIntegration {
  let base = '/';
  const off = process.env['OFFLINE'] === 'off';
  return {
    name: 'offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = globSync('**/*', { cwd: folder }).map((file) => file.split(sep).join('/'));
        const lists = Object.keys(LANGUAGES).map((prefix) => {
          const list = listFor(prefix, folder, files.toSorted(), base, written);
          const text = JSON.stringify(list);
          // Beside the scripts: hosts keep what is in there for ever, and its name changes with its content.
          const path = `_astro/offline-${prefix.replace('/', '') || 'en'}.${hashOf(text)}.json`;
          writeFileSync(join(folder, path), text);
          const { shell, first, bytes } = list;
          logger.info(
            `/${prefix}: ${shell.length} files of the shell, ${first.length} more at first, ` +
              `${Object.keys(list.files).length} in all; ${kilobytes(bytes.first)} and ${kilobytes(bytes.all)}`,
          );
          return [prefix, path] as const;
        });
        const id = hashOf(JSON.stringify(lists));
        const script = await workerOf(off ? 'off.ts' : 'worker.ts', { id, lists: Object.fromEntries(lists) });
        writeFileSync(join(folder, 'sw.js'), script);
        if (off) logger.warn('OFFLINE=off: sw.js removes what readers have stored');
      },
    },
  };
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

/** A worker as one script of the parts in src/offline; its text changes with the build and with the parts. */
export async function workerOf(entry: 'worker.ts' | 'off.ts', { id, lists }: Build): Promise<string> {
  const script = await bundled(entry);
  return `const BUILD=${JSON.stringify({ id: hashOf(id + script), lists })};\n${script}`;
}

async function bundled(entry: string): Promise<string> {
  const input = fileURLToPath(new URL(`../offline/${entry}`, import.meta.url));
  const result = await bundle({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry: input, formats: ['iife'], name: 'offline' } },
  });
  const chunks = [result].flat().flatMap((each) => ('output' in each ? each.output : []));
  const [chunk] = chunks;
  if (chunks.length !== 1 || chunk?.type !== 'chunk') throw new Error('The service worker is not one script');
  return chunk.code;
}

function listFor(
  prefix: string,
  folder: string,
  paths: readonly string[],
  base: string,
  written: ReadonlySet<string>,
): OfflineList {
  const files: Record<string, string> = {};
  const aliases: Record<string, string> = {};
  const sizes = new Map<string, number>();
  const pages = new Map<string, string>();
  for (const path of paths) {
    if (!isNeeded(path, prefix)) continue;
    const bytes = readFileSync(join(folder, path));
    const address = path.replace(/(^|\/)index\.html$/, '$1');
    const html = path.endsWith('.html') ? bytes.toString() : '';
    const leadsTo = /<meta http-equiv="refresh" content="0; url=([^"]*)"/.exec(html)?.[1];
    if (leadsTo !== undefined) {
      aliases[address] = leadsTo.slice(base.length);
      continue;
    }
    files[address] = hashOf(bytes);
    // As the worker stores it: without the style that pages share.
    sizes.set(
      address,
      gzipSync(html ? html.replace(/<style>[^]*?<\/style>/, '') : bytes, { level: 6 }).length,
    );
    if (html) pages.set(address, html);
  }
  const leadsTo = (page: string): readonly string[] =>
    [...(pages.get(page) ?? '').matchAll(/<a\s[^>]*?href="([^"#?]*)/g)]
      .map(([, href = '']) => href.slice(base.length))
      .filter((address, index, all) => pages.has(address) && all.indexOf(address) === index);
  const notStored = prefix + NOT_STORED;
  const shell = [
    // The search knows every name and number by its rows; the index of every word is as large as all the rest together.
    ...Object.keys(files).filter((address) => !pages.has(address) && !address.startsWith('pagefind/')),
    ...new Set([...[notStored, '404.html'].filter((page) => pages.has(page)), ...leadsTo(notStored)]),
  ];
  const first = leadsTo(prefix).filter((page) => !shell.includes(page) && written.has(`${page}index.html`));
  const sum = (addresses: Iterable<string>) =>
    [...addresses].reduce((total, each) => total + (sizes.get(each) ?? 0), 0);
  return {
    files,
    aliases,
    shell,
    first,
    bytes: { first: sum([...shell, ...first]), all: sum(sizes.keys()) },
  };
}

/** What scripts ask for, below the language. */
const NEEDED_DATA = [
  'search/index.json',
  'search/rest.json',
  'words.json',
  'decode/words.json',
  'decode/more.json',
  'decode/programs.json',
];

/** Pages of the language as folders (`137.html` is the same page again), the words of its scripts, and what all share. */
function isNeeded(path: string, prefix: string): boolean {
  if (
    /^(404\.html|favicon\.(svg|png)|apple-touch-icon\.png|_astro\/(?!offline-\w+\.\w+\.json$).*)$/.test(path)
  )
    return true;
  if (path.startsWith('pagefind/'))
    return isOfSearch(path.slice('pagefind/'.length), LANGUAGES[prefix] ?? '');
  const others = Object.keys(LANGUAGES).filter((other) => other.length > prefix.length);
  if (!path.startsWith(prefix) || others.some((other) => path.startsWith(other))) return false;
  return /(^|\/)index\.html$/.test(path) || NEEDED_DATA.includes(path.slice(prefix.length));
}

/** What Pagefind's own script asks for: its ready-made interfaces and the other language's index stay out. */
function isOfSearch(file: string, language: string): boolean {
  if (/^(pagefind|pagefind-worker)\.js$|^pagefind-entry\.json$/.test(file)) return true;
  if (file.startsWith('wasm.'))
    return file === `wasm.${language}.pagefind` || file === 'wasm.unknown.pagefind';
  return file.startsWith(`pagefind.${language}_`) || new RegExp(`^\\w+/${language}_`).test(file);
}

/** As src/offline/entry.ts computes it. */
function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
