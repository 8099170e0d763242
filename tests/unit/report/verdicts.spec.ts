/**
 * What an engineer on call would be told: texts of our own in the forms that tools print, and for each the verdicts: what
 * ended, why, whose commands are shown and with which names. In order; what only follows is counted.
 */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readReport } from '../../../src/core/report/index.ts';
import type { Verdict } from '../../../src/core/report/index.ts';

interface Told {
  readonly container?: string;
  readonly code?: number;
  readonly signal?: string;
  readonly cause: string;
  readonly tool: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly follows?: number;
}

const TEXTS = JSON.parse(
  readFileSync(new URL('fixtures/verdicts.json', import.meta.url), 'utf8'),
) as readonly { readonly id: string; readonly text: string; readonly verdicts: readonly Told[] }[];

const told = ({ finding, tool, names, follows }: Verdict): Told => {
  const { container, code, signal, cause } = finding;
  return {
    ...(container !== undefined && { container }),
    ...(code !== undefined && { code }),
    ...(signal !== undefined && { signal }),
    cause,
    tool,
    ...(Object.keys(names).length > 0 && { names }),
    ...(follows.length > 0 && { follows: follows.length }),
  };
};

test('there are many, each once', () => {
  expect(TEXTS.length).toBeGreaterThan(150);
  expect(new Set(TEXTS.map(({ id }) => id)).size).toBe(TEXTS.length);
});

for (const { id, text, verdicts } of TEXTS)
  test(id, () => expect(readReport(text).verdicts.map(told)).toEqual(verdicts));
