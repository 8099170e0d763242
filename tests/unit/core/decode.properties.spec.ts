import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { decode, SUBJECT_LIMIT } from '../../../src/core/read/decode.ts';
import { INPUT_LIMIT } from '../../../src/core/read/grammar.ts';
import { ORIGINS, recompute } from '../../../src/core/read/reading.ts';
import type { Decoding, Origin, Reading, Subject } from '../../../src/core/read/reading.ts';
import { REASONS } from '../../../src/core/tables/reasons.ts';
import { signalByNumber } from '../../../src/core/tables/signals.ts';
import { SIGNAL_WORDS } from '../../../src/core/tables/signal-words.ts';
import { printedName, STATUS_NAMES } from '../../../src/core/tables/status-names.ts';
import { decodeWaitStatus } from '../../../src/core/arithmetic/wait-status.ts';
import { WINDOWS_VALUES, windowsHex } from '../../../src/core/tables/windows.ts';

const numbers = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const serialize = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each));

function subjectsOf(text: string, seen?: Origin): Decoding & { kind: 'readings' } {
  const decoding = decode(text, seen && { seen });
  if (decoding.kind === 'refusal') throw new Error(`${text}: refused, ${decoding.reason}`);
  return decoding;
}

/** The one subject of a text that holds one. */
function only(text: string, seen?: Origin): Subject {
  const { subjects } = subjectsOf(text, seen);
  if (subjects.length !== 1) throw new Error(`${text}: ${subjects.length} subjects`);
  return subjects[0];
}

const lead = (text: string, seen?: Origin): Reading => only(text, seen).readings[0];

/** What holds for every text; an error names the one for which it does not. */
function check(text: string, seen?: Origin): void {
  const decoding = decode(text, seen && { seen });
  const output = serialize(decoding);
  const fail = (what: string): never => {
    throw new Error(`${JSON.stringify(text.slice(0, 200))}: ${what}`);
  };
  if (output !== serialize(decode(text, seen && { seen }))) fail('another answer the second time');
  // The longest number may stand in the value and in the arithmetic of each of its readings.
  if (output.length > 20_000 + 8 * Math.min(text.length, INPUT_LIMIT))
    fail(`${output.length} characters of output`);
  if (decoding.kind === 'refusal') return;
  if (decoding.subjects.length > SUBJECT_LIMIT) fail('too many subjects');
  for (const { value, readings, agreed } of decoding.subjects) {
    readings.forEach((reading, rank) => {
      if ((reading.confidence === 'most-likely') !== (rank === 0)) fail(`confidence at rank ${rank}`);
      const result = recompute(reading);
      if (value !== undefined && result !== value) fail(`${reading.kind} recomputes to ${result}`);
      if (value === undefined && reading.target?.kind === 'status' && reading.kind !== 'negative') {
        if (result !== BigInt(reading.target.status))
          fail(`${reading.kind} of a name recomputes to ${result}`);
      }
      if (reading.exitStatus !== undefined && !(reading.exitStatus >= 0 && reading.exitStatus <= 255)) {
        fail(`exit status ${reading.exitStatus}`);
      }
      for (const [key, agreement] of Object.entries(agreed)) {
        if (reading[key as keyof typeof agreed] !== agreement)
          fail(`${reading.kind} does not agree on ${key}`);
      }
    });
    if (new Set(readings.map(serialize)).size !== readings.length) fail('a reading twice');
  }
}

const anyOrigin = fc.option(fc.constantFrom(...ORIGINS), { nil: undefined });
const holds = (texts: fc.Arbitrary<string>, numRuns: number): void => {
  fc.assert(fc.property(texts, anyOrigin, check), { numRuns });
};

const VOCABULARY = [
  ...'exit code status signal rc error 退出码 信号 错误 killed dumped SIGKILL kill SIGFOO RTMIN+3 SIG34 EX_USAGE'.split(
    ' ',
  ),
  ...'OOMKilled Error -9 137 0:9 203/EXEC 9/KILL 0xC0000005 -1073741819 3.5 35072 0x 1e5 NaN __proto__'.split(
    ' ',
  ),
  ...'constructor toString : = ( ) / - + . , # \u0000 \ud800 ９ ： －'.split(' '),
  ' ',
  '\n',
];

test.describe('any text', () => {
  test('of any characters', () => {
    holds(fc.string({ unit: 'binary', maxLength: 40 }), 25_000);
  });

  test('of printable characters', () => {
    holds(fc.string({ unit: 'grapheme-ascii', maxLength: 24 }), 25_000);
  });

  test('made of the words that belong here', () => {
    holds(
      fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 12 }).map((parts) => parts.join('')),
      20_000,
    );
    holds(
      fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 12 }).map((parts) => parts.join(' ')),
      20_000,
    );
  });

  test('that is a number of any size', () => {
    holds(
      fc.oneof(
        fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }).map(String),
        fc.integer({ min: -70_000, max: 70_000 }).map(String),
        fc.maxSafeNat().map((value) => `0x${value.toString(16)}`),
      ),
      20_000,
    );
  });

  test('longer than what is read', () => {
    const units = fc.constantFrom(
      '9',
      'a',
      ' ',
      '1 ',
      '-',
      ':',
      'a:',
      'SIG',
      '0x',
      '错',
      '1:2:',
      '\u{1f4a5}',
    );
    holds(
      fc
        .tuple(units, fc.integer({ min: 1, max: 2 * INPUT_LIMIT }))
        .map(([unit, times]) => unit.repeat(times)),
      200,
    );
    expect(decode('9'.repeat(INPUT_LIMIT + 1))).toEqual({
      kind: 'refusal',
      reason: 'too-long',
      limit: INPUT_LIMIT,
    });
  });
});

test.describe('the same question in other clothes', () => {
  const readingsOf = (text: string): string =>
    serialize(subjectsOf(text).subjects.map(({ readings }) => readings));
  const wide = (text: string): string =>
    text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

  test('full width and spaces around a number change nothing', () => {
    const around = [
      (n: string) => wide(n),
      (n: string) => `  ${n}\n`,
      (n: string) => n.replace('-', '\u2212'),
    ];
    fc.assert(
      fc.property(fc.integer({ min: -70_000, max: 70_000 }), fc.constantFrom(...around), (n, dress) => {
        const text = dress(String(n));
        if (readingsOf(text) !== readingsOf(String(n))) throw new Error(text);
      }),
      { numRuns: 10_000 },
    );
  });

  test('words around a number lead to what the number leads to, and add nothing', () => {
    const around = [
      (n: string) => `exit code ${n}`,
      (n: string) => `Exited (${n})`,
      (n: string) => `code=${n}`,
      (n: string) => `rc: ${n}`,
      (n: string) => `RC:${n}`,
      (n: string) => `$? is ${n}`,
      (n: string) => `退出码：${n}`,
      (n: string) => `进程已结束，退出代码为 ${n}。`,
      (n: string) => `Process finished with exit code ${n}`,
      (n: string) => `process 4711 exited with status ${n} after 3 retries`,
    ];
    const kinds = (text: string): string[] => only(text).readings.map((reading) => serialize(reading.kind));
    fc.assert(
      fc.property(fc.integer({ min: -70_000, max: 70_000 }), fc.constantFrom(...around), (n, dress) => {
        const text = dress(String(n));
        if (serialize(lead(text)) !== serialize(lead(String(n)))) throw new Error(`${text}: another lead`);
        if (kinds(text).some((kind) => !kinds(String(n)).includes(kind)))
          throw new Error(`${text}: more readings`);
        if (!only(text).said) throw new Error(`${text}: nothing says that it is a code`);
      }),
      { numRuns: 20_000 },
    );
  });

  test('who says exit status or exit code means no signal and no wait status', () => {
    for (const n of numbers(0, 255)) {
      for (const text of [`exit status ${n}`, `Exit Code: ${n}`, `exit(${n})`, `退出码 ${n}`]) {
        expect(
          only(text).readings.map(({ kind }) => kind),
          text,
        ).toEqual(['exit-status']);
      }
    }
  });

  test('the case of a name changes nothing', () => {
    const names = [
      ...numbers(1, 64).map((n) => signalByNumber(n)?.name ?? ''),
      ...REASONS.map(({ name }) => name),
    ];
    for (const name of [...names, ...[...STATUS_NAMES, ...WINDOWS_VALUES].map((entry) => entry.name)]) {
      expect(readingsOf(name.toLowerCase())).toBe(readingsOf(name.toUpperCase()));
      expect(readingsOf(wide(name))).toBe(readingsOf(name));
    }
  });

  test('where it was seen changes the order, and at most adds to it', () => {
    const bare = (text: string, seen?: Origin): string[] =>
      only(text, seen).readings.map((reading) => serialize({ ...reading, confidence: undefined }));
    fc.assert(
      fc.property(fc.integer({ min: -70_000, max: 70_000 }), fc.constantFrom(...ORIGINS), (n, seen) => {
        const ranked = bare(String(n), seen);
        const missing = bare(String(n)).filter((reading) => !ranked.includes(reading));
        if (missing.length > 0) throw new Error(`${n} seen in ${seen} loses ${missing.join()}`);
      }),
      { numRuns: 10_000 },
    );
  });
});

test.describe('round trips', () => {
  test('every number from 0 to 255 leads with the exit status of itself', () => {
    for (const n of numbers(0, 255)) {
      for (const text of [String(n), `0x${n.toString(16)}`, `00${n}`, `+${n}`]) {
        expect(lead(text), text).toMatchObject({
          kind: 'exit-status',
          exitStatus: n,
          confidence: 'most-likely',
          target: { kind: 'status', status: n },
        });
      }
      expect(lead(String(n)).signal).toBe(signalByNumber(n - 128)?.name);
    }
  });

  test('every wait status leads with itself when it was seen as one', () => {
    for (const word of numbers(0, 0xffff)) {
      const status = decodeWaitStatus(word);
      const named = status && (!('signal' in status) || signalByNumber(status.signal));
      for (const text of [String(word), `0x${word.toString(16)}`, `wait status ${word}`]) {
        const reading = lead(text, text.startsWith('w') ? undefined : 'wait');
        const ok =
          reading.kind === 'wait-status'
            ? named &&
              reading.state === status.state &&
              (status.state !== 'exited' || reading.exitStatus === status.exitStatus) &&
              (!('signal' in status) || reading.signal === signalByNumber(status.signal)?.name) &&
              (status.state !== 'signaled' || reading.coreDumped === status.coreDumped)
            : !named;
        if (!ok) throw new Error(`${text}: ${serialize(reading)}`);
      }
    }
  });

  test('a wait status beyond 255 that a Linux kernel writes is recognised unasked', () => {
    for (const word of numbers(256, 0xffff)) {
      const status = decodeWaitStatus(word);
      if (!status || ('signal' in status && !signalByNumber(status.signal))) continue;
      // 65535 is "continued", which ends nothing, and far oftener the -1 of a 16-bit number.
      if (word === 0xffff) expect(only('65535').readings[1]?.kind).toBe('wait-status');
      else if (lead(String(word)).kind !== 'wait-status') throw new Error(String(word));
    }
  });

  test('every Windows value is found in each of its spellings', () => {
    for (const { value, name, family } of WINDOWS_VALUES) {
      const hex = windowsHex(value);
      const expected = { kind: 'windows', windows: hex, name, family, target: { kind: 'windows', hex } };
      const wide = [String(value), String(value | 0), hex, hex.toLowerCase(), `code ${value | 0} (${hex})`];
      // Below 256 a number is an exit status first.
      const spellings = [name, `Win32 error ${value}`, `HRESULT ${hex}`, ...(value > 255 ? wide : [])];
      for (const text of spellings) expect(lead(text), text).toMatchObject(expected);
      if (value > 0xffff) expect(lead(hex.slice(2)), hex).toMatchObject(expected);
    }
  });

  test('any 32-bit value with the sign bit is a Windows value in both spellings', () => {
    fc.assert(
      fc.property(fc.integer({ min: -0x80000000, max: -0x10001 }), (n) => {
        const windows = windowsHex(n >>> 0);
        for (const text of [String(n), String(n >>> 0), windows]) {
          if (lead(text).windows !== windows) throw new Error(text);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test('what eight bits leave of a crash names the crash', () => {
    for (const { value, family } of WINDOWS_VALUES) {
      if (family !== 'ntstatus' && family !== 'exception') continue;
      const readings = only(String(value % 256)).readings;
      expect(readings.filter(({ kind }) => kind === 'truncated').map(({ windows }) => windows)).toContain(
        windowsHex(value),
      );
    }
  });

  test('every signal is found by number, by name and in the forms that carry it', () => {
    for (const n of numbers(1, 64)) {
      const name = signalByNumber(n)?.name ?? '';
      const short = name.slice(3);
      const expected = { signal: name, exitStatus: 128 + n, target: { kind: 'status', status: 128 + n } };
      for (const text of [name, `SIG${n}`, `signal ${n}`, `signal: ${n} (${name})`, `信号 ${n}`, `0:${n}`]) {
        if (text === '0:53') continue;
        expect(lead(text), text).toMatchObject({ kind: 'signal', ...expected });
      }
      if (n !== 32 && n !== 33) expect(lead(short), short).toMatchObject({ kind: 'signal', ...expected });
      if (/^[A-Z]\w+$/.test(short))
        expect(lead(`${n}/${short}`)).toMatchObject({ kind: 'signal', ...expected });
      if (/^\w+$/.test(name))
        expect(lead(`Negsignal.${name}`)).toMatchObject({ kind: 'negative', ...expected });
      expect(lead(String(-n), 'python')).toMatchObject({ kind: 'negative', ...expected });
      expect(lead(String(256 + n), 'shell')).toMatchObject({ kind: 'signal', ...expected });
    }
  });

  test('every pair of Slurm keeps both halves', () => {
    for (const status of numbers(0, 255)) {
      for (const signal of [...numbers(0, 64), 125, 253]) {
        const { value, readings } = only(`ExitCode ${status}:${signal}`);
        // 125 and 253 are out of memory, 53 is mostly an error of slurmd: marks that are no signals.
        const mark = signal === 53 || signal > 64;
        const ok =
          value === BigInt(status * 256 + signal) &&
          (signal === 0 || mark || readings[0].signal === signalByNumber(signal)?.name) &&
          mark === (readings[0].kind === 'program') &&
          (status === 0 && signal > 0) !==
            readings.some((reading) => reading.kind === 'exit-status' && reading.exitStatus === status);
        if (!ok) throw new Error(`${status}:${signal}`);
      }
    }
  });

  test("systemd's number/NAME leads to that status", () => {
    for (const { name, status, convention } of STATUS_NAMES) {
      if (name === 'EX_OK') continue;
      const label = printedName(name);
      const subject = only(`(code=exited, status=${status}/${label})`);
      expect(subject.readings, name).toHaveLength(1);
      expect(subject.agreed.exitStatus).toBe(status);
      expect(convention).toBeTruthy();
    }
  });

  test('reasons and the words of shells lead to themselves', () => {
    for (const { name } of REASONS) {
      const kinds = only(name).readings.map((reading) =>
        reading.kind === 'reason' ? reading.reason : undefined,
      );
      expect(kinds, name).toContain(name);
    }
    for (const [number, words] of Object.entries(SIGNAL_WORDS)) {
      for (const word of words) {
        for (const text of [word, `${word} (core dumped)`, `signal: ${word}`]) {
          expect(lead(text), text).toMatchObject({
            kind: 'signal',
            signal: signalByNumber(Number(number))?.name,
            ...(text.includes('core') && { coreDumped: true }),
          });
        }
      }
    }
  });

  test('exit(3) keeps the low eight bits of any number, exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }), (n) => {
        if (n >= 0n && n <= 255n) return;
        const { value, readings } = only(String(n));
        const kept = readings.find((reading) => reading.kind === 'truncated');
        // A number that YARN or Windows names is no argument of exit(3).
        if (
          readings.some(
            (reading) => (reading.kind === 'windows' || reading.kind === 'program') && reading.name,
          )
        )
          return;
        if (value !== n || kept?.exitStatus !== Number(((n % 256n) + 256n) % 256n))
          throw new Error(String(n));
      }),
      { numRuns: 10_000 },
    );
  });
});
