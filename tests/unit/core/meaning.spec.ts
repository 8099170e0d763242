import { expect, test } from '@playwright/test';
import { decode } from '../../../src/core/read/decode.ts';
import { formulaOf, pictureOf } from '../../../src/core/read/formula.ts';
import { meaningOf, meaningOfSignal } from '../../../src/core/read/meaning.ts';
import type { Subject } from '../../../src/core/read/reading.ts';
import { nameOf, targetPath } from '../../../src/core/read/target.ts';
import { SIGNALS } from '../../../src/core/tables/signals.ts';

const numbers = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

function subject(text: string): Subject {
  const decoding = decode(text);
  if (decoding.kind === 'refusal') throw new Error(`${text}: refused, ${decoding.reason}`);
  return decoding.subjects[0];
}

test('what a number means is what the decoder says first of it', () => {
  for (const code of [...numbers(-70_000, 70_000), -1073741819, 3221225477, 4294967295]) {
    const meaning = meaningOf(code);
    const [lead] = subject(`exit code ${code}`).readings;
    for (const key of ['exitStatus', 'signal', 'windows'] as const) {
      // What the decoder says with words around it, or of a number that nobody prints, is no meaning.
      const said = lead.kind === 'truncated' || lead.kind === 'wait-status' || lead.kind === 'program';
      if (meaning[key] === undefined ? key === 'windows' && !said && lead[key] : meaning[key] !== lead[key])
        throw new Error(`${code}: ${key} is ${meaning[key]}, but the decoder says ${lead[key]}`);
    }
  }
});

test('meanings at the edges of their ranges', () => {
  const rows: readonly (readonly [code: number, meaning: unknown])[] = [
    [0, { exitStatus: 0 }],
    [128, { exitStatus: 128 }],
    [129, { exitStatus: 129, signal: 'SIGHUP' }],
    [137, { exitStatus: 137, signal: 'SIGKILL' }],
    // 145 to 151 and 156 are signals that end nothing; from 160 on they are real-time signals.
    [145, { exitStatus: 145 }],
    [151, { exitStatus: 151 }],
    [152, { exitStatus: 152, signal: 'SIGXCPU' }],
    [159, { exitStatus: 159, signal: 'SIGSYS' }],
    [160, { exitStatus: 160 }],
    [255, { exitStatus: 255 }],
    [256, {}],
    [300, {}],
    [-1, { exitStatus: 255 }],
    [-2, { exitStatus: 130, signal: 'SIGINT' }],
    [-64, { exitStatus: 192, signal: 'SIGRTMAX' }],
    [-65, {}],
    [-104, {}],
    [-137, {}],
    [1603, { windows: '0x643' }],
    [-1073741819, { windows: '0xC0000005' }],
    [3221225477, { windows: '0xC0000005' }],
    [4294967295, { exitStatus: 255 }],
    [1.5, {}],
    [NaN, {}],
  ];
  for (const [code, expected] of rows) expect(meaningOf(code), String(code)).toEqual(expected);
  for (const { name, number } of SIGNALS)
    expect(meaningOfSignal(name)).toEqual({ signal: name, exitStatus: 128 + number });
  expect(meaningOfSignal('SIGEMT')).toEqual({ signal: 'SIGEMT' });
});

test('formulas as people write them, and none where a number only equals itself', () => {
  const rows: readonly (readonly [text: string, ...formulas: string[]])[] = [
    ['137', '137 = 128 + 9'],
    ['42', ''],
    ['0', ''],
    ['9', '', '128 + 9 = 137', '3221226505 mod 256 = 9'],
    ['-9', '128 + 9 = 137', '-9 mod 256 = 247'],
    ['-1', '-1 mod 256 = 255', '128 + 1 = 129', ''],
    ['-137', '128 + 9 = 137', '-137 mod 256 = 119'],
    ['SIGKILL', '128 + 9 = 137'],
    ['SIGEMT', ''],
    ['139', '139 = 128 + 11', '139 = 128 + 11'],
    ['256', '256 = 1 × 256', '256 mod 256 = 0'],
    ['35072', '35072 = (128 + 9) × 256', '35072 mod 256 = 0'],
    ['wait status 0', '', ''],
    ['wait status 9', '', ''],
    ['265', '265 = 256 + 9', '265 mod 256 = 9'],
    ['300', '300 mod 256 = 44', '300 = 256 + 44'],
    ['0x137f', '4991 = 19 × 256 + 127', '4991 mod 256 = 127'],
    ['65535', '65535 mod 256 = 255', ''],
    ['0:9', '128 + 9 = 137'],
    ['9:0', ''],
    ['137:0', '128 + 9 = 137'],
    ['ExitCode 1:9', '128 + 9 = 137', ''],
    ['0:125', ''],
    ['1603', ''],
    ['-1073741819', '-1073741819 + 4294967296 = 3221225477 = 0xC0000005'],
    ['3221225477', '3221225477 = 0xC0000005'],
    ['2147942405', '2147942405 = 0x80070005 = 0x80070000 + 5'],
    ['STATUS_ACCESS_VIOLATION', ''],
    ['OOMKilled', ''],
    ['-104', ''],
    ['npm ERR! errno -13', '', '-13 mod 256 = 243'],
  ];
  for (const [text, ...expected] of rows) {
    const asked = subject(text);
    expect(
      asked.readings.map((reading) => formulaOf(reading, asked)),
      text,
    ).toEqual(expected);
  }
});

test('no formula says that a number equals itself', () => {
  for (const value of [...numbers(-300, 70_000), 3221225477, 4294967295]) {
    const asked = subject(String(value));
    for (const reading of asked.readings) {
      const sides = formulaOf(reading, asked).split(' = ');
      if (new Set(sides).size !== sides.length || sides.some((side) => side === '')) {
        if (sides.length > 1) throw new Error(`${value}: ${sides.join(' = ')}`);
      }
      if (/\b0 ×|--|\+ -/.test(sides.join(' '))) throw new Error(`${value}: ${sides.join(' = ')}`);
    }
  }
});

test('every formula is true', () => {
  const evaluated = (side: string): bigint => {
    if (side.startsWith('0x') && !side.includes('+')) return BigInt(side);
    const tokens = side.replace(/×/g, '*').replace(/mod/g, '%');
    if (!/^[-\d\sxA-F()*%+]+$/i.test(tokens)) throw new Error(side);
    const big = tokens.replace(/0x[\dA-F]+|\d+/gi, (digits) => `${digits}n`);
    // Only digits and signs get here.
    // oxlint-disable-next-line typescript/no-implied-eval
    return new Function(`return ${big}`)() as bigint;
  };
  for (const value of [
    ...numbers(-300, 70_000),
    -1073741819,
    3221225477,
    -2147024891,
    2147942405,
    -2147450730,
  ]) {
    const asked = subject(String(value));
    for (const reading of asked.readings) {
      const [first, ...others] = formulaOf(reading, asked).split(' = ').filter(Boolean).map(evaluated);
      for (const side of others) {
        if (((first ?? 0n) - side) % (reading.kind === 'truncated' ? 256n : 1n << 70n) !== 0n)
          throw new Error(`${value}: ${formulaOf(reading, asked)}`);
      }
    }
  }
});

test('pictures: eight bits for a status with a signal, sixteen for a wait status, none else', () => {
  const widths = (text: string) => {
    const asked = subject(text);
    return asked.readings.map((reading) => pictureOf(reading, asked)?.bits.length);
  };
  expect(widths('137')).toEqual([8]);
  expect(widths('42')).toEqual([undefined, undefined]);
  expect(widths('139')).toEqual([8, 16]);
  expect(widths('35072')).toEqual([16, undefined]);
  expect(widths('-9')).toEqual([undefined, undefined]);
});

test('targets: the last part of an address and the words of a button', () => {
  const rows = [
    [{ kind: 'status', status: 137 }, '137/', '137'],
    [{ kind: 'windows', hex: '0xC0000005' }, '0xC0000005/', '0xC0000005'],
    [{ kind: 'windows', hex: '0x643' }, '1603/', '1603'],
    [{ kind: 'reason', name: 'OOMKilled' }, 'OOMKilled/', 'OOMKilled'],
    [{ kind: 'reason', name: 'Init:Error' }, 'Init-Error/', 'Init:Error'],
    [{ kind: 'program', program: 'curl', code: 7 }, 'curl/#7', 'curl 7'],
    [{ kind: 'program', program: 'robocopy' }, 'robocopy/', 'robocopy'],
  ] as const;
  for (const [target, path, name] of rows) {
    expect(targetPath(target)).toBe(path);
    expect(nameOf(target)).toBe(name);
  }
});

test('a reading leads to a page, or to none where no page can be about it', () => {
  const target = (text: string) => subject(text).readings[0].target;
  expect(target('137')).toEqual({ kind: 'status', status: 137 });
  expect(target('0xC0000005')).toEqual({ kind: 'windows', hex: '0xC0000005' });
  expect(target('OOMKilled')).toEqual({ kind: 'reason', name: 'OOMKilled' });
  for (const text of ['SIGEMT', '0xdeadbeef', 'wait status 4991', '-104'])
    expect(target(text), text).toBeUndefined();
});
