/** Cards: drawn here, and looked at as files. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import {
  card,
  FILLS,
  hasLetters,
  HEIGHT,
  siteCard,
  statusCard,
  WIDTH,
  type Card,
} from '../../src/cards/card.ts';
import { draw } from '../../src/cards/draw.ts';
import { MONO, SANS } from '../../src/cards/font.ts';
import { palettePng } from '../../src/cards/png.ts';
import { bitsOf } from '../../src/core/arithmetic/bits.ts';
import { signalOfStatus } from '../../src/core/tables/signals.ts';
import { STATUS_NAMES, namesOfStatus } from '../../src/core/tables/status-names.ts';
import { pixelsOf, sizeOf } from '../png.ts';

const STATUSES = Array.from({ length: 256 }, (_, status) => status);
const nameOf = (status: number) =>
  signalOfStatus(status)?.name ?? namesOfStatus(status)[0]?.name ?? 'Chosen by the program';
const SENTENCE = 'Killed from outside, at once';
const CARDS = [
  siteCard(),
  siteCard(SENTENCE),
  ...STATUSES.map((status) => statusCard(status, nameOf(status))),
  ...STATUSES.map((status) => statusCard(status, nameOf(status), SENTENCE)),
];
const wordsOf = ({ texts }: Card) => texts.map(([, text]) => text);

test('no glyph is missing, and the fonts would say so', () => {
  for (const { texts } of CARDS) {
    for (const [font, text] of texts) {
      for (const character of text)
        expect(font.glyph(character), `${character} of ${text}`).toBeGreaterThan(0);
    }
  }
  expect(SANS.glyph('退')).toBe(0);
  expect(MONO.glyph('\u{1f4a5}')).toBe(0);
  expect(SANS.glyph('A')).not.toBe(SANS.glyph('B'));
});

test('a card says the number, its whole name and its bits', () => {
  for (const status of STATUSES) {
    const words = wordsOf(statusCard(status, nameOf(status)));
    expect(words).toContain(String(status));
    expect(words.join('').replaceAll(' ', '')).toContain(nameOf(status).replaceAll(' ', ''));
    expect(words.join('')).toContain(bitsOf(status, 8).join(''));
    const signal = signalOfStatus(status);
    expect(words.includes(`128 + ${signal?.number ?? 0}`)).toBe(signal !== undefined);
  }
});

test('a card has the name of the site, and a sentence in the place of the bits where there is one', () => {
  for (const each of CARDS) expect(wordsOf(each)).toContain('exit codes');
  const words = wordsOf(statusCard(137, 'SIGKILL', SENTENCE));
  expect(words).toContain(SENTENCE);
  expect(words.join('')).not.toContain('10001001');
  expect(wordsOf(siteCard(SENTENCE))).toContain(SENTENCE);
  // A sentence as long as titles may be has room, on two lines.
  const long = 'A long sentence of words that is as long as any title may be.';
  expect(wordsOf(statusCard(1, 'Failure', long)).join(' ')).toContain(long);
  // What has no letters is left out: the number and its bits need none.
  expect(hasLetters('SIGKILL')).toBe(true);
  expect(hasLetters('一般性失败')).toBe(false);
  expect(wordsOf(statusCard(1, undefined)).join('')).toContain('00000001');
});

test('the longest name has room, and one that cannot have any is refused', () => {
  for (const { status, name } of STATUS_NAMES) expect(statusCard(status, name).svg).toContain('</svg>');
  expect(() => statusCard(200, 'W'.repeat(60))).toThrow('no room');
});

test('the colours are those of the pages', () => {
  const tokens = ['tokens', 'families']
    .map((name) => readFileSync(`src/styles/${name}.css`, 'utf8'))
    .join('');
  for (const fill of Object.values(FILLS)) expect(tokens).toContain(fill);
});

test('a drawn card is a PNG of its size with the number in it; a second one comes from the cache', async ({}, testInfo) => {
  const cache = testInfo.outputPath('cache');
  const sigkill = statusCard(137, 'SIGKILL');
  const png = await draw(sigkill, cache);
  expect(sizeOf(png)).toEqual([WIDTH, HEIGHT]);
  expect(png.length).toBeLessThanOrEqual(60_000);
  expect((await draw(sigkill, cache)).equals(png)).toBe(true);

  // Where a glyph were missing or a font not found, the plate would stay empty or hold a box: it differs by its text.
  const pixels = pixelsOf(png);
  const white = pixels.filter((colour) => colour === '#ffffff').length / pixels.length;
  expect(white).toBeGreaterThan(0.05);
  const without = pixelsOf(
    await draw({ ...sigkill, svg: sigkill.svg.replace(/<text.*?<\/text>/g, '') }, cache),
  );
  expect(without.filter((colour) => colour === '#ffffff').length / pixels.length).toBeLessThan(white / 5);
});

test('no two characters of a number are drawn alike', async ({}, testInfo) => {
  const drawn = new Set<string>();
  for (let digit = 0; digit <= 9; digit++) {
    const { svg } = card('#000000', '', []);
    const text = `<text x="100" y="400" font-family="${SANS.family}" font-size="300" fill="#fff">${digit}</text></svg>`;
    const png = await draw({ svg: svg.replace('</svg>', text), texts: [] }, testInfo.outputPath('cache'));
    drawn.add(png.toString('base64'));
  }
  expect(drawn.size).toBe(10);
});

test('more colours than a palette holds are left to the other encoder', () => {
  const pixels = new Uint8Array(new Uint32Array(Array.from({ length: 300 }, (_, index) => index)).buffer);
  expect(palettePng(pixels, 300, 1)).toBeUndefined();
});
