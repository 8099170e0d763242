/** Groups of scenarios among machines: each runs once, and no machine works much longer than another. */

import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { closingTable, countsOf, shares } from '../lab/tally.ts';

const weights = fc
  .dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.nat(500), { minKeys: 1, maxKeys: 12 })
  .map((record) => new Map(Object.entries(record)));

test('every group is run by one machine, and none has nothing to do', () => {
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 6 }), (all, count) => {
      const parts = shares(all, count);
      expect(parts.flat().toSorted()).toEqual([...all.keys()].toSorted());
      expect(parts.length).toBeLessThanOrEqual(Math.min(count, all.size));
      expect(Math.min(...parts.map((part) => part.length))).toBeGreaterThan(0);
    }),
  );
});

test('the busiest machine has at most one group more than an even share', () => {
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 6 }), (all, count) => {
      const work = shares(all, count).map((part) =>
        part.reduce((sum, name) => sum + (all.get(name) ?? 0), 0),
      );
      const sum = [...all.values()].reduce((a, b) => a + b, 0);
      expect(Math.max(...work)).toBeLessThanOrEqual(
        sum / Math.min(count, all.size) + Math.max(...all.values()),
      );
    }),
  );
});

test('the closing table adds up', () => {
  const tallies = {
    stop: { agreed: 109, changed: 1, fresh: 0, skipped: 13 },
    pid1: { agreed: 7, changed: 0, fresh: 2, skipped: 0 },
  };
  expect(closingTable(tallies).split('\n')).toEqual([
    'group  agreed  changed  new  skipped',
    'stop      109        1    0       13',
    'pid1        7        0    2        0',
    'all       116        1    2       13',
  ]);
  expect(countsOf(tallies)).toEqual({ runs: 132, changed: 1 });
});
