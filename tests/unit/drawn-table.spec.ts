/** Pictures made of tables: what a cell says is how it is drawn. */

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { drawnTable, labelsOf, zonesOf } from '../../src/lib/drawn-table.ts';

const table = (...rows: readonly (readonly string[])[]) => {
  const [head = [], ...body] = rows;
  const row = (tag: string) => (cells: readonly string[]) =>
    `<tr>\n${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('\n')}\n</tr>`;
  return `<div class="scroll"><table>\n<thead>\n${row('th')(head)}\n</thead>\n<tbody>\n${body.map(row('td')).join('\n')}\n</tbody>\n</table></div>`;
};

test('a number is a plate of its family, a mark at the beginning an arrow or an end, a dash nothing', () => {
  const drawn = drawnTable(
    table(['Who', '', 'code'], ['a shell', '✕ stays there', '→ 137'], ['ssh', '–', '→ -1073741819']),
  );
  expect(drawn).toMatch(/^<table>[\s\S]*<\/table>$/);
  expect(drawn).toContain('<th scope="col">Who</th>\n<td></td>\n<th scope="col">code</th>');
  expect(drawn).toContain('<th scope="row">a shell</th>');
  expect(drawn).toContain('<td><span class="stop">✕ stays there</span></td>');
  expect(drawn).toContain('<td><i>→</i><b class="plate f-signal">137</b></td>');
  expect(drawn).toContain('<td><i>→</i><b class="plate f-top">-1073741819</b></td>');
  expect(drawn).toContain('<td><span class="gone">–</span></td>');
});

test('an empty cell stays empty, and words stay as they are', () => {
  const drawn = drawnTable(table(['a', 'b', 'c'], ['d', '', '<code>head -n 1</code> 128 + 13']));
  expect(drawn).toContain('<td></td>');
  expect(drawn).toContain('<td><span><code>head -n 1</code> 128 + 13</span></td>');
  expect(drawnTable(table(['a', 'b'], ['c', '<code>05</code>']))).toContain(
    '<td><span class="kept"><code>05</code></span></td>',
  );
  expect(() => drawnTable('<p>words</p>')).toThrow('expected a table');
});

test('zones are read from the first cells, and narrow ones share a label', () => {
  const zones = zonesOf(
    table(['Number'], ['0'], ['1'], ['<strong>2–63</strong>'], ['124'], ['125'], ['126、127'], ['255']),
  );
  expect(zones.map(({ from, to, strong }) => [from, to, strong])).toEqual([
    [0, 0, false],
    [1, 1, false],
    [2, 63, true],
    [124, 124, false],
    [125, 125, false],
    [126, 127, false],
    [255, 255, false],
  ]);
  expect(labelsOf(zones)).toEqual([
    { from: 0, to: 1, inside: false },
    { from: 2, to: 63, inside: true },
    { from: 124, to: 127, inside: false },
    { from: 255, to: 255, inside: false },
  ]);
  for (const wrong of ['none', '300', '9–3'])
    expect(() => zonesOf(table(['Number'], [wrong]))).toThrow('expected exit statuses');
});

test('every guide has its picture, the same in both languages', () => {
  const pictures = (path: string) =>
    readFileSync(path, 'utf8').match(/<(?:Drawn|Ruler|AnnotatedScreen|ContainerStates|WaitStatus)\b/g) ?? [];
  for (const file of readdirSync('content/guides/en')) {
    const en = pictures(`content/guides/en/${file}`);
    expect(en.length, file).toBeGreaterThan(0);
    expect(pictures(`content/guides/zh/${file}`), file).toEqual(en);
  }
});
