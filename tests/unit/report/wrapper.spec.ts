/** What only passes on another failure stands behind it; without the other it is the failure. */

import { expect, test } from '@playwright/test';
import { readReport } from '../../../src/core/report/index.ts';

const INNER = [
  ['Killed', 'SIGKILL'],
  ['Segmentation fault (core dumped)', 'SIGSEGV'],
  ['./knit.sh: line 4:  4137 Aborted                 ./purl --all', 'SIGABRT'],
] as const;

const OUTER = [
  ['make: *** [Makefile:7: knit] Error 1', 1],
  ['npm ERR! errno 1', 1],
  ['error Command failed with exit code 1.', 1],
  [' ELIFECYCLE  Command failed with exit code 3.', 3],
  ['FAILED: [code=1] lib/big.o', 1],
  [
    "error: process didn't exit successfully: `/srv/target/debug/build/knit-9/build-script-build` (exit status: 101)",
    101,
  ],
  ['ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2', 2],
  ['##[error]Process completed with exit code 1.', 1],
  ["##[error]Bash exited with code '1'.", 1],
  ['ERROR: Job failed: exit code 1', 1],
] as const;

for (const [outer, code] of OUTER) {
  test(`passes on what died inside: ${outer}`, () => {
    for (const [inner, signal] of INNER) {
      const { findings } = readReport(`$ ./build\n${inner}\n${outer}\n`);
      expect(findings.length, inner).toBe(2);
      expect(findings[0], inner).toMatchObject({ signal, rank: 0 });
      expect(findings[0], inner).not.toHaveProperty('follows');
      expect(findings[1], inner).toMatchObject({ code, follows: 'relayed', rank: 1 });
    }
  });

  test(`is a failure by itself, and before what died later: ${outer}`, () => {
    expect(readReport(outer).findings).toEqual([expect.not.objectContaining({ follows: expect.anything() })]);
    const later = readReport(`${outer}\n$ ./other\nSegmentation fault (core dumped)`).findings;
    expect(later.length).toBe(2);
    expect(later.some(({ follows }) => follows)).toBe(false);
  });
}

test('the number of the inner death itself is no second finding', () => {
  const paste = '$ ./build\nSegmentation fault (core dumped)\n##[error]Process completed with exit code 139.';
  expect(readReport(paste).findings).toEqual([
    expect.objectContaining({ code: 139, signal: 'SIGSEGV', coreDumped: true }),
  ]);
});

test('a stop on purpose is no death that a later failure passes on', () => {
  const { findings } = readReport('worker terminated by signal SIGTERM\n\nnpm ERR! errno 1');
  expect(findings.some(({ follows }) => follows)).toBe(false);
});
