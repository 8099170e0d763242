/** Sources are numbered as a reader meets them: what a block shows first, what a record stands in for, what nothing shows. */

import { expect, test } from '@playwright/test';
import { byMention, usualProof } from '../../src/lib/proof.ts';

const rows = (...ids: string[]) =>
  ids.map((id) => ({ id, kind: id.startsWith('lab') ? ('lab' as const) : ('man' as const) }));
const order = (listed: readonly string[], proofs: Parameters<typeof byMention>[1]) =>
  byMention(rows(...listed), proofs).map(({ id }) => id);

test('the first mention counts, and of one claim the order in which it cites', () => {
  expect(order(['a', 'b', 'c'], [{ cite: ['c', 'a'] }, {}, { cite: ['a', 'b'] }])).toEqual(['c', 'a', 'b']);
});

test('what no claim shows comes last, as the file has it', () => {
  expect(order(['a', 'b', 'c', 'd'], [{ cite: ['d'] }])).toEqual(['d', 'a', 'b', 'c']);
  expect(order(['a', 'b'], [])).toEqual(['a', 'b']);
  expect(order(['a'], [{ cite: ['unlisted', 'a'] }])).toEqual(['a']);
});

test('our lab beside its record is no mention: the link to the record is shown instead', () => {
  const proofs = [{ cite: ['lab-x', 'b'], observation: ['run'] }, { cite: ['a'] }];
  expect(order(['a', 'b', 'lab-x'], proofs)).toEqual(['b', 'a', 'lab-x']);
  expect(order(['a', 'lab-x'], [{ cite: ['lab-x'] }, { cite: ['a'] }])).toEqual(['lab-x', 'a']);
});

test('what most rows cite is said once, if every row cites something', () => {
  const same = Array.from({ length: 4 }, () => ({ cite: ['a'] }));
  expect(usualProof(same)).toEqual({ proof: { cite: ['a'] }, key: 'a', all: true });
  expect(usualProof([{ cite: ['b'] }, ...same])).toEqual({ proof: { cite: ['a'] }, key: 'a', all: false });
  expect(usualProof([...same, {}])).toBeUndefined();
  expect(usualProof(same.slice(1))).toBeUndefined();
});
