/** The built site as files: what is there, and what its HTML says. For checks that need no browser. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { LOCALES, type Locale } from '../src/i18n/index.ts';
import { sayIfStale } from './stale.ts';

export const DIST = process.env['OUT_DIR'] || 'dist';

export interface BuiltPage {
  /** Below the base, without a slash in front: `zh/137/`, `404.html`, and `` for the home page. */
  readonly path: string;
  readonly locale: Locale;
  readonly html: string;
}

/** Every page by its own address; the `.html` twins of the folders are left out. */
export function builtPages(folder = DIST): readonly BuiltPage[] {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no built site in ${folder}: run \`npm run build\` first.`);
  }
  return filesIn(folder)
    .filter((path) => /(^|\/)index\.html$|^404\.html$/.test(path))
    .map((path) => ({
      path: path.replace(/index\.html$/, ''),
      locale: path.startsWith('zh/') ? 'zh' : 'en',
      html: readFileSync(join(folder, path), 'utf8'),
    }));
}

/** Every file below a folder, with forward slashes, sorted. */
export function filesIn(folder: string): readonly string[] {
  if (folder === DIST) sayIfStale(DIST);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.replace(/\/$/, '').length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort();
}

/**
 * The values of an attribute, in order, with character references resolved. A pattern in place of a parser: the build puts
 * every value in double quotes and escapes those, sweep/html.spec.ts holds every page against the grammar, and where a
 * browser's own reading matters, kind.spec.ts asks one.
 */
export function attributes(html: string, name: string, tag = '[a-z][a-z0-9-]*'): readonly string[] {
  const pattern = new RegExp(`<${tag}\\s(?:[^>"]|"[^"]*")*?\\b${name}="([^"]*)"`, 'g');
  return [...html.matchAll(pattern)].map(([, value = '']) => unescaped(value));
}

export function unescaped(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** One page of each kind; numbers that nobody wrote a page for are kinds of their own. */
export const KINDS = [
  'home',
  'code',
  'derivedSignal',
  'derivedNumber',
  'guide',
  'guides',
  'program',
  'sumOfBits',
  'programs',
  'reason',
  'reasons',
  'windowsValue',
  'windowsValues',
  'decode',
  'search',
  'codes',
  'signals',
  'evidence',
  'record',
  'print',
  'signal',
  'notFound',
] as const;
export type Kind = (typeof KINDS)[number];

/** The first number from one to another that nobody wrote a page for: which those are changes with the content. */
export function derived(from: number, to: number): number {
  const written = new Set(readdirSync('content/codes/en').map((file) => Number.parseInt(file)));
  for (let code = from; code <= to; code++) if (!written.has(code)) return code;
  throw new Error(`Every page from ${from} to ${to} is a written one`);
}

const PATHS: Readonly<Record<Kind, string>> = {
  home: '',
  code: '137/',
  derivedSignal: `${derived(129, 192)}/`,
  derivedNumber: `${derived(36, 123)}/`,
  guide: 'guides/container-lifecycle/',
  guides: 'guides/',
  program: 'programs/curl/',
  sumOfBits: 'programs/fsck/',
  programs: 'programs/',
  reason: 'reasons/OOMKilled/',
  reasons: 'reasons/',
  windowsValue: 'windows/0xC0000005/',
  windowsValues: 'windows/',
  decode: 'decode/?q=35072',
  search: 'search/',
  codes: 'codes/',
  signals: 'signals/',
  evidence: 'evidence/',
  record: 'evidence/reproduce/',
  print: 'print/',
  signal: 'SIGKILL/',
  notFound: 'nowhere/',
};

/** The address of a kind's sample below the base: `zh/137/`. */
export function sample(kind: Kind, locale: Locale): string {
  return `${prefix(locale)}${PATHS[kind]}`;
}

export function prefix(locale: Locale): string {
  return locale === 'en' ? '' : `${locale}/`;
}

/** Every kind in every language. */
export const SAMPLES = KINDS.flatMap((kind) =>
  LOCALES.map((locale) => ({ kind, locale, path: sample(kind, locale), name: `${kind}, ${locale}` })),
);
