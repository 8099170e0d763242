/**
 * The card that a shared link unfurls into: the road sign of a page, 1200 by 630, as SVG. The number is what must be read
 * when a chat shows it 300 pixels wide. Under the sign stand the site's name and a sentence, where the fonts have its
 * letters: those of English; in its place the Chinese card has the bits, which need no language.
 */

import { bitsOf } from '../core/arithmetic/bits.ts';
import { FAMILIES, familyOf, type FamilyId } from '../core/tables/families.ts';
import { SIGNAL_OFFSET, signalOfStatus } from '../core/tables/signals.ts';
import { MONO, SANS, type Font } from './font.ts';

export const WIDTH = 1200;
export const HEIGHT = 630;

export interface Card {
  readonly svg: string;
  /** What is written on it, and in which font: for a test that no glyph is missing. */
  readonly texts: readonly (readonly [font: Font, text: string])[];
}

/** The fills of src/styles/families.css by day. */
export const FILLS: Readonly<Record<FamilyId, string>> = {
  success: '#157d48',
  application: '#54647c',
  sysexits: '#7350c4',
  shell: '#94600a',
  signal: '#bf2f39',
  systemd: '#0b7686',
  unassigned: '#565b66',
  top: '#16191f',
};
const PAPER = '#f7f6f2';
const INK = '#16191f';

/** The sign's plate; what is on it keeps this far from its edges. */
const SIGN = { x: 44, y: 100, width: 1112, height: 408 } as const;
const MIDDLE = SIGN.y + SIGN.height / 2;
const INSET = 44;
const NUMBER_SIZE = 300;
/** The site's mark at the bottom, and its name beside it. */
const LOGO = { x: 1076, width: 80 } as const;
const SITE = 'exit codes';
const SITE_SIZE = 34;
/** The middle of the strip under the sign. */
const FOOT = 566;
/** How high a capital or a digit of the sans is, in em. */
const CAPITAL = 0.727;

/** Whether a card can say it: the sans has a glyph for each of its letters. */
export const hasLetters = (words: string): boolean =>
  [...words].every((character) => SANS.glyph(character) > 0);

/** The card of an exit status (0-255) with the name on its sign; without a sentence, with its bits. */
export function statusCard(status: number, name: string | undefined, sentence?: string): Card {
  const { id, ranges } = familyOf(status);
  const range = ranges.find(([from, to]) => status >= from && status <= to) ?? [status, status];
  const signal = signalOfStatus(status);
  const number = String(status);
  const left = SIGN.x + INSET;
  const sum = signal && `${SIGNAL_OFFSET} + ${signal.number}`;
  const beside = left + SANS.width(number, NUMBER_SIZE) + 52;
  return card(FILLS[id], range[0] === range[1] ? number : range.join('–'), [
    text(SANS, number, { x: left, y: MIDDLE + (NUMBER_SIZE * CAPITAL) / 2, size: NUMBER_SIZE }),
    ...(name === undefined ? [] : caption(name, sum, beside, SIGN.x + SIGN.width - INSET - beside)),
    ...(sentence === undefined ? bits(status, FILLS[id]) : said(sentence)),
  ]);
}

/** The card of everything that is not about one status: the map of all of them. */
export function siteCard(sentence?: string): Card {
  const cell = 20;
  const left = SIGN.x + SIGN.width - INSET - 16 * cell;
  const cells = Array.from({ length: 256 }, (_, status) => {
    const x = left + (status % 16) * cell;
    const y = MIDDLE + (Math.floor(status / 16) - 8) * cell;
    // The darkest fill would vanish on the sign, which has the same.
    const fill = familyOf(status).id === 'top' ? '#fff' : FILLS[familyOf(status).id];
    return shape(`<rect x="${x}" y="${y}" width="${cell - 3}" height="${cell - 3}" rx="4" fill="${fill}"/>`);
  });
  const last = FAMILIES.at(-1)?.ranges[0][1] ?? 255;
  return card(INK, `0–${last}`, [
    text(SANS, '$?', {
      x: SIGN.x + INSET,
      y: MIDDLE + (NUMBER_SIZE * CAPITAL) / 2,
      size: NUMBER_SIZE,
    }),
    ...cells,
    ...(sentence === undefined ? [] : said(sentence)),
  ]);
}

interface Part {
  readonly svg: string;
  readonly written?: readonly [font: Font, text: string];
}

/** A sign of one colour with a word on its tab; what stands on it and under it are `parts`. */
export function card(fill: string, tab: string, parts: readonly Part[]): Card {
  const { x, y, width, height } = SIGN;
  const tabWidth = SANS.width(tab, 30) + 56;
  const tabLeft = x + width - 48 - tabWidth;
  const all = [
    shape(`<rect width="${WIDTH}" height="${HEIGHT}" fill="${PAPER}"/>`),
    shape(
      `<path d="M${tabLeft + 20} 40h${tabWidth - 40}a20 20 0 0 1 20 20v60h${-tabWidth}V60a20 20 0 0 1 20-20z" fill="${fill}"/>`,
    ),
    text(SANS, tab, { x: tabLeft + tabWidth / 2, y: 84, size: 30, anchor: 'middle' }),
    shape(`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="36" fill="${fill}"/>`),
    shape(
      `<rect x="${x + 13}" y="${y + 13}" width="${width - 26}" height="${height - 26}" rx="25" fill="none" stroke="#fff" stroke-opacity=".75" stroke-width="4"/>`,
    ),
    ...parts,
    text(SANS, SITE, { x: LOGO.x - 18, y: 577, size: SITE_SIZE, anchor: 'end', fill: INK }),
    shape(`<rect x="${LOGO.x}" y="536" width="${LOGO.width}" height="60" rx="12" fill="${INK}"/>`),
    text(MONO, '$?', { x: LOGO.x + LOGO.width / 2, y: 578, size: 34, anchor: 'middle' }),
  ];
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">${all.map(({ svg }) => svg).join('')}</svg>`,
    texts: all.flatMap(({ written }) => (written ? [written] : [])),
  };
}

/** The name, as large as it may be, and the sum under it; both in the middle of the sign. */
function caption(name: string, sum: string | undefined, x: number, room: number): readonly Part[] {
  const { size, lines } = fit(name, room);
  const lineHeight = size * 1.14;
  const sumSize = 58;
  const gap = 44;
  const height = (lines.length - 1) * lineHeight + size * CAPITAL + (sum ? gap + sumSize * CAPITAL : 0);
  const first = MIDDLE - height / 2 + size * CAPITAL;
  return [
    ...lines.map((line, index) => text(SANS, line, { x, y: first + index * lineHeight, size })),
    ...(sum ? [text(MONO, sum, { x, y: MIDDLE + height / 2, size: sumSize })] : []),
  ];
}

/** The sentence under the sign, beside the site's name: on one line where it can be read so, else on two. */
function said(sentence: string): readonly Part[] {
  const room = LOGO.x - 18 - SANS.width(SITE, SITE_SIZE) - 40 - SIGN.x;
  const { size, lines } = fit(sentence, room, [
    [1, 38, 30],
    [2, 32, 20],
  ]);
  const lineHeight = size * 1.24;
  const first = FOOT + (size * CAPITAL - (lines.length - 1) * lineHeight) / 2;
  return lines.map((line, index) =>
    text(SANS, line, { x: SIGN.x, y: first + index * lineHeight, size, fill: INK }),
  );
}

/** At most so many lines, from the largest font size to the least. */
type Attempt = readonly [most: number, largest: number, least: number];

/** One line where it can stand large, else up to three: a name in pieces is harder to know again. */
const NAME_SIZES: readonly Attempt[] = [
  [1, 92, 56],
  [3, 92, 24],
];

/** The largest size at which a text has room, and its lines; throws when it has none in any of the attempts. */
function fit(
  name: string,
  room: number,
  attempts: readonly Attempt[] = NAME_SIZES,
): { size: number; lines: readonly string[] } {
  for (const [most, largest, least] of attempts) {
    for (let size: number = largest; size >= least; size -= 2) {
      const within = (width: number) => {
        const fits = (line: string) => SANS.width(line, size) <= width;
        const lines = wrap(name, fits);
        return lines.length <= most && lines.every(fits) ? lines : undefined;
      };
      let lines = within(room);
      if (!lines) continue;
      // As many lines in less room are of one length: no word stands alone on the last.
      const count = lines.length;
      for (let width = room - size; width > 0; width -= size) {
        const narrower = within(width);
        if (narrower?.length !== count) break;
        lines = narrower;
      }
      return { size, lines };
    }
  }
  throw new Error(`no room for ${name} on a card`);
}

/** Broken at spaces and behind underscores. */
function wrap(name: string, fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of name.split(/(?<=[_ ])/)) {
    if (line !== '' && !fits((line + piece).trimEnd())) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

function bits(status: number, fill: string): readonly Part[] {
  return bitsOf(status, 8).flatMap((bit, index) => {
    const x = SIGN.x + index * 64;
    const [back, front] = bit === 1 ? [fill, '#fff'] : ['#e3e0d7', '#565b66'];
    return [
      shape(`<rect x="${x}" y="536" width="56" height="60" rx="10" fill="${back}"/>`),
      text(MONO, String(bit), { x: x + 28, y: 578, size: 34, anchor: 'middle', fill: front }),
    ];
  });
}

const shape = (svg: string): Part => ({ svg });

function text(
  font: Font,
  words: string,
  at: { x: number; y: number; size: number; anchor?: 'middle' | 'end'; fill?: string },
): Part {
  const { x, y, size, anchor = 'start', fill = '#fff' } = at;
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return {
    svg: `<text x="${round(x)}" y="${round(y)}" font-family="${font.family}" font-size="${size}" text-anchor="${anchor}" fill="${fill}">${escaped}</text>`,
    written: [font, words],
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
