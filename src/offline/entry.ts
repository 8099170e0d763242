/**
 * One file in a cache. Files are stored compressed, and the pages' style once: browsers store what they have unpacked,
 * which would be 8 MB a language. What is read back is held against its hash: disks fail, and profiles are cut off.
 */

import { ROOT } from './build.ts';

/** The style bundle of a page, and what is left of it in a stored page. */
const STYLE = /<style>((?:(?!<\/style>)[^]){1000,})<\/style>/;
const EMPTY_STYLE = '<style></style>';
const KEPT_HEADERS = [
  'content-type',
  'content-security-policy',
  'referrer-policy',
  'x-content-type-options',
  'permissions-policy',
  'cross-origin-opener-policy',
];

/** Stores the bytes that a server answered with. */
export async function store(cache: Cache, path: string, hash: string, bytes: ArrayBuffer, answered: Headers) {
  const headers = new Headers({ 'x-hash': hash });
  for (const name of KEPT_HEADERS) {
    const value = answered.get(name);
    if (value) headers.set(name, value);
  }
  await cache.put(ROOT + path, await packed(await withoutStyle(cache, bytes, headers), headers));
}

/** What is stored at a path, when its bytes have this hash; undefined when it is not there or is damaged. */
export async function take(cache: Cache, path: string, hash: string): Promise<Response | undefined> {
  try {
    const stored = await cache.match(ROOT + path);
    if (!stored) return undefined;
    const bytes = await withStyle(cache, stored);
    return (await hashOf(bytes)) === hash ? new Response(bytes, { headers: stored.headers }) : undefined;
  } catch {
    return undefined;
  }
}

/** Copies an entry with these bytes from another cache; false when that has none. */
export async function copy(from: Cache, to: Cache, path: string, hash: string): Promise<boolean> {
  const stored = await from.match(ROOT + path);
  if (stored?.headers.get('x-hash') !== hash || !(await take(from, path, hash))) return false;
  const style = stored.headers.get('x-style');
  const shared = style && (await from.match(styleAddress(style)));
  if (shared) await to.put(styleAddress(style), shared);
  await to.put(ROOT + path, stored);
  return true;
}

/** The first 16 hexadecimal digits of the SHA-256, as the build writes them. */
export async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const styleAddress = (hash: string) => `${ROOT}?style-${hash}`;

/** As one piece: a stream that is cut off would be stored as far as it came. */
async function packed(content: BlobPart, headers?: Headers): Promise<Response> {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(await new Response(stream).blob(), headers && { headers });
}

function unpacked(stored: Response): Response {
  return new Response(
    stored.body?.pipeThrough(
      new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array<ArrayBuffer>>,
    ),
  );
}

/** Pages carry the same style, a third of what they weigh: it is stored once, and put back when a page is asked for. */
async function withoutStyle(cache: Cache, bytes: ArrayBuffer, headers: Headers): Promise<BlobPart> {
  if (!headers.get('content-type')?.startsWith('text/html')) return bytes;
  const html = new TextDecoder().decode(bytes);
  const style = STYLE.exec(html)?.[1];
  if (style === undefined) return bytes;
  const hash = await hashOf(new TextEncoder().encode(style).buffer);
  if (!(await cache.match(styleAddress(hash)))) await cache.put(styleAddress(hash), await packed(style));
  headers.set('x-style', hash);
  return html.replace(style, () => '');
}

async function withStyle(cache: Cache, stored: Response): Promise<ArrayBuffer> {
  const hash = stored.headers.get('x-style');
  if (!hash) return unpacked(stored).arrayBuffer();
  const style = await cache.match(styleAddress(hash));
  if (!style) throw new Error('A style is missing from the cache');
  const [html, css] = await Promise.all([unpacked(stored).text(), unpacked(style).text()]);
  return new TextEncoder().encode(html.replace(EMPTY_STYLE, () => `<style>${css}</style>`)).buffer;
}
