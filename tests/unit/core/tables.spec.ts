import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { BATCH_CODES } from '../../../src/core/tables/batch.ts';
import { FAMILIES } from '../../../src/core/tables/families.ts';
import {
  ELSEWHERE,
  foreignSignal,
  numberElsewhere,
  signalElsewhere,
} from '../../../src/core/tables/platforms.ts';
import { reasonByName, REASONS } from '../../../src/core/tables/reasons.ts';
import { signalByName, signalByNumber, signalOfStatus, SIGNALS } from '../../../src/core/tables/signals.ts';
import { signalOfWords, signalWordsIn, SIGNAL_WORDS } from '../../../src/core/tables/signal-words.ts';
import { namesOfStatus, STATUS_NAMES, statusByName } from '../../../src/core/tables/status-names.ts';
import { SYSEXITS } from '../../../src/core/tables/sysexits.ts';
import { LSB, SYSTEMD, SYSTEMD_AFTER_252, SYSTEMD_RETIRED } from '../../../src/core/tables/systemd.ts';
import {
  win32InHresult,
  WINDOWS_VALUES,
  windowsByName,
  windowsByValue,
  windowsCutTo,
  windowsHex,
} from '../../../src/core/tables/windows.ts';
import { ask, notChecked } from './outside.ts';

const distinct = (list: readonly unknown[]): void => {
  expect(new Set(list).size).toBe(list.length);
};
const numbers = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test.describe('names of exit statuses', () => {
  test('each is found by its name and by its number, and every number is an exit status', () => {
    for (const entry of STATUS_NAMES) {
      expect(statusByName(entry.name)).toEqual(entry);
      expect(statusByName(entry.name.toLowerCase())).toEqual(entry);
      expect(namesOfStatus(entry.status)).toContainEqual(entry);
      expect(entry.status).toBeGreaterThanOrEqual(0);
      expect(entry.status).toBeLessThanOrEqual(255);
    }
    distinct(STATUS_NAMES.map(({ name }) => name));
    distinct(STATUS_NAMES.map(({ name }) => name.replace(/^EX(IT)?_/, '')));
    expect(namesOfStatus(300)).toEqual([]);
    expect(statusByName('nothing')).toBeUndefined();
  });

  test('the numbers fill the families that are named after them', () => {
    const range = (id: string): number[] =>
      FAMILIES.filter((family) => family.id === id).flatMap((family) =>
        family.ranges.flatMap(([from, to]) => numbers(from, to)),
      );
    expect(Object.values(SYSEXITS).filter((status) => status > 0)).toEqual(range('sysexits'));
    const systemd = [...Object.values(SYSTEMD), ...SYSTEMD_RETIRED].filter((status) => status < 255);
    expect(systemd.sort((a, b) => a - b)).toEqual(range('systemd'));
  });

  test('sysexits.h agrees', () => {
    expect(Object.values(SYSEXITS)).toEqual([0, ...numbers(64, 78)]);
    const header = '/usr/include/sysexits.h';
    if (!existsSync(header)) {
      notChecked(`${header}: no such file`);
      return;
    }
    const defined = [...readFileSync(header, 'utf8').matchAll(/^#define\s+EX_([A-Z]+)\s+(\d+)/gm)];
    expect(Object.fromEntries(defined.map(([, name, status]) => [name, Number(status)]))).toEqual(SYSEXITS);
  });

  test('systemd-analyze exit-status agrees', () => {
    const version = Number(/\d+/.exec(ask('systemd-analyze', ['--version']) ?? '')?.[0] ?? 0);
    const output = ask('systemd-analyze', ['exit-status', '--no-pager']) ?? '';
    const rows = [...output.matchAll(/^([A-Z_]+) +(\d+) (\w+)$/gm)];
    const ours = new Map<string, number>(Object.entries({ ...LSB, ...SYSEXITS, ...SYSTEMD }));
    expect(ours.size).toBe(STATUS_NAMES.length);
    const conventions = { libc: 'libc', LSB: 'lsb', BSD: 'sysexits', systemd: 'systemd' };
    for (const [, name = '', status, kind = ''] of rows) {
      expect(ours.get(name), name).toBe(Number(status));
      expect(statusByName(name)?.convention, name).toBe(conventions[kind as keyof typeof conventions]);
    }
    if (version !== 252) return;
    const listed = rows.map(([, name]) => name);
    const missing = [...ours.keys()].filter((name) => !listed.includes(name));
    expect(missing.sort()).toEqual(['OK', ...SYSTEMD_AFTER_252].sort());
  });
});

test.describe('Windows values', () => {
  test('each is an unsigned 32-bit number, found by number and by name', () => {
    for (const entry of WINDOWS_VALUES) {
      expect(entry.value).toBe(entry.value >>> 0);
      expect(windowsByValue(entry.value)).toEqual(entry);
      expect(windowsByName(entry.name.toLowerCase())).toEqual(entry);
      expect(Number(windowsHex(entry.value))).toBe(entry.value);
      const named = entry.family === 'dotnet' ? /^([A-Z][a-z]+)+$/ : /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
      expect(entry.name).toMatch(named);
    }
    distinct(WINDOWS_VALUES.map(({ value }) => value));
    distinct(WINDOWS_VALUES.map(({ name }) => name));
  });

  test('the family shows in the top bits', () => {
    for (const { family, value } of WINDOWS_VALUES) {
      const hex = windowsHex(value);
      if (family === 'ntstatus') expect(hex).toMatch(/^0x[48C]00[0-3]....$/);
      if (family === 'exception') expect(hex).toMatch(/^0xE0/);
      if (family === 'hresult') expect(hex).toMatch(/^0x[8C]0/);
      if (family === 'dotnet') expect(hex).toMatch(/^0x800080../);
      if (family === 'win32') expect(value).toBeLessThan(0x10000);
    }
  });

  test('eight bits of a crash lead back to it', () => {
    const crashes = WINDOWS_VALUES.filter(({ family }) => family === 'ntstatus' || family === 'exception');
    for (const entry of crashes) expect(windowsCutTo(entry.value % 256)).toContainEqual(entry);
    expect(numbers(0, 255).flatMap((status) => windowsCutTo(status))).toHaveLength(crashes.length);
  });

  test('HRESULT_FROM_WIN32 is undone', () => {
    for (const error of [0, 5, 126, 0xffff]) expect(win32InHresult(0x80070000 + error)).toBe(error);
    for (const value of [0x8006ffff, 0x80080000, 0xc0000005, 5])
      expect(win32InHresult(value)).toBeUndefined();
  });
});

test.describe('signals elsewhere', () => {
  test('every row differs from Linux, and both directions agree', () => {
    for (const entry of ELSEWHERE) {
      expect(signalByNumber(entry.number)?.name, JSON.stringify(entry)).not.toBe(entry.signal);
      expect(numberElsewhere(entry.number)).toContainEqual(entry);
      expect(signalElsewhere(entry.signal)).toContainEqual(entry);
    }
    distinct(ELSEWHERE.map(({ platform, number }) => `${platform} ${number}`));
    distinct(ELSEWHERE.map(({ platform, signal }) => `${platform} ${signal}`));
  });

  test('the signals that POSIX numbers are the same everywhere', () => {
    // kill(1) of POSIX fixes these, https://pubs.opengroup.org/onlinepubs/9799919799/utilities/kill.html
    for (const number of [1, 2, 3, 6, 9, 14, 15]) expect(numberElsewhere(number)).toEqual([]);
  });

  test('where two platforms disagree, each still has every standard signal once', () => {
    for (const platform of ['macos', 'freebsd', 'mips']) {
      const moved = new Map(
        ELSEWHERE.filter((entry) => entry.platform === platform).map(({ number, signal }) => [
          number,
          signal,
        ]),
      );
      const all: (string | undefined)[] = SIGNALS.map(({ number, name }) => moved.get(number) ?? name);
      distinct(all);
      for (const name of ['SIGUSR1', 'SIGUSR2', 'SIGBUS', 'SIGSYS', 'SIGCHLD', 'SIGCONT', 'SIGSTOP']) {
        expect(all, platform).toContain(name);
      }
    }
  });

  test('signals that Linux lacks are found by name', () => {
    expect(foreignSignal('emt')).toEqual({ name: 'SIGEMT', number: 7 });
    expect(foreignSignal('SIGINFO')).toEqual({ name: 'SIGINFO', number: 29 });
    for (const name of ['SIGKILL', 'SIGFOO', '']) expect(foreignSignal(name)).toBeUndefined();
  });
});

test.describe('words', () => {
  test('every word leads to its signal alone, and no word to two', () => {
    const all = Object.entries(SIGNAL_WORDS).flatMap(([number, list]) =>
      list.map((word) => ({ number, word })),
    );
    for (const { number, word } of all) {
      expect(signalOfWords(word.toUpperCase())?.number, word).toBe(Number(number));
      expect(word).toBe(word.toLowerCase());
    }
    distinct(all.map(({ word }) => word));
    expect(signalWordsIn('the job was killed')).toBeUndefined();
    expect(signalWordsIn('run.sh: line 3: segmentation fault')?.name).toBe('SIGSEGV');
  });

  test('strsignal of the C library agrees in English', () => {
    const script = 'import json, signal; print(json.dumps({n: signal.strsignal(n) for n in range(1, 32)}))';
    const output = ask('python3', ['-c', script]) ?? '{}';
    const spoken = Object.entries(JSON.parse(output) as Record<string, string>);
    const ours = new Map<string, readonly string[]>(Object.entries(SIGNAL_WORDS));
    for (const [number, words] of spoken) {
      // Stops, continues and what is ignored by default end no process, so nobody prints them for an ending.
      if (ours.has(number)) expect(ours.get(number)).toContain(words.toLowerCase());
      else expect(['ignore', 'stop', 'continue']).toContain(signalByNumber(Number(number))?.action);
    }
  });
});

test('reasons: no name twice, each found in any case, statuses in range', () => {
  for (const reason of REASONS) {
    expect(reasonByName(reason.name.toUpperCase())).toEqual(reason);
    for (const status of reason.exitStatuses) expect(numbers(0, 255)).toContain(status);
  }
  distinct(REASONS.map(({ name }) => name.toLowerCase()));
});

test('batch codes are negative, and none stands twice in one system', () => {
  for (const { code } of BATCH_CODES) expect(code).toBeLessThan(0);
  distinct(BATCH_CODES.map(({ system, code }) => `${system} ${code}`));
});

test.describe('signals', () => {
  test("bash's kill -l agrees on 129-192", () => {
    const output = ask('bash', ['-c', 'for n in {129..192}; do echo "$(kill -l $n)"; done']);
    const names = output?.split('\n').slice(0, 64) ?? [];
    names.forEach((name, index) => {
      const signal = signalOfStatus(129 + index);
      // bash has no name for 32 and 33, which glibc keeps for itself.
      if (name === '') expect(signal?.name).toMatch(/^SIG3[23]$/);
      else expect([signal?.name, ...(signal?.aliases ?? [])], name).toContain(`SIG${name}`);
    });
    expect(numbers(129, 192).every((status) => signalOfStatus(status)?.number === status - 128)).toBe(true);
    for (const status of [...numbers(0, 128), ...numbers(193, 255)])
      expect(signalOfStatus(status)).toBeUndefined();
  });

  test("Python's signal module agrees", () => {
    const script = 'import json, signal; print(json.dumps({s.name: s.value for s in signal.Signals}))';
    const output = ask('python3', ['-c', script]) ?? '{}';
    const theirs = Object.entries(JSON.parse(output) as Record<string, number>);
    for (const [name, number] of theirs) expect(signalByName(name)?.number, name).toBe(number);
    for (const signal of SIGNALS) {
      for (const name of [signal.name, ...signal.aliases]) expect(signalByName(name)).toEqual(signal);
    }
  });
});
