/**
 * Tables of the core against what others say, kept here as data with its source: a wrong number fails on any machine.
 * The files in `witness/` were written from the sources they name, never from the tables.
 */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { exitStatusBits, waitStatusBits } from '../../../src/core/arithmetic/bits.ts';
import { BATCH_CODES } from '../../../src/core/tables/batch.ts';
import { ERROR_NUMBERS, errorOfNegative } from '../../../src/core/tables/errno.ts';
import { FAMILIES, familyOf } from '../../../src/core/tables/families.ts';
import { ELSEWHERE } from '../../../src/core/tables/platforms.ts';
import { reasonByName, REASONS } from '../../../src/core/tables/reasons.ts';
import { SIGNALS } from '../../../src/core/tables/signals.ts';
import { printedName, STATUS_NAMES } from '../../../src/core/tables/status-names.ts';
import { SYSTEMD_AFTER_252 } from '../../../src/core/tables/systemd.ts';
import { WINDOWS_VALUES } from '../../../src/core/tables/windows.ts';

interface Sourced {
  readonly source: string;
  readonly read: string;
}
type Values = Readonly<Record<string, number>>;

function witness<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(`tests/unit/core/witness/${name}.json`, 'utf8')) as Shape;
}

test('Windows values', () => {
  const said = new Map(
    witness<readonly (Sourced & { values: Record<string, string> })[]>('windows').flatMap(({ values }) =>
      Object.entries(values),
    ),
  );
  for (const { name, value } of WINDOWS_VALUES) expect(Number(said.get(name)), name).toBe(value);
});

test('batch systems', () => {
  for (const { system, codes } of witness<readonly (Sourced & { system: string; codes: Values })[]>(
    'batch',
  )) {
    const ours = BATCH_CODES.filter((entry) => entry.system === system);
    for (const { name, code } of ours) expect(codes[name], `${system} ${name}`).toBe(code);
    // TORQUE is listed from where it differs from PBS.
    const theirs = Object.entries(codes).filter(([, code]) => code < (system === 'torque' ? -7 : 0));
    expect(theirs.map(([name]) => name).sort()).toEqual(ours.map(({ name }) => name).sort());
  }
});

test('names of systemd and the LSB, as constants and as printed', () => {
  const { constants, printed } =
    witness<Record<'constants' | 'printed', Sourced & { values: Values }>>('statuses');
  const systemd = STATUS_NAMES.filter(({ convention }) => convention === 'systemd' || convention === 'lsb');
  expect(Object.fromEntries(systemd.map(({ name, status }) => [name, status]))).toEqual(constants.values);
  const later = SYSTEMD_AFTER_252.map(String);
  const shown = STATUS_NAMES.map(({ name, status }) => [printedName(name), status] as const).filter(
    ([name]) => name !== 'OK' && !later.includes(name),
  );
  expect(Object.fromEntries(shown)).toEqual(printed.values);
});

test('signals by platform', () => {
  const said = witness<Record<string, Sourced & { from1: readonly string[] }>>('signals');
  expect(SIGNALS.map(({ name }) => name)).toEqual(said['linux']?.from1);
  for (const platform of ['macos', 'mips']) {
    const moved = new Map(
      ELSEWHERE.filter((entry) => entry.platform === platform).map((row) => [row.number, row.signal]),
    );
    expect(
      SIGNALS.map(({ number, name }) => moved.get(number) ?? name),
      platform,
    ).toEqual(said[platform]?.from1);
  }
  // sys/signal.h of FreeBSD has the same 31 as that of XNU.
  const rows = (platform: string) =>
    ELSEWHERE.filter((entry) => entry.platform === platform).map(({ number, signal }) => [number, signal]);
  expect(rows('freebsd')).toEqual(rows('macos'));
});

test('statuses beside reasons', () => {
  const said = witness<readonly (Sourced & { statuses: Record<string, readonly number[]> })[]>('reasons');
  for (const { statuses, source } of said) {
    for (const [name, expected] of Object.entries(statuses))
      expect(reasonByName(name)?.exitStatuses, source).toEqual(expected);
  }
  // systemd's `success` is 0 by its meaning; whatever else has a status has it from somebody.
  const witnessed = said.flatMap(({ statuses }) => Object.keys(statuses));
  for (const { name, exitStatuses } of REASONS)
    if (exitStatuses.length > 0 && name !== 'success') expect(witnessed).toContain(name);
  expect(reasonByName('success')?.exitStatuses).toEqual([0]);
});

test('families begin and end where their sources say, and nobody else has a number of theirs', () => {
  for (const { family, edges } of witness<readonly (Sourced & { family: string; edges: [number, number] })[]>(
    'families',
  )) {
    const [first, last] = edges;
    for (let status = first; status <= last; status++)
      expect(familyOf(status).id, String(status)).toBe(family);
    if (first > 0) expect(familyOf(first - 1).id, String(first - 1)).not.toBe(family);
    if (last < 255) expect(familyOf(last + 1).id, String(last + 1)).not.toBe(family);
  }
  const counted = Array.from({ length: 256 }, (_, status) => familyOf(status).id);
  for (const { id } of FAMILIES) expect(counted).toContain(id);
  for (const status of [-1, 256, 1.5]) expect(() => familyOf(status)).toThrow(RangeError);
});

test('error numbers on Linux and of libuv on Windows', () => {
  for (const { system, values } of witness<
    readonly (Sourced & { system: 'linux' | 'libuv'; values: Values })[]
  >('errno')) {
    for (const row of ERROR_NUMBERS) expect(values[row.name], `${system} ${row.name}`).toBe(row[system]);
  }
  expect(errorOfNegative(-13)?.name).toBe('EACCES');
  expect([0, 13, -3, -4036, -4096].map(errorOfNegative)).toEqual(Array(5).fill(undefined));
});

test('each group of bits has the role that wait(2) gives it', () => {
  const roles = (word: number) =>
    waitStatusBits(word).groups.map(({ role, width, value }) => [role, width, value]);
  expect(roles(0x8900)).toEqual([
    ['exit-status', 8, 137],
    ['value', 8, 0],
  ]);
  expect(roles(0x8b)).toEqual([
    ['value', 8, 0],
    ['core-flag', 1, 128],
    ['signal-number', 7, 11],
  ]);
  // Stopped: the signal stands above, the mark 0x7f below.
  expect(roles(0x137f)).toEqual([
    ['signal-number', 8, 19],
    ['stop-flag', 8, 127],
  ]);
  expect(roles(0xffff)).toEqual([['value', 16, 65535]]);
  expect(exitStatusBits(137).groups.map(({ role }) => role)).toEqual(['signal-flag', 'signal-number']);
  expect([128, 129, 192, 193].map((status) => exitStatusBits(status).groups.length)).toEqual([1, 2, 2, 1]);
});
