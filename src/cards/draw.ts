/** Cards as PNG files. What was drawn once is kept under the hash of what it was drawn from, so a rebuild only reads. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { renderAsync } from '@resvg/resvg-js';
import { HEIGHT, WIDTH, type Card } from './card.ts';
import { MONO, SANS, type Font } from './font.ts';
import { palettePng } from './png.ts';

/** Part of every hash: to be raised when this file or png.ts would draw the same SVG differently. */
const DRAWN_BY = '3';

/** The PNG of a card, from the cache folder where it has been drawn before. */
export async function draw({ svg, texts }: Card, cache: string): Promise<Buffer> {
  const fonts = fontFiles(
    texts.map(([font]) => font),
    cache,
  );
  const key = createHash('sha256')
    .update(DRAWN_BY)
    .update(fonts.map((file) => basename(file)).join())
    .update(svg);
  const file = join(cache, `${key.digest('hex').slice(0, 32)}.png`);
  if (existsSync(file)) return readFileSync(file);
  const image = await renderAsync(svg, {
    font: {
      fontFiles: fonts,
      loadSystemFonts: false,
      defaultFontFamily: SANS.family('0'),
    },
  });
  const png = palettePng(image.pixels, WIDTH, HEIGHT) ?? image.asPng();
  write(file, png);
  return png;
}

/** Where the fonts of a card lie as files, which is all the renderer takes; their names hold the hash of what is in them. */
function fontFiles(fonts: readonly Font[], cache: string): string[] {
  const needed = new Set([SANS, MONO, ...fonts].flatMap(({ files }) => files));
  return [...needed].map(({ name, bytes }) => {
    const hash = hashes.get(bytes) ?? createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    hashes.set(bytes, hash);
    const file = join(cache, `${name}-${hash}.ttf`);
    if (!existsSync(file)) write(file, bytes);
    return file;
  });
}

/** Megabytes are hashed once, not for each card. */
const hashes = new WeakMap<Buffer, string>();

/** At once or not at all: two builds may share the cache. */
function write(file: string, bytes: Buffer) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, bytes);
  renameSync(partial, file);
}
