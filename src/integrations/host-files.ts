/**
 * The response headers of the built site, for every host that can be told of them: `_headers` and `_redirects` for
 * Netlify and Cloudflare Pages (the server of `npm start` reads the first as well), and in `_hosting/` what the nginx
 * and Caddy configurations in `.hosting/` include. Written by the build, because the policy is made of its hashes.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { builtPages } from './built-pages.ts';

/** For names that change with their content; and only where the file is there: see each host below. */
const IMMUTABLE = 'public, max-age=31536000, immutable';
/**
 * Everything else is asked for again: a correction must reach people, a page must not meet the index of another build,
 * and browsers look at sw.js for a newer build of what they keep. Where nothing is new, that costs one round trip.
 */
const ALWAYS_ASK = 'no-cache';
/** Cloudflare reads this many rules, https://developers.cloudflare.com/pages/configuration/headers/. */
const MOST_RULES = 100;

export function writeHostFiles(folder: string, base: string, policy: string): void {
  const headers = Object.entries({
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    // The address of a page may hold a question, and nobody needs to know where a request came from.
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
  mkdirSync(join(folder, '_hosting'), { recursive: true });
  const files = {
    _headers: headersFile(folder, base, headers),
    _redirects: redirectsFile(folder, base),
    '_hosting/nginx.conf': nginxFile(base, headers),
    '_hosting/Caddyfile': caddyFile(base, headers),
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
}

type Headers = readonly (readonly [name: string, value: string])[];

/**
 * Where two blocks match one address, one host joins their values and another takes the last; so no header stands in two
 * blocks. A rule holds for its address whether a file is there or not, and a missing script that is kept for a year is
 * missing for a year: so each file is named. Pages get no `Cache-Control` here: both hosts' own is to ask again.
 */
function headersFile(folder: string, base: string, headers: Headers): string {
  const block = (path: string, lines: Headers) =>
    [base + path, ...lines.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  const hashed = readdirSync(join(folder, '_astro')).toSorted();
  const blocks = [
    block('*', headers),
    ...hashed.map((file) => block(`_astro/${file}`, [['Cache-Control', IMMUTABLE]])),
    block('sw.js', [['Cache-Control', ALWAYS_ASK]]),
  ];
  if (blocks.length > MOST_RULES)
    throw new Error(
      `_headers: ${blocks.length} rules, and hosts read ${MOST_RULES}: fewer files in _astro/ are expected`,
    );
  return blocks.join('\n\n').concat('\n');
}

/**
 * What a page's own refresh does in a browser, as an answer that curl follows too; and an address with capitals is found
 * without them, as the page for what is missing does in a browser. Both hosts drop `.html` and add the slash by themselves.
 */
function redirectsFile(folder: string, base: string): string {
  const pages = builtPages(folder);
  const addresses = new Set(pages.map((file) => addressOf(folder, file, base)));
  return pages
    .flatMap((file) => {
      const target = /<meta http-equiv="refresh" content="0; url=([^"]*)"/.exec(
        readFileSync(file, 'utf8'),
      )?.[1];
      const address = addressOf(folder, file, base);
      if (target !== undefined) return [`${address} ${target} 301`];
      const small = base + address.slice(base.length).toLowerCase();
      return addresses.has(small) ? [] : [`${small} ${address} 301`];
    })
    .join('\n')
    .concat('\n');
}

function addressOf(folder: string, file: string, base: string): string {
  return (
    base +
    relative(folder, file)
      .replaceAll('\\', '/')
      .replace(/index\.html$/, '')
  );
}

/**
 * For the `server` block. `always`: the page for what is missing is a page like any other, but what may be cached is for
 * answers that went well; an error gets `$error_cache` of .hosting/nginx.conf, which is empty where there is none.
 */
function nginxFile(base: string, headers: Headers): string {
  return [
    `# Written by the build; ${base} is its base path.`,
    `error_page 404 ${base}404.html;`,
    `set $cache_control "${ALWAYS_ASK}";`,
    `if ($uri ~ ^${escaped(base)}_astro/) { set $cache_control "${IMMUTABLE}"; }`,
    ...headers.map(([name, value]) => `add_header ${name} "${value}" always;`),
    'add_header Cache-Control $cache_control;',
    'add_header Cache-Control $error_cache always;',
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
    '@hashed {',
    `\tpath ${base}_astro/*`,
    '\tfile',
    '}',
    '@other not {',
    `\tpath ${base}_astro/*`,
    '\tfile',
    '}',
    `header @hashed Cache-Control "${IMMUTABLE}"`,
    `header @other Cache-Control "${ALWAYS_ASK}"`,
    'handle_errors {',
    `\theader Cache-Control "${ALWAYS_ASK}"`,
    '\t@missing expression {err.status_code} == 404',
    `\trewrite @missing ${base}404.html`,
    '\tfile_server @missing',
    '}',
  ]
    .join('\n')
    .concat('\n');
}
