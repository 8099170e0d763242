import { expect, test } from '@playwright/test';
import { waitStatusBits } from '../../../src/core/arithmetic/bits.ts';
import { signalByNumber } from '../../../src/core/tables/signals.ts';
import { decodeWaitStatus, encodeWaitStatus } from '../../../src/core/arithmetic/wait-status.ts';
import type { WaitStatus } from '../../../src/core/arithmetic/wait-status.ts';
import { ask } from './outside.ts';

const WORDS = Array.from({ length: 0x10000 }, (_, word) => word);

test('every wait status from 0 to 65535 goes to an ending and back', () => {
  const broken = WORDS.filter((word) => {
    const status = decodeWaitStatus(word);
    return status && encodeWaitStatus(status) !== word;
  });
  expect(broken).toEqual([]);
});

test('every ending goes to a wait status and back', () => {
  const range = (first: number, last: number): number[] =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const endings: WaitStatus[] = [
    ...range(0, 255).map((exitStatus) => ({ state: 'exited' as const, exitStatus })),
    ...range(1, 126).flatMap((signal) =>
      [false, true].map((coreDumped) => ({ state: 'signaled' as const, signal, coreDumped })),
    ),
    ...range(1, 255).map((signal) => ({ state: 'stopped' as const, signal })),
    { state: 'continued' },
  ];
  for (const ending of endings) expect(decodeWaitStatus(encodeWaitStatus(ending))).toEqual(ending);
  expect(WORDS.filter((word) => decodeWaitStatus(word))).toHaveLength(endings.length);
});

test('what is no wait status has no ending', () => {
  for (const word of [-1, 0x10000, 1.5, NaN, Infinity, 0x80, 0x7f, 0xff, 0x0109, 0x89ff]) {
    expect(decodeWaitStatus(word), String(word)).toBeUndefined();
  }
});

test("Python's wait macros agree on all 65536 words", () => {
  const script = `
import json, os
def read(word):
    try: code = os.waitstatus_to_exitcode(word)
    except ValueError: code = None
    return [code, os.WIFEXITED(word), os.WIFSIGNALED(word), os.WIFSTOPPED(word), os.WIFCONTINUED(word),
            os.WTERMSIG(word), os.WSTOPSIG(word), os.WCOREDUMP(word)]
print(json.dumps([read(word) for word in range(65536)]))`;
  const output = ask('python3', ['-c', script]);
  const rows: unknown = JSON.parse(output ?? '[]');
  if (!Array.isArray(rows)) throw new Error('Python printed no list');
  const differing = WORDS.slice(0, rows.length).filter((word) => {
    const [code, exited, signaled, stopped, continued, termSignal, stopSignal, core] = rows[
      word
    ] as unknown[];
    const status = decodeWaitStatus(word);
    switch (status?.state) {
      case 'exited':
        return !(exited && code === status.exitStatus);
      case 'signaled':
        return !(
          signaled &&
          code === -status.signal &&
          termSignal === status.signal &&
          core === status.coreDumped
        );
      case 'stopped':
        return !(stopped && code === null && stopSignal === status.signal);
      case 'continued':
        return !(continued && code === null);
      default:
        // Words that no kernel writes: the macros look at some bits only and take them for one thing or another.
        return exited && (word & 0xff) === 0;
    }
  });
  expect(differing).toEqual([]);
});

test('the bits of every wait status add up to it, group by group', () => {
  for (const word of WORDS) {
    const { bits, groups } = waitStatusBits(word);
    if (parseInt(bits.join(''), 2) !== word) throw new Error(`${word}: the bits make another number`);
    let at = 0;
    for (const { width, value } of groups) {
      const own = parseInt(bits.slice(at, at + width).join(''), 2);
      // The core flag counts as it stands in its byte: 128.
      if (own !== value && own * 2 ** (8 - width) !== value)
        throw new Error(`${word}: a group of ${value} shows ${own}`);
      at += width;
    }
    if (at !== 16) throw new Error(`${word}: the groups hold ${at} bits`);
  }
});

test('the bits of a death with a core name the flag and the signal', () => {
  expect(waitStatusBits(139).groups).toEqual([
    { role: 'value', width: 8, value: 0 },
    { role: 'core-flag', width: 1, value: 128 },
    { role: 'signal-number', width: 7, value: 11 },
  ]);
  expect(signalByNumber(11)?.name).toBe('SIGSEGV');
});
