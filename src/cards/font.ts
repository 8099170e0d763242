/**
 * The fonts that cards are set in, read from the packages that the build pins: machines differ in what they have
 * installed, and a glyph that is missing becomes a box without a word. The packages carry WOFF, which the renderer does
 * not read; WOFF is the same tables, each compressed (https://www.w3.org/TR/WOFF/).
 *
 * Han is set in ZCOOL QingKe HuangYou: a bold face as signs have it, all of simplified Chinese in one file, and the
 * lightest package of all that were weighed (10 MB; the others have 42 to 92 MB, or WOFF2 in slices, which needs a decoder).
 *
 * Own code on purpose: a font library would measure texts, but the renderer needs the very file uncompressed, which such
 * a library only writes anew; a subset in the repository would have to be made again with every font.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';

export interface Font {
  /** The name by which the renderer finds the font that has a character. */
  family(character: string): string;
  /** The uncompressed font files. */
  readonly files: readonly FontFile[];
  /** The index of a character's glyph; 0 is the box that stands for a missing one. */
  glyph(character: string): number;
  /** How wide a text is at a font size, in the unit of that size. Kerning only makes it narrower. */
  width(text: string, size: number): number;
}

export interface FontFile {
  /** A name for a copy on disk. */
  readonly name: string;
  readonly bytes: Buffer;
}

const require = createRequire(import.meta.url);

/** Reads a font of a package; `family` is the name inside the file. */
function load(file: string, family: string): Font {
  const tables = tablesOf(readFileSync(require.resolve(file)));
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (!found) throw new Error(`${file} has no ${tag} table`);
    return found;
  };
  const unitsPerEm = table('head').readUInt16BE(18);
  const measured = table('hhea').readUInt16BE(34);
  const search = glyphs(table('cmap'));
  // Texts are measured at many sizes, and a map of Han has thousands of segments.
  const found = new Map<string, number>();
  const glyph = (character: string) => {
    const known = found.get(character) ?? search(character);
    found.set(character, known);
    return known;
  };
  const advance = (character: string) =>
    table('hmtx').readUInt16BE(4 * Math.min(glyph(character), measured - 1));
  return {
    family: () => family,
    files: [{ name: family.replaceAll(' ', '-'), bytes: fontFile(tables) }],
    glyph,
    width: (text, size) =>
      [...text].reduce((sum, character) => sum + (advance(character) / unitsPerEm) * size, 0),
  };
}

function tablesOf(woff: Buffer): ReadonlyMap<string, Buffer> {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('expected a WOFF file');
  return new Map(
    Array.from({ length: woff.readUInt16BE(12) }, (_, index) => {
      const entry = 44 + index * 20;
      const from = woff.readUInt32BE(entry + 4);
      const packed = woff.readUInt32BE(entry + 8);
      const data = woff.subarray(from, from + packed);
      const tag = woff.toString('latin1', entry, entry + 4);
      return [tag, packed < woff.readUInt32BE(entry + 12) ? inflateSync(data) : data] as const;
    }),
  );
}

/** https://learn.microsoft.com/en-us/typography/opentype/spec/otff: a directory, then the tables on bounds of four. */
function fontFile(tables: ReadonlyMap<string, Buffer>): Buffer {
  const directory = Buffer.alloc(12 + 16 * tables.size);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(tables.size, 4);
  const parts: Buffer[] = [directory];
  let at = directory.length;
  let entry = 12;
  for (const [tag, data] of tables) {
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(at, entry + 8);
    directory.writeUInt32BE(data.length, entry + 12);
    const padding = (4 - (data.length % 4)) % 4;
    parts.push(data, Buffer.alloc(padding));
    at += data.length + padding;
    entry += 16;
  }
  return Buffer.concat(parts);
}

/** Format 4 of the cmap table, segments of the basic plane: all that these fonts need. */
function glyphs(cmap: Buffer): (character: string) => number {
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
    cmap.readUInt32BE(4 + index * 8 + 4),
  );
  const start = offsets.find((offset) => cmap.readUInt16BE(offset) === 4);
  if (start === undefined) throw new Error('expected a character map of format 4');
  const map = cmap.subarray(start);
  const double = map.readUInt16BE(6);
  const [ends, starts, deltas, ranges] = [14, 16 + double, 16 + 2 * double, 16 + 3 * double] as const;
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    for (let segment = 0; segment < double; segment += 2) {
      if (code > map.readUInt16BE(ends + segment)) continue;
      const first = map.readUInt16BE(starts + segment);
      if (code < first) return 0;
      const delta = map.readUInt16BE(deltas + segment);
      const range = map.readUInt16BE(ranges + segment);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = map.readUInt16BE(ranges + segment + range + 2 * (code - first));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

/** A font whose missing glyphs come from another. */
function withHelp(font: Font, help: Font): Font {
  const of = (character: string) => (font.glyph(character) > 0 ? font : help);
  return {
    family: (character) => of(character).family(character),
    files: [...font.files, ...help.files],
    glyph: (character) => of(character).glyph(character),
    width: (text, size) =>
      [...text].reduce((sum, character) => sum + of(character).width(character, size), 0),
  };
}

export const SANS = load('@fontsource/inter/files/inter-latin-800-normal.woff', 'Inter ExtraBold');
const HAN = load(
  '@fontsource/zcool-qingke-huangyou/files/zcool-qingke-huangyou-chinese-simplified-400-normal.woff',
  'ZCOOL QingKe HuangYou',
);
/** For words of any language of the site. */
export const WORDS = withHelp(SANS, HAN);
export const MONO = load(
  '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-700-normal.woff',
  'JetBrains Mono',
);
