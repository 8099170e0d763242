/**
 * How much of a file of labelled pastes is answered rightly: `PASTES=<file> npm run pastes`. Prints recall and precision of
 * the endings by kind, how many causes are right, wrong and missing, and how many findings have words; then what was
 * missed, found too much or told wrongly. Fails below 95 % recall, 96 % precision, 95 % right causes or 98 % with words,
 * and above 2 % wrong causes.
 *
 * Three forms of a case: rows of endings (`expect`), rows with the cause of the root (`cause`, `mustNot`), and files that
 * stand beside the list (`file`, `accept`), of which `NAME.yaml` and `NAME.describe.txt` are read together and apart.
 */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { readReport } from '../src/core/report/index.ts';
import type { Finding } from '../src/core/report/index.ts';
import { signalByName } from '../src/core/tables/signals.ts';

interface Expected {
  readonly container?: string | null;
  readonly code?: number | null;
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
  readonly expect?: readonly Expected[];
  readonly cause?: { readonly accept: readonly string[] };
  readonly mustNot?: readonly string[];
}

/** A text in a file of its own, and the causes that what was really done to it allows. */
interface Recorded {
  readonly file: string;
  readonly accept: readonly string[];
}

const LEAST = { recall: 0.95, precision: 0.96, right: 0.95, wrong: 0.02, words: 0.98 };

/** `OOMKilled` and `Init:OOMKilled`, a name that the terminal cut off: one holds the other. */
const alike = (a: string | undefined, b: string): boolean => {
  const [x, y] = [(a ?? '').toLowerCase(), b.toLowerCase()];
  return x !== '' && (x.includes(y) || y.includes(x));
};

function agrees(finding: Finding, row: Expected): boolean {
  if (row.code != null && finding.code !== row.code) return false;
  if (row.code == null && !row.signal && !row.reason) return false;
  if (row.signal && finding.signal !== row.signal) return false;
  // `means` is a signal, or a sentence; a signal must follow from what was found.
  const meant = signalByName(row.means ?? '')?.name;
  if (meant && row.code != null && finding.signal !== meant) return false;
  if (row.means?.startsWith('STATUS_') && finding.windows === undefined) return false;
  if (row.reason && !alike(finding.reason, row.reason)) return false;
  if (row.container && !alike(finding.container, row.container)) return false;
  if (row.state && finding.state !== row.state) return false;
  if ((row.what === 'event' || row.what === 'waiting') && finding.kind === 'ended') return false;
  return true;
}

interface Compared {
  readonly paste: Labelled;
  readonly found: number;
  readonly missed: readonly Expected[];
  readonly extra: readonly Finding[];
  readonly findings: readonly Finding[];
  /** How the cause of the first finding stands to the label; undefined without one. */
  readonly cause: 'right' | 'wrong' | 'missing' | undefined;
}

/** Pairs findings and rows, each once; rows that must be found go first. */
function compare(paste: Labelled): Compared {
  const { text, expect = [] } = paste;
  const { findings } = readReport(text);
  const left = [...findings];
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
  const extra = paste.expect ? left : [];
  return { paste, found, missed, extra, findings, cause: judged(paste, findings[0]?.cause) };
}

function judged({ cause, mustNot = [] }: Labelled, told: string | undefined): Compared['cause'] {
  if (!cause) return undefined;
  if (cause.accept.length === 0) return told === undefined || told === 'unknown' ? 'right' : 'wrong';
  if (told !== undefined && cause.accept.includes(told)) return 'right';
  return told !== undefined && mustNot.includes(told) ? 'wrong' : 'missing';
}

/** Of several pods that were described in one go, the one of this name; and the events below. */
function ownPart(described: string, name: string): string {
  const [pods = '', events = ''] = described.split(/^(?=# events)/m);
  const own = pods.split(/^(?=Name: )/m).find((pod) => new RegExp(`^Name: +${name}$`, 'm').test(pod)) ?? '';
  return own || events ? `${own}\n${events}` : '';
}

function casesOf(path: string): readonly Labelled[] {
  const rows = JSON.parse(readFileSync(path, 'utf8')) as readonly (Labelled | Recorded)[];
  return rows.flatMap((row): readonly Labelled[] => {
    if (!('file' in row)) return [row];
    const read = (name: string): string => {
      const beside = join(dirname(path), name);
      return existsSync(beside) ? readFileSync(beside, 'utf8') : '';
    };
    const yaml = read(row.file);
    const events = ownPart(read(row.file.replace('.yaml', '.describe.txt')), row.file.replace('.yaml', ''));
    const cause = { accept: row.accept };
    return [
      { id: row.file, kind: 'recorded', text: yaml, cause },
      ...(events
        ? [{ id: `${row.file} + events`, kind: 'recorded', text: `${yaml}\n${events}`, cause }]
        : []),
      ...(/^Name: /m.test(events)
        ? [{ id: `${row.file}: describe`, kind: 'recorded', text: events, cause }]
        : []),
    ];
  });
}

const percent = (part: number, whole: number): string =>
  `${(whole === 0 ? 100 : (part / whole) * 100).toFixed(1)} %`.padStart(8);

const file = process.env['PASTES'];
if (!file) {
  console.error('PASTES=<file> npm run pastes: which file?');
  process.exit(2);
}
const results = casesOf(file).map(compare);
const rows = [...new Set(results.map(({ paste }) => paste.kind)), 'total'].map((kind) => {
  const own = results.filter(({ paste }) => kind === 'total' || paste.kind === kind);
  const sum = (of: (each: Compared) => number): number => own.reduce((all, each) => all + of(each), 0);
  const causes = (which: Compared['cause']): number => own.filter(({ cause }) => cause === which).length;
  return {
    kind,
    tp: sum(({ found }) => found),
    fn: sum(({ missed }) => missed.length),
    fp: sum(({ extra }) => extra.length),
    right: causes('right'),
    wrong: causes('wrong'),
    missing: causes('missing'),
  };
});

const QUIET = process.env['QUIET'] !== undefined;
if (!QUIET) console.log(`${'kind'.padEnd(20)}   tp   fn   fp   recall precision  right wrong missing`);
for (const { kind, tp, fn, fp, right, wrong, missing } of QUIET ? rows.slice(-1) : rows) {
  const counts = [tp, fn, fp].map((count) => String(count).padStart(4)).join(' ');
  const causes = [right, wrong, missing].map((count) => String(count).padStart(5)).join(' ');
  console.log(`${kind.padEnd(20)} ${counts} ${percent(tp, tp + fn)} ${percent(tp, tp + fp)}  ${causes}`);
}
for (const { paste, missed, extra, findings, cause } of results) {
  for (const row of missed) console.log(`missed   ${paste.id}: ${JSON.stringify(row)}`);
  for (const finding of extra) console.log(`too much ${paste.id}: ${JSON.stringify(finding)}`);
  if (cause === 'wrong' || cause === 'missing')
    console.log(
      `${cause.padEnd(8)} ${paste.id}: told ${findings[0]?.cause ?? 'nothing'}, accepted ${paste.cause?.accept.join(' ') || 'nothing'}`,
    );
}

const spoken = ['en', 'zh'].map(
  (locale) =>
    parse(readFileSync(join(import.meta.dirname, `../content/causes/${locale}.yaml`), 'utf8')) as Readonly<
      Record<string, { readonly says?: string }>
    >,
);
const told = results.flatMap(({ findings }) => findings);
const inWords = told.filter(({ cause }) => spoken.every((causes) => causes[cause]?.says));
console.log(`words    ${percent(inWords.length, told.length).trim()} of ${told.length} findings`);

const total = rows.at(-1);
const judgedAll = total ? total.right + total.wrong + total.missing : 0;
const ok =
  total &&
  total.tp >= LEAST.recall * (total.tp + total.fn) &&
  total.tp >= LEAST.precision * (total.tp + total.fp) &&
  total.right >= LEAST.right * judgedAll &&
  total.wrong <= LEAST.wrong * judgedAll &&
  inWords.length >= LEAST.words * told.length;
process.exit(ok ? 0 : 1);
