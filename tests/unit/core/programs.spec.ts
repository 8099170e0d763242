import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { decode } from '../../../src/core/read/decode.ts';
import { formulaOf } from '../../../src/core/read/formula.ts';
import { documented } from '../../../src/core/read/programs.ts';
import { recompute } from '../../../src/core/read/reading.ts';
import type { Subject } from '../../../src/core/read/reading.ts';
import { PROGRAMS } from './programs.fixture.ts';

const tables = { programs: PROGRAMS };

function first(text: string): Subject {
  const decoding = decode(text, { tables });
  if (decoding.kind === 'refusal') throw new Error(`${text}: refused, ${decoding.reason}`);
  return decoding.subjects[0];
}

/** `curl 7`: the program and number of the leading reading, or its kind. */
function lead(text: string): string {
  const [reading] = first(text).readings;
  return reading.kind === 'program' ? `${reading.program} ${reading.code}` : reading.kind;
}

test('a program that is named or that printed the line gives the number its meaning', () => {
  const rows = [
    ['curl 6', 'curl 6'],
    ['CURL 6', 'curl 6'],
    ['curl: (6)', 'curl 6'],
    ['curl: (6) Could not resolve host: example.invalid', 'curl 6'],
    ['curl exit code 22', 'curl 22'],
    ['curl 报错 7', 'curl 7'],
    ['curl错误码 7', 'curl 7'],
    ['exit code 7 from curl', 'curl 7'],
    ['/usr/bin/curl exited with 7', 'curl 7'],
    ['curl -fsS https://example.invalid returned 22', 'curl 22'],
    ['curl 35', 'curl 35'],
    ['git exit code 128', 'git 128'],
    ["'git clone' failed with status 128", 'git 128'],
    ['rsync error: some files could not be transferred (code 23) at main.c(1338) [sender=3.2.7]', 'rsync 23'],
    ['npm ERR! errno 254', 'npm 254'],
    ['E: Sub-process /usr/bin/dpkg returned an error code (1)', 'dpkg 1'],
    ['apt 100', 'apt-get 100'],
    ['mongod 100', 'mongod 100'],
    ['make: *** [Makefile:3: all] Error 2', 'make 2'],
    ['make exit code 2', 'make 2'],
    ['robocopy 11', 'robocopy 11'],
    ['msiexec 1603', 'msiexec 1603'],
    ['docker compose exit code 14', 'docker-compose 14'],
    ['docker-compose 14', 'docker-compose 14'],
    ['aws cli exit code 254', 'aws 254'],
  ] as const;
  expect(rows.map(([text]) => [text, lead(text)])).toEqual(rows.map(([text, answer]) => [text, answer]));
});

test('what a program does not document stays what it is everywhere', () => {
  const rows = [
    ['docker exit code 137', 'exit-status'],
    ['curl 137', 'exit-status'],
    ['curl 40', 'exit-status'],
    ['curl 29', 'exit-status'],
    ['git -9', 'negative'],
    ['to make exit code 1 go away', 'exit-status'],
    ['we make everything here and got exit code 2', 'exit-status'],
    ['npm ERR! errno -13', 'program'],
  ] as const;
  for (const [text, kind] of rows) expect(first(text).readings[0].kind, text).toBe(kind);
  // The number at the end of the line is a line of the source.
  expect(decode('rsync error: failed (code 23) at main.c(1338)', { tables })).toMatchObject({
    subjects: [{ written: '23' }],
  });
});

test('the same number as a bare status comes second, and nothing far-fetched beside it', () => {
  expect(first('curl 3').readings.map(({ kind }) => kind)).toEqual(['exit-status']);
  expect(first('curl 6').readings.map(({ kind }) => kind)).toEqual(['program', 'exit-status']);
  expect(first('curl 6')).toMatchObject({
    program: 'curl',
    said: true,
    readings: [{ target: { kind: 'program', program: 'curl', code: 6 }, exitStatus: 6 }, { exitStatus: 6 }],
  });
});

test('a sum of bits is taken apart, and only into bits that are documented', () => {
  const robocopy = PROGRAMS.find(({ slug }) => slug === 'robocopy');
  if (!robocopy) throw new Error('no robocopy');
  fc.assert(
    fc.property(fc.integer({ min: -3, max: 300 }), (code) => {
      const entry = documented(robocopy, code);
      const whole = code >= 1 && code <= 31;
      if ((entry !== undefined) !== whole) throw new Error(`${code}: ${JSON.stringify(entry)}`);
      const sum = entry?.parts?.reduce((total, part) => total + part, 0);
      if (sum !== undefined && sum !== code) throw new Error(`${code}: its parts make ${sum}`);
    }),
  );
  const subject = first('robocopy 11');
  expect(subject.readings[0]).toMatchObject({
    parts: [8, 2, 1],
    target: { kind: 'program', program: 'robocopy' },
  });
  expect(subject.readings[0].target).not.toHaveProperty('code');
  expect(formulaOf(subject.readings[0], subject)).toBe('11 = 8 + 2 + 1');
  expect(recompute(subject.readings[0])).toBe(11n);
});

test('ranges hold both their ends and not what lies beside them', () => {
  const curl = PROGRAMS.find(({ slug }) => slug === 'curl');
  if (!curl) throw new Error('no curl');
  expect([29, 30, 39, 40].map((code) => documented(curl, code)?.code)).toEqual([
    undefined,
    30,
    39,
    undefined,
  ]);
});

test('with tables, any text is still answered the same each time, and no table changes a text without its program', () => {
  const piece = fc.constantFrom(
    'curl',
    'git',
    'make',
    'exit code ',
    '7',
    '128',
    ': (',
    ')',
    ' ',
    'error',
    'from',
    '退出码',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (parts) => {
      const text = parts.join('');
      const show = (value: unknown) =>
        JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}` : each));
      const answer = show(decode(text, { tables }));
      if (answer !== show(decode(text, { tables }))) throw new Error(`${text}: another answer`);
      if (!/curl|git|make/.test(text) && answer !== show(decode(text)))
        throw new Error(`${text}: the tables changed it`);
    }),
    { numRuns: 3000 },
  );
});
