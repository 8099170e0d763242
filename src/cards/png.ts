/**
 * PNG with a palette: a card has a handful of colours and the shades between them, and one byte a pixel in place of
 * four makes the file three times smaller and quicker to write. https://www.w3.org/TR/png-3/
 *
 * Own code on purpose: sharp makes the file a seventh smaller in four times the time, and its palette may drop a shade.
 */

import { crc32, deflateSync } from 'node:zlib';

/** The image as PNG, or undefined when it has more than 256 colours. `pixels` are RGBA, opaque, row by row. */
export function palettePng(pixels: Uint8Array, width: number, height: number): Buffer | undefined {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const indices = new Map<number, number>();
  // Every row begins with a byte that names its filter: none.
  const rows = Buffer.alloc((width + 1) * height);
  let last = -1;
  let index = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    if (word !== last) {
      last = word;
      index = indices.get(word) ?? indices.size;
      indices.set(word, index);
    }
    rows[at + Math.floor(at / width) + 1] = index;
  }
  if (indices.size > 256) return undefined;
  const palette = Buffer.alloc(3 * indices.size);
  // The pixels' bytes in memory order, whatever the machine's.
  const bytes = new Uint8Array(new Uint32Array(indices.keys()).buffer);
  for (let colour = 0; colour < indices.size; colour++) {
    palette.set(bytes.subarray(4 * colour, 4 * colour + 3), 3 * colour);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, indexed.
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    // Level 9 takes seven times as long for 15 % less.
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
