/** What of a question may enter an address: words of closed vocabularies, and nothing else that somebody typed. */

import { expect, test } from '@playwright/test';
import type { ProgramTable } from '../../src/core/read/programs.ts';
import { mayNameProgram } from '../../src/elements/known-words.ts';
import { recognised } from '../../src/elements/question.ts';

const CURL: ProgramTable = { slug: 'curl', name: 'curl', prefixes: ['curl: ('], codes: [6, 7] };
const tables = { programs: [CURL] };

const KEPT = [
  '137',
  'exit code 137',
  '137 SIGKILL',
  'RTMIN+3',
  '203/EXEC',
  'segmentation fault',
  'OOMKilled',
  '退出码：137',
  'STATUS_ACCESS_VIOLATION',
];

test('a question of known words is its own address', () => {
  for (const text of KEPT) expect(recognised(text, tables), text).toBe(text);
});

const CUT = [
  ['password hunter2 is wrong', ''],
  ['bash: hunter2: command not found', '127'],
  ['password hunter2 command not found', '127'],
  ['我的密码是hunter2未找到命令', '127'],
  ['hunter2 segmentation fault here', 'SIGSEGV'],
  ['curl: (6) Could not resolve host: hunter2.example', 'curl 6'],
  ['hunter2 exit 7', '7'],
  ['STATUS_ACCESS_VIOLATION hunter2', 'STATUS_ACCESS_VIOLATION'],
  ['内存不足', 'OOMKilled'],
] as const;

test('of any other question only what was recognised is', () => {
  for (const [text, kept] of CUT) {
    expect(recognised(text, tables), text).toBe(kept);
    expect(recognised(text, tables), text).not.toContain('hunter2');
  }
});

test('what was kept is read as the same again', () => {
  for (const text of [...KEPT, ...CUT.map(([, kept]) => kept)])
    expect(recognised(recognised(text, tables), tables), text).toBe(recognised(text, tables));
});

test('tables of programs are asked for where a number stands beside a word that may be a name', () => {
  for (const text of [
    'curl: (6)',
    'git exit code 128',
    'apt 100',
    '报错 curl 7',
    'rsync error: failed (code 23)',
  ])
    expect(mayNameProgram(text), text).toBe(true);
  for (const text of [
    '137',
    'exit code 137',
    'SIGKILL',
    'OOMKilled',
    '0xC0000005',
    '9/KILL',
    'signal 9',
    '退出码 137',
  ])
    expect(mayNameProgram(text), text).toBe(false);
});
