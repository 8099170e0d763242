/** Plain words have a short answer: the cause that one line names. */

import { expect, test } from '@playwright/test';
import { decode } from '../../../src/core/read/decode.ts';
import { causeOfLine } from '../../../src/core/report/index.ts';

const CAUSE = [
  ['OOM', 'memory'],
  ['内存不足', 'memory'],
  ['Out of memory', 'memory'],
  ['OOMKilled', 'memory-limit'],
  ['未找到命令', 'not-found'],
  ['command not found', 'not-found'],
  ['bash: foo：未找到命令', 'not-found'],
  ['zsh: command not found: foo', 'not-found'],
  ['sh: 1: foo: not found', 'not-found'],
  ['权限不够', 'not-executable'],
  ['Permission denied', 'not-executable'],
  ['./run.sh: Permission denied', 'not-executable'],
  ['bad interpreter', 'bad-interpreter'],
  ['bash: ./x.sh: /bin/foo^M: bad interpreter: No such file or directory', 'bad-interpreter'],
  ['exec format error', 'wrong-platform'],
  ['cannot execute binary file: Exec format error', 'wrong-platform'],
  ['standard_init_linux.go:228: exec user process caused: exec format error', 'wrong-platform'],
  ['段错误', 'crash'],
  ['Segmentation fault (core dumped)', 'crash'],
  ['Killed', 'killed'],
  ['137', 'killed'],
  ['143', 'stop'],
  ['Broken pipe', 'pipe'],
  ['0', 'success'],
  ['1', undefined],
  ['exit code 3', undefined],
  ['hello world', undefined],
  ['', undefined],
] as const;

for (const [text, cause] of CAUSE) test(`${text}: ${cause}`, () => expect(causeOfLine(text)).toBe(cause));

test('the words of shells give the status that a shell returns', () => {
  const rows = [
    ['Permission denied', 126],
    ['没有权限', 126],
    ['exec format error', 126],
    ['no such file or directory', 127],
    ['exec ./x: no such file or directory', 127],
    ['standard_init_linux.go:228: exec user process caused: exec format error', 126],
  ] as const;
  for (const [text, exitStatus] of rows)
    expect(decode(text), text).toMatchObject({ subjects: [{ readings: [{ exitStatus }] }] });
  // Programs that open a file say the same and end as they like.
  for (const text of ['open /etc/x: permission denied', 'cat: x: No such file or directory'])
    expect(decode(text), text).toMatchObject({ kind: 'refusal' });
});
