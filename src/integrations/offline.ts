/**
 * Writes the service worker, and per language the list of what it keeps: every page, the scripts, the search. Runs last:
 * the hashes are those of the files as they are served.
 *
 * The worker's own address has no hash, because browsers look for a newer one there; its text holds the build's id, so
 * any change of any file makes it a newer one.
 */

import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Build, OfflineList } from '../offline/list.ts';

/** By the prefix of a language's addresses: the `lang` of its pages, in lower case as Pagefind writes it. */
const LANGUAGES: Readonly<Record<string, string>> = { '': 'en', 'zh/': 'zh-hans' };
const WORKER = new URL('../offline/worker.ts', import.meta.url);

export function offline(): AstroIntegration {
  let base = '/';
  return {
    name: 'offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = globSync('**/*', { cwd: folder }).map((file) => file.split(sep).join('/'));
        const lists = Object.keys(LANGUAGES).map((prefix) => {
          const list = listFor(prefix, folder, files.toSorted(), base);
          const text = JSON.stringify(list);
          // Beside the scripts: hosts keep what is in there for ever, and its name changes with its content.
          const path = `_astro/offline-${prefix.replace('/', '') || 'en'}.${hashOf(text)}.json`;
          writeFileSync(join(folder, path), text);
          logger.info(`${Object.keys(list.files).length} files for /${prefix}`);
          return [prefix, path] as const;
        });
        const worker = stripTypeScriptTypes(readFileSync(WORKER, 'utf8'));
        const build: Build = { id: hashOf(JSON.stringify(lists) + worker), lists: Object.fromEntries(lists) };
        writeFileSync(join(folder, 'sw.js'), `const BUILD = ${JSON.stringify(build)};\n${worker}`);
      },
    },
  };
}

function listFor(prefix: string, folder: string, paths: readonly string[], base: string): OfflineList {
  const files: Record<string, string> = {};
  const aliases: Record<string, string> = {};
  for (const path of paths) {
    if (!isNeeded(path, prefix)) continue;
    const bytes = readFileSync(join(folder, path));
    const address = path.replace(/(^|\/)index\.html$/, '$1');
    const leadsTo = path.endsWith('.html')
      ? /<meta http-equiv="refresh" content="0; url=([^"]*)"/.exec(bytes.toString())?.[1]
      : undefined;
    if (leadsTo === undefined) files[address] = hashOf(bytes);
    else aliases[address] = leadsTo.slice(base.length);
  }
  return { files, aliases };
}

/** Pages of the language as folders (`137.html` is the same page again), the words of its scripts, and what all share. */
function isNeeded(path: string, prefix: string): boolean {
  if (/^(404\.html|favicon\.(svg|png)|apple-touch-icon\.png|_astro\/(?!offline-).*)$/.test(path)) return true;
  if (path.startsWith('pagefind/'))
    return isOfSearch(path.slice('pagefind/'.length), LANGUAGES[prefix] ?? '');
  const others = Object.keys(LANGUAGES).filter((other) => other.length > prefix.length);
  if (!path.startsWith(prefix) || others.some((other) => path.startsWith(other))) return false;
  return (
    /(^|\/)index\.html$/.test(path) || ['search/index.json', 'words.json'].includes(path.slice(prefix.length))
  );
}

/** What Pagefind's own script asks for: its ready-made interfaces and the other language's index stay out. */
function isOfSearch(file: string, language: string): boolean {
  if (/^(pagefind|pagefind-worker)\.js$|^pagefind-entry\.json$/.test(file)) return true;
  if (/^wasm\./.test(file)) return file === `wasm.${language}.pagefind` || file === 'wasm.unknown.pagefind';
  return file.startsWith(`pagefind.${language}_`) || new RegExp(`^\\w+/${language}_`).test(file);
}

/** As worker.ts computes it. */
function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
