/**
 * The regular expressions that a reader's text meets, and which of them could be slow.
 *
 * A rule gets at most 2,000 characters of a line. Two quantifiers that can take the same characters try every way to share
 * them, and a quantifier that a match can begin with tries every place: the product of how far each can go is what a line
 * can cost. V8 makes about a hundred steps in a microsecond, so that 200,000 steps are two milliseconds.
 */

import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { analyse, type Report } from 'scslre';
import { decode } from '../src/core/read/decode.ts';
import type { ProgramTable } from '../src/core/read/programs.ts';
import { CLUES } from '../src/core/report/clues/index.ts';
import { readReport } from '../src/core/report/index.ts';
import { withPrograms } from '../src/core/report/programs.ts';
import { RECOGNISERS } from '../src/core/report/recognisers/index.ts';
import { samplesOf } from './pumps.ts';
import { TEXTS } from './unit/report/fixtures/index.ts';

/** The longest piece of a line that a rule ever gets, in characters. */
const LINE = 2000;
const MOST_STEPS = 200_000;
/** A quantifier that repeats less often than this is no pump. */
const PUMPED = 8;

/** What could make a pattern slow, a sentence each; none for one that is quick on any line. */
export function slownessOf({ source, flags }: Pick<RegExp, 'source' | 'flags'>): readonly string[] {
  const parsed = new RegExpParser().parseLiteral(`/${source}/${flags}`);
  // The analysis knows quantifiers with and without an end; to it, one that goes far has none.
  const reach = new Map<AST.Quantifier, number>();
  visitRegExpAST(parsed.pattern, {
    onQuantifierEnter(quantifier) {
      reach.set(quantifier, Math.min(quantifier.max, LINE));
      if (quantifier.max >= PUMPED) quantifier.max = Number.POSITIVE_INFINITY;
    },
  });
  const far = (quantifier: AST.Quantifier): number => reach.get(quantifier) ?? LINE;
  return analyse(parsed).reports.flatMap((report) => {
    const steps = report.exponential ? Number.POSITIVE_INFINITY : stepsOf(report, far);
    return steps > MOST_STEPS ? [`${wordsFor(report)}: up to ${steps.toLocaleString('en')} steps`] : [];
  });
}

function stepsOf(report: Report, far: (quantifier: AST.Quantifier) => number): number {
  switch (report.type) {
    case 'Trade':
      return far(report.startQuant) * far(report.endQuant);
    case 'Self':
      return far(report.quant) ** 2 * far(report.parentQuant);
    case 'Move':
      return LINE * far(report.quant);
  }
}

function wordsFor(report: Report): string {
  switch (report.type) {
    case 'Trade':
      return `${report.startQuant.raw} and ${report.endQuant.raw} can take the same characters`;
    case 'Self':
      return `${report.quant.raw} inside ${report.parentQuant.raw} can take its own characters again`;
    case 'Move':
      return `${report.quant.raw} is tried from every place that it can take`;
  }
}

const CURL: ProgramTable = { slug: 'curl', name: 'curl', prefixes: ['curl: ('], codes: [6, 7] };
const OF_CURL = 'the command curl exited with code 7\nthat was all\n';

/** The patterns of every rule and clue, and all that are executed while the fixtures are read, whoever built them. */
export function patternsOfReading(): readonly RegExp[] {
  const rules = [...CLUES, ...RECOGNISERS.flatMap(({ rules: own = [] }) => own)].map(
    ({ pattern }) => pattern,
  );
  const used = patternsUsedBy(() => {
    for (const text of TEXTS) {
      readReport(text);
      for (const line of text.split('\n')) decode(line);
    }
    withPrograms(readReport(OF_CURL), OF_CURL, [CURL]);
  });
  return [...new Map([...rules, ...used].map((pattern) => [String(pattern), pattern])).values()];
}

/** Every regular expression that is executed while `run` runs. */
export function patternsUsedBy(run: () => void): readonly RegExp[] {
  const found = new Map<string, RegExp>();
  // oxlint-disable-next-line typescript/unbound-method -- called with the pattern as `this` below
  const { exec } = RegExp.prototype;
  // Every way of using a pattern ends in its `exec`, https://tc39.es/ecma262/#sec-regexpexec.
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    // `split` adds the flag y to a copy of its own.
    const flags = this.flags.replace('y', '');
    if (!found.has(`${this.source}/${flags}`))
      found.set(`${this.source}/${flags}`, new RegExp(this.source, flags));
    return exec.call(this, text);
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return [...found.values()];
}

/** Lines that a pattern matches, for a paste that has nothing else. */
export function ownLines(pattern: RegExp): readonly string[] {
  return [...new Set(samplesOf(pattern).map((text) => `${text.trimEnd()}\n`))].filter(
    (line) => line !== '\n',
  );
}
