/**
 * The response headers of the built site, for every host that can be told of them: `_headers` and `_redirects` for
 * Netlify and Cloudflare Pages (the server of `npm start` reads the first as well), and in `_hosting/` what the nginx
 * and Caddy configurations in `.hosting/` include. Written by the build, because the policy is made of its hashes.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { builtPages } from './built-pages.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Short: a correction must reach people, and a revalidation that finds nothing new costs one round trip. */
const SHORT = 'public, max-age=300';
/** Browsers look here for a newer build of what they keep for reading offline. */
const ALWAYS_ASK = 'no-cache';

export function writeHostFiles(folder: string, base: string, policy: string): void {
  const headers = Object.entries({
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  mkdirSync(join(folder, '_hosting'), { recursive: true });
  const files = {
    _headers: headersFile(base, headers),
    _redirects: redirectsFile(folder, base),
    '_hosting/nginx.conf': nginxFile(base, headers),
    '_hosting/Caddyfile': caddyFile(base, headers),
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
}

type Headers = readonly (readonly [name: string, value: string])[];

/**
 * Where two blocks match one address, one host joins their values and another takes the last; so no header stands in two
 * blocks. Pages get no `Cache-Control` here: both hosts' own is to ask again every time.
 */
function headersFile(base: string, headers: Headers): string {
  const block = (path: string, lines: Headers) =>
    [base + path, ...lines.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  return [
    block('*', headers),
    block('_astro/*', [['Cache-Control', IMMUTABLE]]),
    block('sw.js', [['Cache-Control', ALWAYS_ASK]]),
  ]
    .join('\n\n')
    .concat('\n');
}

/**
 * What a page's own refresh does in a browser, as an answer that curl follows too. Both hosts drop `.html` and add the
 * slash by themselves.
 */
function redirectsFile(folder: string, base: string): string {
  return builtPages(folder)
    .flatMap((file) => {
      const target = /<meta http-equiv="refresh" content="0; url=([^"]*)"/.exec(
        readFileSync(file, 'utf8'),
      )?.[1];
      const address =
        base +
        relative(folder, file)
          .replaceAll('\\', '/')
          .replace(/index\.html$/, '');
      return target === undefined ? [] : [`${address} ${target} 301`];
    })
    .join('\n')
    .concat('\n');
}

/** For the `server` block. `always`: the page for what is missing is a page like any other. */
function nginxFile(base: string, headers: Headers): string {
  return [
    `# Written by the build; ${base} is its base path.`,
    `error_page 404 ${base}404.html;`,
    `set $cache_control "${SHORT}";`,
    `if ($uri ~ ^${escaped(base)}_astro/) { set $cache_control "${IMMUTABLE}"; }`,
    `if ($uri = ${base}sw.js) { set $cache_control "${ALWAYS_ASK}"; }`,
    ...[...headers, ['Cache-Control', '$cache_control'] as const].map(
      ([name, value]) => `add_header ${name} "${value}" always;`,
    ),
  ]
    .join('\n')
    .concat('\n');
}

function escaped(path: string): string {
  return path.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}

/** For a site block. */
function caddyFile(base: string, headers: Headers): string {
  return [
    `# Written by the build; ${base} is its base path.`,
    'header {',
    ...headers.map(([name, value]) => `\t${name} "${value}"`),
    '}',
    // Caddy sorts directives of one name by their matchers: these must not overlap.
    `@short not path ${base}_astro/* ${base}sw.js`,
    `header @short Cache-Control "${SHORT}"`,
    `header ${base}_astro/* Cache-Control "${IMMUTABLE}"`,
    `header ${base}sw.js Cache-Control "${ALWAYS_ASK}"`,
    'handle_errors {',
    '\t@missing expression {err.status_code} == 404',
    `\trewrite @missing ${base}404.html`,
    '\tfile_server',
    '}',
  ]
    .join('\n')
    .concat('\n');
}
