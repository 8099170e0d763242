/**
 * A table of an MDX body as a picture: what stands in its cells says how they are drawn, so that its words are written
 * once, in each language, and its Markdown, its reading aloud and its picture cannot differ.
 */

import { familyOf, isExitStatus } from '../core/tables/families.ts';

const TABLE = /<table[\s\S]*<\/table>/;
const ROW = /<tr>([\s\S]*?)<\/tr>/g;
const CELL = /<(t[dh])[^>]*>([\s\S]*?)<\/\1>/g;
/** A status, or a value of 32 bits, in either sign. */
const NUMBER = /^-?\d{1,10}$/;

/**
 * The table in some HTML, its cells marked for drawing. The first cell of a row names it. Of the others: a number is a
 * plate in the colour of its family, code alone is something that is kept, `–` something that is gone, `✕` at the beginning
 * something that goes no further, `→` an arrow that leads to the cell. Throws when there is no table.
 */
export function drawnTable(html: string): string {
  const [table] = TABLE.exec(html) ?? [];
  if (table === undefined) throw new Error(`expected a table to draw, got ${html.slice(0, 60)}`);
  return table.replace(ROW, (_, row: string) => {
    let at = 0;
    const cells = row.replace(CELL, (_, tag: string, content: string) => {
      const first = at++ === 0;
      if (!first && (tag === 'td' || content === '')) return drawnCell(content.trim());
      return `<th scope="${tag === 'th' ? 'col' : 'row'}">${content}</th>`;
    });
    return `<tr>${cells}</tr>`;
  });
}

function drawnCell(content: string): string {
  const [, arrow = '', words = ''] = /^(→ ?)?([\s\S]*)$/.exec(content) ?? [];
  const before = arrow && '<i>→</i>';
  if (words === '') return `<td>${before}</td>`;
  if (NUMBER.test(words)) return `<td>${before}${numberPlate(Number(words))}</td>`;
  const mark =
    words === '–'
      ? 'gone'
      : words.startsWith('✕')
        ? 'stop'
        : /^<code>[^<]*<\/code>$/.test(words)
          ? 'kept'
          : undefined;
  return `<td>${before}<span${mark ? ` class="${mark}"` : ''}>${words}</span></td>`;
}

function numberPlate(value: number): string {
  return `<b class="plate f-${isExitStatus(value) ? familyOf(value).id : 'top'}">${value}</b>`;
}

/** Exit statuses that lie beside each other, and whether the table says of them in bold that they are free to use. */
export interface Zone {
  readonly from: number;
  readonly to: number;
  readonly strong: boolean;
}

/** The zones that the first cells of a table name: `3–63`, `126, 127`, `255`. Its head names none. */
export function zonesOf(html: string): readonly Zone[] {
  return [...html.matchAll(/<tr[^>]*>\s*<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => {
    const numbers = (cell.match(/\d+/g) ?? []).map(Number);
    const from = numbers[0] ?? NaN;
    const to = numbers.at(-1) ?? NaN;
    if (!isExitStatus(from) || !isExitStatus(to) || from > to)
      throw new Error(`expected exit statuses, got ${cell}`);
    return { from, to, strong: cell.includes('<strong>') };
  });
}

/** A zone of fewer numbers than this has no room for words inside: it shares a label with such zones beside it. */
const ROOMY = 30;

/** What is written at the ruler: inside of zones that have room, below it for the others. */
export function labelsOf(
  zones: readonly Zone[],
): readonly (Pick<Zone, 'from' | 'to'> & { readonly inside: boolean })[] {
  const labels: { from: number; to: number; inside: boolean }[] = [];
  for (const { from, to } of zones) {
    const inside = to - from >= ROOMY;
    const last = labels.at(-1);
    if (last && !inside && !last.inside && last.to + 1 === from) last.to = to;
    else labels.push({ from, to, inside });
  }
  return labels;
}
