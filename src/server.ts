/**
 * Serves the built site as a good static host would: the headers of `_headers`, brotli, the 404 page, `/137` beside
 * `/137/`. `npm start` and the browser tests use it.
 *
 * As a program it takes PORT (4321; 0 picks a free one), OUT_DIR (dist) and BASE_PATH (/) from the environment.
 */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

export interface ServeOptions {
  readonly folder: string;
  /** `/` or `/ref`; everything outside it is 404. */
  readonly base: string;
  /** 0 lets the system pick a free port. */
  readonly port: number;
  /** Without the headers of `_headers`, as on a host that cannot set them. */
  readonly bare?: boolean;
  /** Brotli's, 1 (fast) to 11 (small, as static hosts that compress once). */
  readonly quality?: number;
  /** Called with every path and the bytes of its body as sent. */
  readonly onSent?: (path: string, bytes: number) => void;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};
const COMPRESSED = /^(text|application\/(json|xml|wasm)|image\/svg)/;

/** Starts serving and resolves once requests are answered. A port that is taken rejects. */
export async function serve({
  folder,
  base,
  port,
  bare = false,
  quality = 11,
  onSent,
}: ServeOptions): Promise<{ server: Server; url: string }> {
  const root = base.replace(/\/?$/, '/');
  const rules = bare ? [] : headerRules(join(folder, '_headers'));

  const server = createServer((request, response) => {
    const [rawPath = '/', query] = (request.url ?? '/').split('?');
    const path = decoded(rawPath);
    const found = path.startsWith(root) ? resolve(folder, path.slice(root.length)) : undefined;
    for (const { pattern, headers } of rules) {
      if (pattern.test(path)) for (const [name, value] of headers) response.setHeader(name, value);
    }
    if (found === 'folder' || `${path}/` === root) {
      response
        .writeHead(301, { Location: `${encodeURI(path)}/${query === undefined ? '' : `?${query}`}` })
        .end();
      return;
    }
    const file = found ?? join(folder, '404.html');
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    let body: Buffer = readFileSync(file);
    if (COMPRESSED.test(type) && /\bbr\b/.test(String(request.headers['accept-encoding']))) {
      body = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
      response.setHeader('Content-Encoding', 'br');
    }
    onSent?.(path, body.length);
    response
      .writeHead(found ? 200 : 404, {
        'Content-Type': type,
        'Content-Length': body.length,
        Vary: 'Accept-Encoding',
      })
      .end(request.method === 'HEAD' ? undefined : body);
  });

  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, listening);
  });
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}${root}` };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The file for a path below the base, `folder` where only a slash is missing, or undefined. */
function resolve(folder: string, path: string): string | undefined {
  if (path.split('/').includes('..') || path.includes('\0')) return undefined;
  const file = join(folder, path);
  if (path === '' || path.endsWith('/')) {
    const index = join(file, 'index.html');
    return existsSync(index) ? index : undefined;
  }
  if (!existsSync(file)) return existsSync(`${file}.html`) ? `${file}.html` : undefined;
  if (statSync(file).isFile()) return file;
  return existsSync(join(file, 'index.html')) ? 'folder' : undefined;
}

interface HeaderRule {
  readonly pattern: RegExp;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The `_headers` format of Netlify and Cloudflare Pages: a path with `*`, then indented headers. */
function headerRules(file: string): readonly HeaderRule[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split(/\n\s*\n/)
    .map((block) => {
      const [path = '', ...lines] = block.split('\n');
      const literal = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      return {
        pattern: new RegExp(`^${literal.join('.*')}$`),
        headers: lines.map((line) => {
          const colon = line.indexOf(':');
          return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
        }),
      };
    });
}

if (import.meta.main) {
  const folder = process.env['OUT_DIR'] || 'dist';
  const base = process.env['BASE_PATH'] || '/';
  const wanted = Number(process.env['PORT'] || 4321);
  const { url } = await serve({ folder, base, port: wanted }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    console.log(`Port ${wanted} is taken; using a free one. PORT=<number> chooses.`);
    return serve({ folder, base, port: 0 });
  });
  console.log(`\n  The site is at ${url}\n  Stop it with Ctrl+C.\n`);
}
