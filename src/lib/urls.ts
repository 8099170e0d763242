/** The only place that builds a path. Everything is relative to the configured base. */

import { DEFAULT_LOCALE, type Locale } from '../i18n/index.ts';

export type PageRef =
  /** A page of a kind, by its path below the language: `guides/kubernetes/`; `card` is the name of its own picture. */
  | { readonly kind: 'page'; readonly path: string; readonly card?: string }
  | { readonly kind: 'home' }
  | { readonly kind: 'search' }
  | { readonly kind: 'decode' }
  | { readonly kind: 'signals' }
  | { readonly kind: 'print' }
  | { readonly kind: 'evidence' }
  | { readonly kind: 'record'; readonly group: string }
  | { readonly kind: 'offline' }
  | { readonly kind: 'notFound' };

const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');

/** A file at the root of the site: `asset('favicon.svg')`. */
export function asset(path: string): string {
  return `${BASE}/${path}`;
}

/** `/ref/zh/137/` for exit code 137 in Chinese under the base path `/ref`. */
export function url(locale: Locale, page: PageRef): string {
  const prefix = locale === DEFAULT_LOCALE ? '' : `${locale}/`;
  return asset(prefix + pathOf(page));
}

/** A file that exists once per language: `/ref/zh/codes.json`. */
export function localeFile(locale: Locale, path: string): string {
  return url(locale, { kind: 'home' }) + path;
}

/** The page for programs: `/ref/zh/137.md` beside `/ref/zh/137/`. */
export function twin(locale: Locale, page: PageRef, format: 'md' | 'json'): string {
  return `${url(locale, page).replace(/\/$/, '')}.${format}`;
}

/** The card that a link to the page unfurls into: `/ref/zh/og/137.png`. */
export function card(locale: Locale, page: PageRef): string {
  return localeFile(locale, `og/${(page.kind === 'page' && page.card) || 'site'}.png`);
}

/** A page's path below the base and the language, with a slash at the end: `guides/kubernetes/`. */
export function pathOf(page: PageRef): string {
  switch (page.kind) {
    case 'home':
    case 'notFound':
      return '';
    case 'page':
      return page.path;
    case 'record':
      return `evidence/${page.group}/`;
    case 'search':
    case 'decode':
    case 'signals':
    case 'print':
    case 'evidence':
    case 'offline':
      return `${page.kind}/`;
  }
}

/** The address for a canonical link or an unfurl, with the configured host. */
export function absolute(path: string): string {
  return new URL(path, import.meta.env.SITE).href;
}

/** The page that `related` or an inline link names, `137` or `guides/kubernetes#states`, with its fragment apart. */
export function pageRef(target: string | number): { page: PageRef; fragment: string } {
  const [path = '', id] = String(target).split('#');
  return { page: { kind: 'page', path: `${path}/` }, fragment: id === undefined ? '' : `#${id}` };
}
