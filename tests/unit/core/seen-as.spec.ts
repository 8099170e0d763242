import { expect, test } from '@playwright/test';
import { seenAs } from '../../../src/core/arithmetic/seen-as.ts';
import { decodeWaitStatus } from '../../../src/core/arithmetic/wait-status.ts';

test('an ending is the same event as different numbers', () => {
  const seen = (word: number) => seenAs(decodeWaitStatus(word)!);
  expect(seen(0)).toEqual({ status: 0, returncode: 0 });
  expect(seen(3 << 8)).toEqual({ status: 3, returncode: 3 });
  // exit(137) and SIGKILL are one number for a shell, and two for Python.
  expect(seen(137 << 8)).toEqual({ status: 137, returncode: 137 });
  expect(seen(9)).toEqual({ status: 137, returncode: -9 });
  expect(seen(128 + 11), 'the core flag is in neither').toEqual({ status: 139, returncode: -11 });
});

test('what has not ended has no number', () => {
  for (const word of [(19 << 8) + 0x7f, 0xffff]) expect(seenAs(decodeWaitStatus(word)!)).toBeUndefined();
});

test('every word a kernel writes for an ending has a status of one byte', () => {
  const words = Array.from({ length: 0x10000 }, (_, word) => word);
  const wrong = words.filter((word) => {
    const status = decodeWaitStatus(word);
    const seen = status && seenAs(status);
    if (!seen) return false;
    const { status: shell, returncode } = seen;
    return shell < 0 || shell > 255 || (returncode < 0 ? shell !== 128 - returncode : shell !== returncode);
  });
  expect(wrong).toEqual([]);
});
