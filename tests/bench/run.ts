/**
 * `npm run bench`: measures the built site against its budgets, prints one table, and exits with 1 when a budget is
 * passed or a measure fails. Names after `--` run only those measures: `npm run bench -- weight paint`.
 *
 * OUT_DIR (dist) is the folder of the built site, BASE_PATH (/) the path it was built for.
 */

import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import type { Row } from './measure.ts';
import { MEASURES } from './registry.ts';
import { table } from './table.ts';

const site = {
  folder: resolve(process.env['OUT_DIR'] || 'dist'),
  base: (process.env['BASE_PATH'] || '/').replace(/\/?$/, '/'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !MEASURES.some((measure) => measure.name === name));
if (unknown.length > 0) {
  console.error(
    `No measure ${unknown.join(', ')}; there are ${MEASURES.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

const load = loadavg()[0] ?? 0;
console.log(`${site.folder} on Node ${process.version}, ${cpus().length} cores, load ${load.toFixed(1)}`);
if (load > cpus().length / 2) console.log('The machine is busy: times will be worse than they are.');
const results: { measure: string; row: Row }[] = [];
for (const { name, run } of MEASURES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  const start = performance.now();
  try {
    for (const row of await run(site)) results.push({ measure: name, row });
  } catch (error) {
    console.error(error);
    results.push({
      measure: name,
      row: { subject: 'could not be measured', value: '?', budget: { text: '-', kept: false } },
    });
  }
  console.log(`  took ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

console.log(`\n${table(results)}\n`);
const over = results.filter(({ row }) => row.budget?.kept === false).length;
console.log(over === 0 ? 'Every budget is kept.' : `${over} past the budget.`);
process.exitCode = over === 0 ? 0 : 1;
