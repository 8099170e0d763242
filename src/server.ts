/**
 * Serves the built site as a good static host would: the headers of `_headers`, brotli, the 404 page, `/137` beside
 * `/137/`. `npm start` and the browser tests use it. A build that runs in the folder meanwhile is served as it comes.
 *
 * As a program it takes PORT (4321; 0 picks a free one), HOST (this machine alone; `0.0.0.0` for every interface), OUT_DIR
 * (dist) and BASE_PATH (/) from the environment.
 */

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

export interface ServeOptions {
  readonly folder: string;
  /** `/` or `/ref`; everything outside it is 404. */
  readonly base: string;
  /** 0 lets the system pick a free port. */
  readonly port: number;
  /** The address to listen on; this machine alone where none is given. */
  readonly host?: string;
  /** Without the headers of `_headers`, as on a host that cannot set them. */
  readonly bare?: boolean;
  /** Brotli's, 1 (fast) to 11 (small, as static hosts that compress once). */
  readonly quality?: number;
  /** Called with every path and the bytes of its body as sent. */
  readonly onSent?: (path: string, bytes: number) => void;
}

const LOOPBACK = '127.0.0.1';

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
/** What the build writes for other hosts. */
const PRIVATE = /^_(headers|redirects|hosting)(\/|$)/;

/** Starts serving and resolves once requests are answered. A port that is taken rejects. */
export async function serve({
  folder,
  base,
  port,
  host = LOOPBACK,
  bare = false,
  quality = 11,
  onSent,
}: ServeOptions): Promise<{ server: Server; url: string }> {
  const root = base.replace(/\/?$/, '/');
  const files = new Files(quality);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [rawPath = '/', query] = (request.url ?? '/').split('?');
    const path = decoded(rawPath);
    const rules = bare
      ? []
      : headerRules((await files.read(join(folder, '_headers')))?.body.toString() ?? '');
    const headers = new Map(rules.flatMap((rule) => (rule.pattern.test(path) ? rule.headers : [])));
    const send = (status: number, body: Buffer, more: Readonly<Record<string, string>> = {}) => {
      // What is missing now may be there in a minute: no rule about its address may keep the answer.
      if (status >= 400) headers.set('Cache-Control', 'no-cache');
      for (const [name, value] of headers) response.setHeader(name, value);
      const sent = request.method === 'HEAD' || status === 304 ? Buffer.alloc(0) : body;
      onSent?.(path, sent.length);
      response
        .writeHead(status, { ...(status !== 304 && { 'Content-Length': body.length }), ...more })
        .end(sent);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return send(405, Buffer.from('Only GET and HEAD are answered.\n'), { ...PLAIN, Allow: 'GET, HEAD' });
    }
    const found = path.startsWith(root) ? await resolve(folder, path.slice(root.length)) : undefined;
    if (found === 'folder' || `${path}/` === root) {
      return send(301, Buffer.alloc(0), {
        Location: `${encodeURI(path)}/${query === undefined ? '' : `?${query}`}`,
      });
    }
    const own = found && (await files.read(found));
    const missing = join(folder, '404.html');
    const file = own ?? (await files.read(missing));
    // While a build runs, even the page for what is missing may be.
    if (!file) return send(404, Buffer.from('There is nothing at this address.\n'), PLAIN);
    const type = TYPES[extname(own ? found : missing)] ?? 'application/octet-stream';
    const brotli = COMPRESSED.test(type) && takesBrotli(request.headers['accept-encoding']);
    const about = { 'Content-Type': type, Vary: 'Accept-Encoding', ETag: file.tag };
    if (own && !headers.has('Cache-Control')) headers.set('Cache-Control', 'no-cache');
    if (own && isKnown(request.headers['if-none-match'], file.tag)) return send(304, Buffer.alloc(0), about);
    send(own ? 200 : 404, brotli ? await file.brotli() : file.body, {
      ...about,
      ...(brotli && { 'Content-Encoding': 'br' }),
    });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, PLAIN).end('This page could not be read.\n');
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, listening);
  });
  const name = [LOOPBACK, '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
  return { server, url: `http://${name}:${(server.address() as AddressInfo).port}${root}` };
}

const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8' };

interface File {
  readonly body: Buffer;
  /** Weak: it names the content, in whichever encoding it is sent. */
  readonly tag: string;
  /** Compressed once, at the first request that takes it. */
  readonly brotli: () => Promise<Buffer>;
}

/** The files that were asked for, read and compressed once each, until they change on disk. */
class Files {
  /** Of the files together, in bytes: beyond it the one that was read first is forgotten. */
  static readonly #MOST = 200_000_000;
  readonly #quality: number;
  readonly #known = new Map<
    string,
    { readonly version: string; readonly file: Promise<File>; readonly size: number }
  >();
  #bytes = 0;

  constructor(quality: number) {
    this.#quality = quality;
  }

  /** Undefined for a file that is not there, or is no longer. */
  async read(path: string): Promise<File | undefined> {
    const about = await stat(path).catch(() => undefined);
    if (!about?.isFile()) return undefined;
    const version = `${about.mtimeMs} ${about.size} ${about.ino}`;
    const known = this.#known.get(path);
    if (known?.version === version) return known.file.catch(() => undefined);
    this.#forget(path);
    const file = readFile(path).then((body) => this.#file(body));
    this.#known.set(path, { version, file, size: about.size });
    this.#bytes += about.size;
    for (const first of this.#known.keys())
      if (this.#bytes > Files.#MOST && first !== path) this.#forget(first);
    return file.catch(() => {
      this.#forget(path);
      return undefined;
    });
  }

  #forget(path: string) {
    this.#bytes -= this.#known.get(path)?.size ?? 0;
    this.#known.delete(path);
  }

  #file(body: Buffer): File {
    let packed: Promise<Buffer> | undefined;
    const params = { [constants.BROTLI_PARAM_QUALITY]: this.#quality };
    return {
      body,
      tag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      brotli: () => (packed ??= promisify(brotliCompress)(body, { params })),
    };
  }
}

/** Whether `br` is among the encodings that a request takes: with `q=0` it is named to be refused. */
function takesBrotli(header: string | string[] | undefined): boolean {
  return String(header)
    .split(',')
    .some((each) => /^\s*br\s*(;\s*q=(1|0?\.0*[1-9])|$)/.test(each));
}

/** Whether the reader's copy is the newest, https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match. */
function isKnown(header: string | undefined, tag: string): boolean {
  return header === '*' || (header ?? '').split(',').some((each) => each.trim() === tag);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The file for a path below the base, `folder` where only a slash is missing, or undefined. */
async function resolve(folder: string, path: string): Promise<string | undefined> {
  // An empty part would make a redirect to `//name/`, which is another host.
  if (/(^|\/)\.\.?(\/|$)|^\/|\/\/|[\0\\]/.test(path) || PRIVATE.test(path)) return undefined;
  const file = join(folder, path);
  const index = join(file, 'index.html');
  if (path === '' || path.endsWith('/')) return (await isFile(index)) ? index : undefined;
  if (await isFile(file)) return file;
  if (await isFile(index)) return 'folder';
  return (await isFile(`${file}.html`)) ? `${file}.html` : undefined;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (about) => about.isFile(),
    () => false,
  );
}

interface HeaderRule {
  readonly pattern: RegExp;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The `_headers` format of Netlify and Cloudflare Pages: a path with `*`, then indented headers. */
function headerRules(text: string): readonly HeaderRule[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .filter(Boolean)
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
  const host = process.env['HOST'] || LOOPBACK;
  const wanted = Number(process.env['PORT'] || 4321);
  const { url } = await serve({ folder, base, host, port: wanted }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    console.log(`Port ${wanted} is taken; using a free one. PORT=<number> chooses.`);
    return serve({ folder, base, host, port: 0 });
  });
  console.log(`\n  The site is at ${url}\n  Stop it with Ctrl+C.\n`);
}
