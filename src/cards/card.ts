/**
 * The card that a shared link unfurls into: the road sign of a page, 1200 by 630, as SVG. The number is what must be read
 * when a chat shows it 300 pixels wide. Under the sign stand a sentence and the site's name.
 */

import { FAMILIES, familyOf, type FamilyId } from '../core/tables/families.ts';
import { SIGNAL_OFFSET, signalOfStatus } from '../core/tables/signals.ts';
import { MONO, SANS, WORDS, type Font } from './font.ts';

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
const SITE_SIZE = 34;
/** The middle of the strip under the sign. */
const FOOT = 566;
/** How high a capital or a digit of the sans is, in em. */
const CAPITAL = 0.727;

/** What stands under the sign. */
export interface Foot {
  readonly sentence: string;
  /** The name of the site. */
  readonly site: string;
}

/** The card of an exit status (0-255) with the name on its sign. */
export function statusCard(status: number, name: string, foot: Foot): Card {
  const { id, ranges } = familyOf(status);
  const range = ranges.find(([from, to]) => status >= from && status <= to) ?? [status, status];
  const signal = signalOfStatus(status);
  const number = String(status);
  const left = SIGN.x + INSET;
  const sum = signal && `${SIGNAL_OFFSET} + ${signal.number}`;
  const beside = left + SANS.width(number, NUMBER_SIZE) + 52;
  return card(FILLS[id], range[0] === range[1] ? number : range.join('–'), foot, [
    text(SANS, number, { x: left, y: MIDDLE + (NUMBER_SIZE * CAPITAL) / 2, size: NUMBER_SIZE }),
    ...caption(name, sum, beside, SIGN.x + SIGN.width - INSET - beside),
  ]);
}

/** The card of everything that is not about one status: the map of all of them. */
export function siteCard(foot: Foot): Card {
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
  return card(INK, `0–${last}`, foot, [
    text(SANS, '$?', {
      x: SIGN.x + INSET,
      y: MIDDLE + (NUMBER_SIZE * CAPITAL) / 2,
      size: NUMBER_SIZE,
    }),
    ...cells,
  ]);
}

interface Part {
  readonly svg: string;
  readonly written?: readonly [font: Font, text: string];
}

/** A sign of one colour with a word on its tab; what stands on it are `parts`. */
export function card(fill: string, tab: string, { sentence, site }: Foot, parts: readonly Part[]): Card {
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
    ...said(sentence, LOGO.x - 18 - WORDS.width(site, SITE_SIZE) - 40 - SIGN.x),
    text(WORDS, site, { x: LOGO.x - 18, y: 577, size: SITE_SIZE, anchor: 'end', fill: INK }),
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
    ...lines.map((line, index) => text(WORDS, line, { x, y: first + index * lineHeight, size })),
    ...(sum ? [text(MONO, sum, { x, y: MIDDLE + height / 2, size: sumSize })] : []),
  ];
}

/** The sentence under the sign, beside the site's name: on one line where it can be read so, else on two. */
function said(sentence: string, room: number): readonly Part[] {
  const { size, lines } = fit(sentence, room, [
    [1, 38, 30],
    [2, 32, 20],
  ]);
  const lineHeight = size * 1.24;
  const first = FOOT + (size * CAPITAL - (lines.length - 1) * lineHeight) / 2;
  return lines.map((line, index) =>
    text(WORDS, line, { x: SIGN.x, y: first + index * lineHeight, size, fill: INK }),
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
        const fits = (line: string) => WORDS.width(line, size) <= width;
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

/** Between two of these a line may end. Marks that close stay with what is before them, those that open with what follows. */
const BREAKS = /(?<=[_ ])|(?<=[\p{Script=Han}，、；：。）”])(?=[^\s，、；：。）”])/u;

/** Broken at spaces, behind underscores, and between Han. */
function wrap(name: string, fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of name.split(BREAKS)) {
    if (line !== '' && !fits((line + piece).trimEnd())) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

const shape = (svg: string): Part => ({ svg });

/** Throws where a glyph is missing: it would be drawn as a box. */
function text(
  font: Font,
  words: string,
  at: { x: number; y: number; size: number; anchor?: 'middle' | 'end'; fill?: string },
): Part {
  const { x, y, size, anchor = 'start', fill = '#fff' } = at;
  const missing = [...words].find((character) => font.glyph(character) === 0);
  if (missing !== undefined) throw new Error(`no glyph for ${missing} of ${words} on a card`);
  const runs = [...words].reduce<[family: string, run: string][]>((all, character) => {
    const last = all.at(-1);
    // A space between two runs is as wide as the first has it.
    if (last && (character === ' ' || last[0] === font.family(character))) last[1] += character;
    else all.push([font.family(character), character]);
    return all;
  }, []);
  const single = runs.length === 1;
  let left = x - (single || anchor === 'start' ? 0 : font.width(words, size) / (anchor === 'middle' ? 2 : 1));
  // Each run has a place of its own: where one glyph of what hangs together is missing in a font, the renderer takes all
  // of it from the other.
  const spans = runs.map(([family, run]) => {
    const escaped = run.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const span = `<tspan x="${round(left)}" font-family="${family}">${escaped}</tspan>`;
    left += font.width(run, size);
    return span;
  });
  return {
    svg: `<text y="${round(y)}" font-size="${size}" text-anchor="${single ? anchor : 'start'}" fill="${fill}" xml:space="preserve">${spans.join('')}</text>`,
    written: [font, words],
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
