/** "Depends on who said it": what programs mean by a status. */

import type { Table } from '../blocks.ts';
import type { Surroundings } from '../kind.ts';

/** How many have a row of their own, and how many are links in a line that opens; the list of programs has them all. */
const MOST = {
  derived: { rows: 8, links: Infinity },
  written: { rows: 4, links: 16 },
};

export function saidBlock(
  code: number,
  page: keyof typeof MOST,
  { said, t }: Surroundings,
): Table | undefined {
  const most = MOST[page];
  const all = said(code);
  if (all.length === 0) return undefined;
  const rows = all.slice(0, most.rows);
  const more = all.slice(most.rows);
  const looks = page === 'derived' && rows.some(({ look }) => look !== undefined);
  const link = ({ name, target }: (typeof all)[number]) => `[${name}](${target})`;
  return {
    type: 'table',
    id: 'programs',
    title: t('program.who'),
    heads: [t('program.by'), t('program.byMeans', { code }), ...(looks ? [t('program.look')] : [])],
    rows: rows.map((each) => ({ cells: [link(each), each.means, ...(looks ? [each.look ?? ''] : [])] })),
    more:
      more.length === 0
        ? undefined
        : {
            title: t('program.more', { n: more.length, code }),
            text: [
              ...more.slice(0, most.links).map(link),
              ...(more.length > most.links ? [`[${t('program.everyone')}](programs)`] : []),
            ].join(t('program.separator')),
          },
  };
}
