/** Cards as PNG files. What was drawn once is kept under the hash of what it was drawn from, so a rebuild only reads. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderAsync } from '@resvg/resvg-js';
import { HEIGHT, WIDTH, type Card } from './card.ts';
import { MONO, SANS } from './font.ts';
import { palettePng } from './png.ts';

/** Part of every hash: to be raised when this file or png.ts would draw the same SVG differently. */
const DRAWN_BY = '2';

/** The PNG of a card, from the cache folder where it has been drawn before. */
export async function draw({ svg }: Card, cache: string): Promise<Buffer> {
  const key = createHash('sha256').update(DRAWN_BY).update(SANS.bytes).update(MONO.bytes).update(svg);
  const file = join(cache, `${key.digest('hex').slice(0, 32)}.png`);
  if (existsSync(file)) return readFileSync(file);
  const image = await renderAsync(svg, {
    font: {
      fontFiles: fontFiles(cache),
      loadSystemFonts: false,
      defaultFontFamily: SANS.family,
    },
  });
  const png = palettePng(image.pixels, WIDTH, HEIGHT) ?? image.asPng();
  write(file, png);
  return png;
}

/** The renderer takes fonts as files only. */
function fontFiles(cache: string): string[] {
  return [SANS, MONO].map(({ family, bytes }) => {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const file = join(cache, `${family.replaceAll(' ', '-')}-${hash}.ttf`);
    if (!existsSync(file)) write(file, bytes);
    return file;
  });
}

/** At once or not at all: two builds may share the cache. */
function write(file: string, bytes: Buffer) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, bytes);
  renameSync(partial, file);
}
