/** How far things reach: at the last line, second or entry that counts, and at the one after it. */

import { expect, test } from '@playwright/test';
import { decode } from '../../../src/core/read/decode.ts';
import { readReport } from '../../../src/core/report/index.ts';
import { addLines, groupOf } from '../../../src/core/report/merge/group.ts';
import { isOneLine } from '../../../src/core/report/one-line.ts';
import { readPaste } from '../../../src/core/report/paste.ts';
import { withPrograms } from '../../../src/core/report/programs.ts';
import { PROGRAMS } from '../core/programs.fixture.ts';

/** Lines that say nothing. */
const quiet = (lines: number) => Array.from({ length: lines }, (_, n) => `Step${n} of the day`);
/** Two lines, this many lines apart. */
const apart = (first: string, distance: number, second: string) =>
  [first, ...quiet(distance - 1), second].join('\n');
const findingsOf = (paste: string) => readReport(paste).findings;

test('a detail belongs to an ending at most 40 lines away, above it or below', () => {
  const [ending, detail] = ['exit status 3', 'FAIL\texample.com/shop/cart\t0.021s'];
  for (const [first, second] of [
    [ending, detail],
    [detail, ending],
  ] as const) {
    expect(findingsOf(apart(first, 40, second))[0]?.container).toBe('example.com/shop/cart');
    expect(findingsOf(apart(first, 41, second))[0]?.container).toBeUndefined();
  }
});

test('the last words of a log explain an ending 80 lines below them, or 12 above', () => {
  const [ending, words] = [
    'Process finished with exit code 1',
    'java.lang.OutOfMemoryError: Java heap space',
  ];
  expect(findingsOf(apart(words, 80, ending))[0]?.cause).toBe('memory-limit');
  expect(findingsOf(apart(words, 81, ending))[0]?.cause).toBe('unknown');
  expect(findingsOf(apart(ending, 12, words))[0]?.cause).toBe('memory-limit');
  expect(findingsOf(apart(ending, 13, words))[0]?.cause).toBe('unknown');
});

test('an error that may be written at any time explains an ending 12 lines below it, or two above', () => {
  const [ending, words] = ['Process finished with exit code 1', 'Error: the shop is closed'];
  const cause = (first: string, distance: number, second: string) =>
    findingsOf(apart(first, distance, second))[0]?.cause;
  expect([cause(words, 12, ending), cause(words, 13, ending)]).toEqual(['own-code', 'unknown']);
  expect([cause(ending, 2, words), cause(ending, 3, words)]).toEqual(['own-code', 'unknown']);
});

test('a line of 2,000 characters may be a question; a longer one, and two lines, are a paste', () => {
  expect([isOneLine('x'.repeat(2000)), isOneLine('x'.repeat(2001)), isOneLine('137\n')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('a number is that of the program that printed something at most 40 lines above', () => {
  const tidy = { slug: 'tidy', name: 'tidy', prefixes: ['tidy says:'], codes: [6] };
  const owner = (distance: number) => {
    const paste = apart('tidy says: the shop is closed', distance, 'exit code 6');
    return withPrograms(readReport(paste), paste, [tidy]).findings.map(({ program }) => program?.slug);
  };
  expect([owner(40), owner(41)]).toEqual([['tidy'], [undefined]]);
});

test('at most three words stand between a program and its number', () => {
  const kind = (words: string) => {
    const decoding = decode(`then curl ${words} exit code 6`, { tables: { programs: PROGRAMS } });
    return decoding.kind === 'readings' && decoding.subjects[0].readings[0].kind;
  };
  expect([kind('one two three'), kind('one two three four')]).toEqual(['program', 'exit-status']);
});

test('what stands before `; echo $?` on its line may print eleven lines', () => {
  expect(findingsOf(apart('$ ./run.sh; echo $?', 12, '3'))).toMatchObject([{ code: 3 }]);
  expect(findingsOf(apart('$ ./run.sh; echo $?', 13, '3'))).toEqual([]);
});

test('properties of a unit belong together over at most 300 lines', () => {
  const unit = (distance: number) =>
    findingsOf(`${apart('Id=web.service', distance, 'ExecMainCode=1')}\nExecMainStatus=3`)[0]?.container;
  expect([unit(300), unit(301)]).toEqual(['web.service', undefined]);
});

/** The cause of a container that ended in this second of the minute at whose end its pod was to be gone. */
const causeInPod = (second: number, more: readonly string[] = []) =>
  findingsOf(
    [
      'metadata:',
      '  name: web',
      '  deletionTimestamp: "2026-01-01T00:01:00Z"',
      'status:',
      '  containerStatuses:',
      '  - name: app',
      '    state:',
      '      terminated:',
      '        exitCode: 0',
      `        finishedAt: "2026-01-01T00:00:${second}Z"`,
      '        reason: Completed',
      ...more,
    ].join('\n'),
  )[0]?.cause;

test('a container that ended within 30 seconds before its pod was to be gone was stopped', () => {
  expect([causeInPod(30), causeInPod(29)]).toEqual(['stop', 'success']);
});

test('a hundred endings are shown and the others counted; six lines prove one; eight numbers are read', () => {
  const endings = (count: number) =>
    readReport(Array.from({ length: count }, (_, n) => `container web-${n} exited with code 3`).join('\n'));
  for (const [count, shown] of [
    [100, 100],
    [101, 100],
  ] as const) {
    const { findings, omitted } = endings(count);
    expect([findings.length, omitted]).toEqual([shown, count - shown]);
  }
  const again = quiet(7).map((line) => `${line}: Process finished with exit code 1`);
  expect(findingsOf(again.slice(0, 6).join('\n'))[0]?.evidence).toHaveLength(6);
  expect(findingsOf(again.join('\n'))[0]?.evidence).toHaveLength(6);
  const numbers = (count: number) =>
    decode(
      quiet(count)
        .map((_, n) => `exit code ${n + 20}`)
        .join(', '),
    );
  expect(numbers(8)).toMatchObject({ omitted: 0 });
  expect(numbers(9)).toMatchObject({ omitted: 1, subjects: { length: 8 } });
});

test('a refusal repeats eighty characters of what was asked', () => {
  for (const length of [80, 81]) {
    const decoding = decode('x'.repeat(length));
    expect(decoding.kind === 'refusal' && decoding).toMatchObject({ written: 'x'.repeat(80) });
  }
});

test('what was out of memory leads, also beside a code of 0; what ended well comes last', () => {
  const containers = (reason: string, code: number) =>
    findingsOf(
      [
        ['web', 'Error', 3],
        ['job', reason, code],
      ]
        .map(
          ([name, why, number]) =>
            `  ${name}:\n    State:          Terminated\n      Reason:       ${why}\n      Exit Code:    ${number}`,
        )
        .join('\n'),
    ).map(({ container }) => container);
  expect(containers('OOMKilled', 0)).toEqual(['job', 'web']);
  expect(containers('OOMKilled', 1)).toEqual(['job', 'web']);
  expect(containers('Completed', 0)).toEqual(['web', 'job']);
});

test('4,096 characters of a question are read; of a message that is folded, 39 lines', () => {
  const asked = (length: number) => decode(`${'x '.repeat(length)}`.slice(0, length - 4) + ' 137').kind;
  expect([asked(4096), asked(4097)]).toEqual(['readings', 'refusal']);
  const message = (lines: number) =>
    findingsOf(
      [
        'state:',
        '  terminated:',
        '    exitCode: 3',
        '    message: |',
        ...quiet(lines).map((line) => `      ${line}`),
        '    reason: Error',
      ].join('\n'),
    )[0]?.message;
  expect(message(39)).toMatch(/Step38 of the day$/);
  expect(message(40)).toMatch(/Step38 of the day$/);
});

test('of the lines that mention one ending the first eight are kept, each once', () => {
  const mention = (line: number) => ({ line, family: 'prose', code: 3 });
  const group = groupOf(mention(1));
  for (const line of [1, 2, 3, 4, 5, 6, 7]) addLines(group, mention(line));
  expect(group.lines).toEqual([1, 2, 3, 4, 5, 6, 7]);
  addLines(group, { ...mention(9), lines: [8] });
  expect(group.lines).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a line of 2,000 characters is read whole, a longer one in pieces that begin at a space', () => {
  expect([readPaste('x'.repeat(2000)).size, readPaste('x'.repeat(2001)).size]).toEqual([1, 2]);
  const { line } = readPaste(`${'x'.repeat(1500)} exit code 137 ${'y'.repeat(1000)}`);
  expect([line(0).text, line(1).text]).toEqual([`${'x'.repeat(1500)} exit code 137`, ` ${'y'.repeat(1000)}`]);
  expect(line(1).number).toBe(1);
});

test('the name of what ended is looked for among the 999 objects that follow; a whole pod is understood up to 9,999', () => {
  const objects = (count: number) => Array.from({ length: count }, (_, n) => `  annotation${n}:`);
  const named = (before: number, between: number) =>
    findingsOf(
      [
        ...quiet(before),
        'containerStatuses:',
        '- state:',
        '    terminated:',
        '      exitCode: 3',
        '      reason: Error',
        ...objects(between),
        '  name: app',
      ].join('\n'),
    )[0]?.container;
  // Structure is read by 32 lines: whatever stands before may end such a part.
  const names = (between: number) =>
    new Set(Array.from({ length: 32 }, (_, before) => named(before, between)));
  expect(names(999)).toEqual(new Set(['app']));
  expect(names(1000)).toContain(undefined);

  const cause = (total: number) => causeInPod(30, ['annotations:', ...objects(total - 8)]);
  expect([cause(9999), cause(10_000)]).toEqual(['stop', 'success']);
});
