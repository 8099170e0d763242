/**
 * How much of a file of labelled pastes the recognisers find: `PASTES=<file> npm run pastes`. Prints recall and precision
 * by kind and in total, then what was missed and what was found too much; fails below 97 % of either.
 */

import { readFileSync } from 'node:fs';
import { readReport } from '../src/core/report/index.ts';
import type { Finding } from '../src/core/report/index.ts';
import { signalByName } from '../src/core/tables/signals.ts';

interface Expected {
  readonly container?: string | null;
  readonly code: number | null;
  readonly signal?: string | null;
  readonly reason?: string | null;
  readonly state?: string | null;
  readonly means?: string;
  readonly what?: string;
  readonly optional?: boolean;
}

interface Labelled {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly expect: readonly Expected[];
}

const ENOUGH = 0.97;

/** `OOMKilled` and `Init:OOMKilled`, a name that the terminal cut off: one holds the other. */
const alike = (a: string | undefined, b: string): boolean => {
  const [x, y] = [(a ?? '').toLowerCase(), b.toLowerCase()];
  return x !== '' && (x.includes(y) || y.includes(x));
};

function agrees(finding: Finding, row: Expected): boolean {
  if (row.code !== null && finding.code !== row.code) return false;
  if (row.code === null && !row.signal && !row.reason) return false;
  if (row.signal && finding.signal !== row.signal) return false;
  // `means` is a signal, or a sentence; a signal must follow from what was found.
  const meant = signalByName(row.means ?? '')?.name;
  if (meant && row.code !== null && finding.signal !== meant) return false;
  if (row.means?.startsWith('STATUS_') && finding.windows === undefined) return false;
  if (row.reason && !alike(finding.reason, row.reason)) return false;
  if (row.container && !alike(finding.container, row.container)) return false;
  if (row.state && finding.state !== row.state) return false;
  if (row.what && finding.kind === 'ended') return false;
  return true;
}

/** Pairs findings and rows, each once; rows that must be found go first. */
function compare({ text, expect }: Labelled): { found: number; missed: Expected[]; extra: Finding[] } {
  const left = [...readReport(text).findings];
  const missed: Expected[] = [];
  let found = 0;
  for (const row of [...expect].sort((a, b) => Number(a.optional ?? false) - Number(b.optional ?? false))) {
    const index = left.findIndex((finding) => agrees(finding, row));
    if (index >= 0) left.splice(index, 1);
    if (!row.optional) {
      if (index >= 0) found++;
      else missed.push(row);
    }
  }
  return { found, missed, extra: left };
}

const percent = (part: number, whole: number): string =>
  `${(whole === 0 ? 100 : (part / whole) * 100).toFixed(1)} %`.padStart(8);

const file = process.env['PASTES'];
if (!file) {
  console.error('PASTES=<file> npm run pastes: which file?');
  process.exit(2);
}
const pastes = JSON.parse(readFileSync(file, 'utf8')) as readonly Labelled[];
const results = pastes.map((paste) => ({ paste, ...compare(paste) }));
const rows = [...new Set(pastes.map(({ kind }) => kind)), 'total'].map((kind) => {
  const own = results.filter(({ paste }) => kind === 'total' || paste.kind === kind);
  const sum = (of: (each: (typeof own)[number]) => number): number =>
    own.reduce((all, each) => all + of(each), 0);
  const clean = own.filter(({ paste, extra }) => paste.expect.length === 0 && extra.length === 0).length;
  return {
    kind,
    tp: sum(({ found }) => found),
    fn: sum(({ missed }) => missed.length),
    fp: sum(({ extra }) => extra.length),
    tn: clean,
  };
});

console.log(`${'kind'.padEnd(20)}   tp   fn   fp   tn   recall precision`);
for (const { kind, tp, fn, fp, tn } of rows) {
  const counts = [tp, fn, fp, tn].map((count) => String(count).padStart(4)).join(' ');
  console.log(`${kind.padEnd(20)} ${counts} ${percent(tp, tp + fn)} ${percent(tp, tp + fp)}`);
}
for (const { paste, missed, extra } of results) {
  for (const row of missed) console.log(`missed   ${paste.id}: ${JSON.stringify(row)}`);
  for (const finding of extra) console.log(`too much ${paste.id}: ${JSON.stringify(finding)}`);
}

const total = rows.at(-1);
const failed = !total || [total.fn, total.fp].some((wrong) => total.tp / (total.tp + wrong) < ENOUGH);
process.exit(failed ? 1 : 0);
