/** "Depends on who said it": what programs mean by a status. */

import type { Table } from '../blocks.ts';
import type { Surroundings } from '../kind.ts';

/** How many have a row of their own; the others are links in a line that opens. */
const ROWS = 8;

export function saidBlock(code: number, { said, t }: Surroundings): Table | undefined {
  const all = said(code);
  if (all.length === 0) return undefined;
  const rows = all.slice(0, ROWS);
  const more = all.slice(ROWS);
  const looks = rows.some(({ look }) => look !== undefined);
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
            text: more.map(link).join(t('program.separator')),
          },
  };
}
