/** Reads PNG files as this project writes them: eight bits a pixel, a palette, no filter. */

import { inflateSync } from 'node:zlib';

const SIGNATURE = '89504e470d0a1a0a';

/** Width and height of a PNG. */
export function sizeOf(png: Buffer): [width: number, height: number] {
  if (png.toString('hex', 0, 8) !== SIGNATURE) throw new Error('not a PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** The colour of every pixel, `#rrggbb`, row by row. */
export function pixelsOf(png: Buffer): readonly string[] {
  const [width, height] = sizeOf(png);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const palette = chunks.get('PLTE') ?? Buffer.alloc(0);
  const colours = Array.from(
    { length: palette.length / 3 },
    (_, index) => `#${palette.toString('hex', 3 * index, 3 * index + 3)}`,
  );
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  return Array.from({ length: width * height }, (_, pixel) => {
    const index = rows[pixel + Math.floor(pixel / width) + 1] ?? 0;
    return colours[index] ?? '';
  });
}
