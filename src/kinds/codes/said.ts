/** "Depends on who said it": what programs mean by a status. */

import type { Lines, Table } from '../blocks.ts';
import type { Said, Surroundings } from '../kind.ts';

/** How many have a row of their own; the others are links in a line that opens. */
const ROWS = 8;
/** How many a page names that has more to say than what programs say; the list of programs has them all. */
const LINKS = 16;

const link = ({ name, target }: Said) => `[${name}](${target})`;

export function saidBlock(code: number, { said, t }: Surroundings): Table | undefined {
  const all = said(code);
  if (all.length === 0) return undefined;
  const rows = all.slice(0, ROWS);
  const more = all.slice(ROWS);
  const looks = rows.some(({ look }) => look !== undefined);
  return {
    type: 'table',
    id: 'programs',
    title: t('program.whoMeans', { code }),
    heads: [t('program.by'), t('program.byMeans', { code }), ...(looks ? [t('program.look')] : [])],
    rows: rows.map((each) => ({ cells: [link(each), each.means, ...(looks ? [each.look ?? ''] : [])] })),
    more:
      more.length === 0
        ? undefined
        : {
            title: t('program.more', { n: more.length, code }),
            text: more.map(link).join(t('program.separator')),
          },
  };
}

/** The same as links alone: each leads to the row where the program's own page says what it means by the status. */
export function saidLinks(code: number, { said, t }: Surroundings): Lines | undefined {
  const all = said(code);
  if (all.length === 0) return undefined;
  const links = [
    ...all.slice(0, LINKS).map(link),
    ...(all.length > LINKS ? [`[${t('program.everyone', { n: all.length })}](programs)`] : []),
  ];
  return {
    type: 'lines',
    id: 'programs',
    title: t('program.who'),
    lines: [{ text: links.join(t('program.separator')) }],
  };
}
