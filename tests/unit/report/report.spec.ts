import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { FINDING_LIMIT, isReport, PASTE_LIMIT, readReport } from '../../../src/core/report/index.ts';
import { literalOf } from '../../../src/core/report/needles.ts';
import { RECOGNISERS } from '../../../src/core/report/recognisers/index.ts';
import { BUILDS, BUILDS_NOTHING } from './fixtures/builds.ts';
import { DOCKER, DOCKER_NOTHING } from './fixtures/docker.ts';
import type { Fixture } from './fixtures/fixture.ts';
import { KUBERNETES, KUBERNETES_NOTHING } from './fixtures/kubernetes.ts';
import { SERVICES, SERVICES_NOTHING } from './fixtures/services.ts';
import { SHELLS, SHELLS_NOTHING } from './fixtures/shells.ts';
import { SYSTEM, SYSTEM_NOTHING } from './fixtures/system.ts';

const FOUND = [...KUBERNETES, ...DOCKER, ...SYSTEM, ...SHELLS, ...BUILDS, ...SERVICES];
const NOTHING = [
  ...KUBERNETES_NOTHING,
  ...DOCKER_NOTHING,
  ...SYSTEM_NOTHING,
  ...SHELLS_NOTHING,
  ...BUILDS_NOTHING,
  ...SERVICES_NOTHING,
];
const ALL: readonly Fixture[] = [...FOUND, ...NOTHING];

/** The findings of a paste are those expected, in any order unless a rank is. */
function check(paste: string, wanted: Fixture['expect']): void {
  const { findings } = readReport(paste);
  const shown = `${paste}\n---\n${JSON.stringify(findings, null, 1)}`;
  expect(findings.length, shown).toBe(wanted.length);
  for (const row of wanted) expect(findings, shown).toContainEqual(expect.objectContaining(row));
}

test('there are fixtures for every family, and enough that hold nothing', () => {
  expect(ALL.length).toBeGreaterThanOrEqual(200);
  expect(ALL.filter(({ expect: wanted }) => wanted.length === 0).length).toBeGreaterThanOrEqual(40);
  const families = new Set(
    ALL.flatMap(({ paste }) => readReport(paste).findings.map(({ family }) => family)),
  );
  expect(RECOGNISERS.map(({ family }) => family).filter((family) => !families.has(family))).toEqual([]);
});

for (const [index, fixture] of ALL.entries()) {
  test(`${index}: ${fixture.paste.slice(0, 70).replace(/\s+/g, ' ')}`, () =>
    check(fixture.paste, fixture.expect));
}

const eachLine = (paste: string, change: (line: string) => string): string =>
  paste.split('\n').map(change).join('\n');

/** What copying does to a paste without changing what it says. */
const MANGLED: Readonly<Record<string, (paste: string) => string>> = {
  CRLF: (paste) => paste.replace(/\n/g, '\r\n'),
  quoted: (paste) => eachLine(paste, (line) => `> ${line}`),
  coloured: (paste) => eachLine(paste, (line) => `\x1b[31m${line}\x1b[0m`),
  'colours escaped': (paste) => eachLine(paste, (line) => `#033[0;31m${line}#033[0m`),
  'full-width colons': (paste) => paste.replace(/: /g, '：'.concat(' ')),
  'blank lines around': (paste) => `\n\n${paste}\n\n`,
  'trailing spaces': (paste) => eachLine(paste, (line) => `${line}  `),
  'zero width': (paste) => `\ufeff${eachLine(paste, (line) => `\u200b${line}`)}`,
  twice: (paste) => `${paste}\n${paste}`,
};
/** Changes that only pastes survive whose lines do not hang on columns. */
const MANGLED_LINES: Readonly<Record<string, (paste: string) => string>> = {
  'lost indentation': (paste) => eachLine(paste, (line) => line.trimStart()),
  tabs: (paste) => eachLine(paste, (line) => line.replace(/ {4}/g, '\t')),
  'time stamps': (paste) => eachLine(paste, (line) => `2025-03-04T10:00:00.123456789Z ${line}`),
};

for (const [name, mangle] of Object.entries(MANGLED)) {
  test(`${name}: every fixture says the same`, () => {
    for (const { paste, expect: wanted } of ALL) check(mangle(paste), wanted);
  });
}
for (const [name, mangle] of Object.entries(MANGLED_LINES)) {
  test(`${name}: fixtures of single lines say the same`, () => {
    for (const { paste, expect: wanted, fragile } of ALL) {
      if (!fragile && (name === 'lost indentation' || !paste.includes('\n'))) check(mangle(paste), wanted);
    }
  });
}

const anyPaste = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom(...ALL.flatMap(({ paste }) => paste.split('\n'))), { maxLength: 30 })
    .map((lines) => lines.join('\n')),
  fc
    .array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"exitCode"',
        ':',
        ' ',
        '\n',
        '- ',
        'state',
        'terminated',
        '137',
        ',',
        '"',
        'name',
        '\\',
      ),
      {
        maxLength: 80,
      },
    )
    .map((parts) => parts.join('')),
);

test('any text: never throws, says the same twice, stays within the paste and the limit', () => {
  fc.assert(
    fc.property(anyPaste, (paste) => {
      const report = readReport(paste);
      expect(readReport(paste)).toEqual(report);
      expect(report.findings.length).toBeLessThanOrEqual(FINDING_LIMIT);
      expect(report.findings.map(({ rank }) => rank)).toEqual(report.findings.map((_, rank) => rank));
      for (const { line, exitStatus, count } of report.findings) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(report.lines);
        expect(count).toBeGreaterThanOrEqual(1);
        if (exitStatus !== undefined) expect(exitStatus >= 0 && exitStatus <= 255).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('time grows with the size and no faster', () => {
  const cpu = (text: string): number => {
    const before = process.cpuUsage();
    readReport(text);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  for (const part of [
    '(',
    '9',
    '[',
    '{"a":',
    'exit code ',
    'Killed\n',
    '{"exitCode":1,"a":',
    'terminated:\n',
    ' ',
    '\x1b[',
  ]) {
    const small = part.repeat(200_000 / part.length);
    const large = part.repeat(800_000 / part.length);
    cpu(small);
    const least = (text: string): number => Math.min(cpu(text), cpu(text), cpu(text));
    expect(least(large), part).toBeLessThan(least(small) * 16 + 50_000);
  }
});

test('a paste beyond the limit is cut, and says so', () => {
  const { truncated, findings } = readReport(`exit code 3\n${' '.repeat(PASTE_LIMIT)}\nexit code 4`);
  expect(truncated).toBe(true);
  expect(findings.map(({ code }) => code)).toEqual([3]);
});

test('every rule has words that pick its lines out, and a pattern that finds all matches', () => {
  for (const { family, rules = [] } of RECOGNISERS) {
    for (const { pattern, words = [literalOf(pattern)] } of rules) {
      expect(pattern.flags, `${family}: ${pattern.source}`).toContain('g');
      for (const word of words)
        expect(word.trim().length, `${family}: ${pattern.source}`).toBeGreaterThanOrEqual(1);
    }
  }
});

test('numbers are in range, whatever a paste says', () => {
  const most = '9'.repeat(400);
  for (const [text, restarts] of [
    ['Containers:\n  a:\n    State: Terminated\n      Exit Code: 1\n    Restart Count: -1\n', undefined],
    ['Containers:\n  a:\n    State: Terminated\n      Exit Code: 1\n    Restart Count: 7\n', 7],
    [`web-1  0/1  CrashLoopBackOff  ${most}  3m\nx`, undefined],
    ['web-1  0/1  CrashLoopBackOff  12 (3m ago)  9m\nx', 12],
    ['{"name":"a","restartCount":1e400,"state":{"terminated":{"exitCode":1}}}\n', undefined],
    ['{"name":"a","restartCount":-3,"state":{"terminated":{"exitCode":1}}}\n', undefined],
  ] as const) {
    const { findings } = readReport(text);
    expect(findings.length, text).toBe(1);
    expect(findings[0]?.restarts, text).toBe(restarts);
  }
  for (const text of [
    'Exited (4294967296) a',
    'Exited (-9999999999) a',
    `x  y  Exit ${most}`,
    `exit code ${most}0`,
  ])
    for (const { code = 0 } of readReport(`${text}\n\n`).findings)
      expect(Math.abs(code), text).toBeLessThanOrEqual(0xffff_ffff);
});

test('a core that was dumped is told, in whichever order the lines stand', () => {
  const jvm = '#  SIGSEGV (0xb) at pc=0x00007f00, pid=1\n#';
  const shell = 'Segmentation fault (core dumped)';
  for (const text of [`${jvm}\n${shell}`, `${shell}\n${jvm}`])
    expect(readReport(text).findings.map(({ coreDumped }) => coreDumped)).toEqual([true]);
});

test('lines end where the reader ends them: a lone carriage return and U+2028 end none', () => {
  for (const mark of ['\r', '\u2028', '\u2029']) expect(isReport(`exit code 1${mark}137`), mark).toBe(false);
  expect(isReport('exit code 1\r\n137')).toBe(true);
  // More than anybody types, so nobody reads it to know.
  expect(isReport('a'.repeat(10_000_000))).toBe(true);
});

test('a report is more than one line, or one line that holds more than one ending', () => {
  for (const text of [
    '137',
    'exit code 137',
    'Killed',
    'docker Exited(139) no logs',
    'SIGKILL',
    'OOMKilled',
    'signal 9',
    '退出码 137',
    'exit codes 137 and 139',
    'Process finished with exit code 139 (interrupted by signal 11: SIGSEGV)',
    '进程已结束，退出代码为 -1073741819 (0xC0000005)',
    '',
  ]) {
    expect(isReport(text), text).toBe(false);
  }
  for (const text of [
    'a\nb',
    'web-1 exited with code 137, web-2 exited with code 143',
    'App [knit] exited with code [7] via signal [null]',
    'OutOfMemoryError: Container killed due to memory usage Exit Code 137',
    '{"State":{"ExitCode":137,"OOMKilled":true}}',
  ]) {
    expect(isReport(text), text).toBe(true);
  }
});
