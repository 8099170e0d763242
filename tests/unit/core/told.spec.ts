/** Who prints a number, whose word a reason is, and which signals can be caught: told beside an answer, and easily swapped. */

import { expect, test } from '@playwright/test';
import { decode } from '../../../src/core/read/decode.ts';
import { REASONS } from '../../../src/core/tables/reasons.ts';
import { statusOfShellWords } from '../../../src/core/tables/shell-words.ts';
import { signalByNumber } from '../../../src/core/tables/signals.ts';

function printedBy(text: string, kind: string): readonly string[] | undefined {
  const decoding = decode(text);
  if (decoding.kind === 'refusal') return undefined;
  return decoding.subjects[0].readings.find((reading) => reading.kind === kind)?.printedBy;
}

test('who prints it', () => {
  // dockerd keeps the unsigned number, the CRI's int32 makes Kubernetes show the signed one.
  expect(printedBy('3221225477', 'windows')).toEqual(['windows', 'docker', 'ci']);
  expect(printedBy('-1073741819', 'windows')).toEqual(['windows', 'kubernetes', 'ci']);
  expect(printedBy('5', 'truncated')).toEqual(['msys', 'ssh']);
  // Java's waitFor and LSF count 128 + N as shells do.
  expect(printedBy('137', 'exit-status')).toEqual(expect.arrayContaining(['shell', 'java', 'lsf']));
  expect(printedBy('42', 'exit-status')).not.toContain('lsf');
  expect(printedBy('203', 'exit-status')).toEqual(['systemd']);
});

test('reasons look like the system whose they are', () => {
  for (const { name, source } of REASONS) {
    const theirs = name.startsWith('TERM_')
      ? 'lsf'
      : /^[A-Z]+(?:_[A-Z]+)*$/.test(name)
        ? 'slurm'
        : /^[a-z]+(?:-[a-z]+)*$/.test(name)
          ? 'systemd'
          : 'kubernetes';
    expect(source, name).toBe(theirs);
  }
});

test('no program catches SIGKILL, SIGSTOP and the two signals that the C library keeps', () => {
  const kept = Array.from({ length: 64 }, (_, index) => index + 1).filter(
    (number) => !signalByNumber(number)?.catchable,
  );
  expect(kept).toEqual([9, 19, 32, 33]);
});

test('what Chinese shells print leads to the status that they return', () => {
  const rows = {
    'bash: ./run.sh: 解释器错误: 没有那个文件或目录': 126,
    'bash: ./app: 可执行文件格式错误': 126,
    'bash: ./app: 权限不够': 126,
    'bash: foo: 未找到命令': 127,
  };
  for (const [text, status] of Object.entries(rows)) expect(statusOfShellWords(text), text).toBe(status);
});
