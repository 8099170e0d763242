/** Tables of programs against the records of the lab. */

import { expect, test } from '@playwright/test';
import { readContent } from '../../src/check/read.ts';
import { SIGNAL_OFFSET, signalByName } from '../../src/core/tables/signals.ts';

const { files } = readContent(process.cwd());

interface Row {
  readonly code: number | string;
  readonly observation?: string | readonly string[];
}

/** Every number that a result holds, whatever shape its kind of scenario has; a signal counts as what a shell makes of it. */
function numbersIn(result: unknown): readonly number[] {
  if (typeof result === 'number') return [result];
  if (typeof result === 'string') {
    const signal = signalByName(result);
    return signal
      ? [SIGNAL_OFFSET + signal.number, -signal.number]
      : (result.match(/\d+/g) ?? []).map(Number);
  }
  return typeof result === 'object' && result !== null ? Object.values(result).flatMap(numbersIn) : [];
}

const RECORDS = new Map(
  files
    .filter(({ path }) => /^content\/observations\/[^/]+\.json$/.test(path))
    .flatMap(({ data }) =>
      Object.entries(
        (data as { scenarios: Record<string, { cells: readonly { result: unknown }[] }> }).scenarios,
      ),
    )
    .map(([id, { cells }]) => [id, cells.flatMap(({ result }) => numbersIn(result))] as const),
);

test('a row of a program that is tied to a record has a number that the record shows', () => {
  const rows = files
    .filter(({ path }) => path.startsWith('content/programs/'))
    .flatMap(({ path, data }) =>
      (data as { codes: readonly Row[] }).codes.map(
        ({ code, observation = [] }) => [path, code, [observation].flat()] as const,
      ),
    )
    .filter(([, , observed]) => observed.length > 0);
  const wrong = rows.flatMap(([path, code, observed]) => {
    const [from = 0, to = from] =
      String(code)
        .match(/(?<!\d)-?\d+/g)
        ?.map((part) => Math.abs(Number(part))) ?? [];
    const shows = (id: string) =>
      (RECORDS.get(id) ?? []).some((number) =>
        typeof code === 'number'
          ? number === code || number === (code & 255)
          : number >= from && number <= to,
      );
    return observed.filter((id) => !shows(id)).map((id) => `${path}: ${id} does not show ${code}`);
  });
  expect(rows.length).toBeGreaterThan(90);
  expect(wrong).toEqual([]);
});
