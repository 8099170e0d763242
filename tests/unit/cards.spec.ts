/** Cards: drawn here, and looked at as files. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { card, FILLS, HEIGHT, siteCard, statusCard, WIDTH, type Card } from '../../src/cards/card.ts';
import { draw } from '../../src/cards/draw.ts';
import { MONO, SANS, WORDS } from '../../src/cards/font.ts';
import { palettePng } from '../../src/cards/png.ts';
import { signalOfStatus } from '../../src/core/tables/signals.ts';
import { STATUS_NAMES, namesOfStatus } from '../../src/core/tables/status-names.ts';
import { pixelsOf, sizeOf } from '../png.ts';

const STATUSES = Array.from({ length: 256 }, (_, status) => status);
const nameOf = (status: number) =>
  signalOfStatus(status)?.name ?? namesOfStatus(status)[0]?.name ?? 'Chosen by the program';
const FEET = [
  { sentence: 'Killed from outside, at once', site: 'exit codes' },
  { sentence: '被外部立即杀死：超过内存限制，或没有在宽限期内停止', site: '退出码速查' },
] as const;
const [FOOT] = FEET;
const CARDS = FEET.flatMap((foot) => [
  siteCard(foot),
  ...STATUSES.map((status) => statusCard(status, nameOf(status), foot)),
]);
const wordsOf = ({ texts }: Card) => texts.map(([, text]) => text);

test('no glyph is missing, and the fonts would say so', () => {
  // A card with a letter that has none is not made at all.
  expect(CARDS.length).toBe(FEET.length * (STATUSES.length + 1));
  expect(SANS.glyph('退')).toBe(0);
  expect(WORDS.glyph('退')).toBeGreaterThan(0);
  expect(() => statusCard(1, '\u{1f4a5}', FOOT)).toThrow('no glyph');
  expect(MONO.glyph('\u{1f4a5}')).toBe(0);
  expect(SANS.glyph('A')).not.toBe(SANS.glyph('B'));
});

test('a card says the number, its whole name, a sentence and the name of the site', () => {
  for (const foot of FEET) {
    for (const status of STATUSES) {
      const words = wordsOf(statusCard(status, nameOf(status), foot));
      expect(words).toContain(String(status));
      expect(words.join('').replaceAll(' ', '')).toContain(nameOf(status).replaceAll(' ', ''));
      const signal = signalOfStatus(status);
      expect(words.includes(`128 + ${signal?.number ?? 0}`)).toBe(signal !== undefined);
      expect(words).toContain(foot.sentence);
      expect(words).toContain(foot.site);
    }
    expect(wordsOf(siteCard(foot))).toEqual(expect.arrayContaining([foot.sentence, foot.site]));
  }
});

test('a sentence as long as titles may be has room, on two lines that end where they may', () => {
  const long = 'A long sentence of words that is as long as any title may be.';
  expect(wordsOf(statusCard(1, 'Failure', { ...FOOT, sentence: long })).join(' ')).toContain(long);
  const sentence =
    '容器超过了内存限制，被内核立即终止；也可能是宽限期内没有停止，或有人发送了 SIGKILL，数字本身说不出是哪一种（要看 Reason）';
  const words = wordsOf(statusCard(1, '一般性失败', { sentence, site: '退出码速查' }));
  const lines = words.filter((word) => word !== '1' && sentence.includes(word));
  expect(lines.length).toBe(2);
  expect(lines.join(' ').replaceAll(' ', '')).toBe(sentence.replaceAll(' ', ''));
  expect(lines[1]).not.toMatch(/^[，、；：。）]/);
});

test('what is of one font is drawn in it', () => {
  const { svg } = statusCard(1, '含义取决于 OOM', FEET[1]);
  const runs = [...svg.matchAll(/<tspan x="([\d.]+)" font-family="([^"]+)">([^<]*)</g)].map(
    ([, x, family, run]) => ({ x: Number(x), family, run }),
  );
  const [han, latin] = [runs.find(({ run }) => run === '含义取决于 '), runs.find(({ run }) => run === 'OOM')];
  expect(han?.family).toBe('ZCOOL QingKe HuangYou');
  expect(latin?.family).toBe('Inter ExtraBold');
  // A place of its own, behind what is before it.
  expect(latin?.x).toBeGreaterThan(han?.x ?? Infinity);
});

test('the longest name has room, and one that cannot have any is refused', () => {
  for (const { status, name } of STATUS_NAMES) expect(statusCard(status, name, FOOT).svg).toContain('</svg>');
  expect(() => statusCard(200, 'W'.repeat(60), FOOT)).toThrow('no room');
});

test('the colours are those of the pages', () => {
  const tokens = ['tokens', 'families']
    .map((name) => readFileSync(`src/styles/${name}.css`, 'utf8'))
    .join('');
  for (const fill of Object.values(FILLS)) expect(tokens).toContain(fill);
});

test('a drawn card is a PNG of its size with the number in it; a second one comes from the cache', async ({}, testInfo) => {
  const cache = testInfo.outputPath('cache');
  const sigkill = statusCard(137, 'SIGKILL', FOOT);
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
    const { svg } = card('#000000', '', FOOT, []);
    const text = `<text x="100" y="400" font-family="${SANS.family('0')}" font-size="300" fill="#fff">${digit}</text></svg>`;
    const png = await draw({ svg: svg.replace('</svg>', text), texts: [] }, testInfo.outputPath('cache'));
    drawn.add(png.toString('base64'));
  }
  expect(drawn.size).toBe(10);
});

test('more colours than a palette holds are left to the other encoder', () => {
  const pixels = new Uint8Array(new Uint32Array(Array.from({ length: 300 }, (_, index) => index)).buffer);
  expect(palettePng(pixels, 300, 1)).toBeUndefined();
});
