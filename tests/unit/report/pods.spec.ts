/**
 * Sixty pods of a real cluster (containerd, cgroup v2) to which something was really done: the cause is one that it
 * allows, from their YAML alone, with their events, and from `kubectl describe`.
 */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { CAUSES } from '../../../src/core/report/causes.ts';
import { readReport } from '../../../src/core/report/index.ts';

interface Pod {
  readonly pod: string;
  /** What was done to it. */
  readonly did: string;
  readonly accept: readonly string[];
  readonly yaml: string;
  /** `kubectl describe`, or its events alone; empty where nobody asked. */
  readonly described: string;
}

const PODS = JSON.parse(
  readFileSync(new URL('fixtures/pods.json', import.meta.url), 'utf8'),
) as readonly Pod[];

test('there are sixty, and what they allow is in the vocabulary', () => {
  expect(PODS.length).toBe(60);
  for (const { pod, accept } of PODS)
    for (const cause of accept) expect(CAUSES as readonly string[], pod).toContain(cause);
});

for (const { pod, did, accept, yaml, described } of PODS)
  test(`${pod}: ${did}`, () => {
    const texts = [yaml, ...(described ? [`${yaml}\n${described}`] : [])];
    if (/^Name: /m.test(described)) texts.push(described);
    for (const text of texts) expect(accept).toContain(readReport(text).findings[0]?.cause);
  });
