import { expect, test } from '@playwright/test';
import { decode } from '../../../src/core/read/decode.ts';
import { nearestNames } from '../../../src/core/read/nearest.ts';
import type { Origin, Reading, ReadingKind, Subject } from '../../../src/core/read/reading.ts';

function subjects(text: string, seen?: Origin): readonly Subject[] {
  const decoding = decode(text, seen && { seen });
  if (decoding.kind === 'refusal') throw new Error(`${text}: refused, ${decoding.reason}`);
  return decoding.subjects;
}

/** `wait-status 137 SIGKILL`: the kinds of the readings and what they lead to. */
function brief(reading: Reading): string {
  const { kind, exitStatus, signal, coreDumped, windows } = reading;
  return [kind, exitStatus, signal, coreDumped ? 'core' : undefined, windows]
    .filter((part) => part !== undefined)
    .join(' ');
}

const readings = (text: string, seen?: Origin): string[] =>
  subjects(text, seen).flatMap((subject) => subject.readings.map(brief));

const EXAMPLES: readonly (readonly [text: string, ...expected: string[]])[] = [
  ['137', 'exit-status 137 SIGKILL'],
  ['139', 'exit-status 139 SIGSEGV', 'wait-status 139 SIGSEGV core'],
  ['134', 'exit-status 134 SIGABRT', 'wait-status 134 SIGABRT core'],
  ['9', 'exit-status 9', 'signal 137 SIGKILL', 'truncated 9 0xC0000409'],
  ['58', 'exit-status 58', 'truncated 58 0xC000013A'],
  ['116', 'exit-status 116', 'truncated 116 0xC0000374'],
  ['256', 'wait-status 1', 'truncated 0'],
  ['exit 256', 'truncated 0', 'wait-status 1'],
  ['300', 'truncated 44', 'signal 172 SIGRTMIN+10'],
  ['1000', 'truncated 232'],
  ['-1', 'truncated 255', 'negative 129 SIGHUP', 'program'],
  ['-9', 'negative 137 SIGKILL', 'truncated 247'],
  ['-104', 'program'],
  ['-137', 'exit-status 137 SIGKILL', 'truncated 119'],
  ['-127', 'truncated 129'],
  ['35072', 'wait-status 137 SIGKILL', 'truncated 0'],
  ['wait status 9', 'wait-status 137 SIGKILL', 'exit-status 9'],
  ['0x8900', 'wait-status 137 SIGKILL', 'truncated 0'],
  ['0x137f', 'wait-status SIGSTOP', 'truncated 127'],
  ['0xffff', 'truncated 255', 'wait-status'],
  ['265', 'signal 137 SIGKILL', 'truncated 9'],
  ['271', 'signal 143 SIGTERM', 'truncated 15'],
  ['259', 'windows 0x103', 'signal 131 SIGQUIT', 'truncated 3'],
  ['0:9', 'signal 137 SIGKILL'],
  ['137:0', 'exit-status 137 SIGKILL'],
  ['0:125', 'program'],
  ['0:253', 'program'],
  ['0:53', 'program', 'signal 181 SIGRTMAX-11'],
  ['ExitCode 1:9', 'signal 137 SIGKILL', 'exit-status 1'],
  ['203/EXEC', 'exit-status 203'],
  ['code=killed, status=9/KILL', 'signal 137 SIGKILL'],
  ['code=dumped, status=11/SEGV', 'signal 139 SIGSEGV core'],
  ['Negsignal.SIGKILL', 'negative 137 SIGKILL'],
  ['signal: killed', 'signal 137 SIGKILL'],
  ['exit status 2', 'exit-status 2'],
  ['Command died with <Signals.SIGKILL: 9>.', 'signal 137 SIGKILL'],
  ['<Signals.SIGABRT: 6>', 'signal 134 SIGABRT'],
  ['Fatal signal 11 (SIGSEGV), code 1 (SEGV_MAPERR)', 'signal 139 SIGSEGV'],
  ['signal 137', 'exit-status 137 SIGKILL'],
  ['kill -9 1234', 'signal 137 SIGKILL'],
  ['kill -TERM 1234', 'signal 143 SIGTERM'],
  ["Failed with result 'exit-code'.", 'reason'],
  ["Failed with result 'timeout'.", 'reason'],
  ['exit-code', 'reason'],
  ['npm ERR! errno -13', 'program 243', 'truncated 243'],
  ['npm ERR! errno -4058', 'program', 'truncated 38'],
  ['npm error errno 254', 'exit-status 254'],
  ['Exit_status=-10', 'negative 138 SIGUSR1', 'program', 'program', 'truncated 246'],
  ['there is only a 139 exit code', 'exit-status 139 SIGSEGV'],
  ['command not found yields exit code zero', 'exit-status 0'],
  ['128 + 9', 'exit-status 137 SIGKILL'],
  ['0b10001001', 'exit-status 137 SIGKILL'],
  ['Win32 error 2', 'windows 0x2'],
  ['ERROR_FILE_NOT_FOUND', 'windows 0x2'],
  ['1612', 'windows 0x64C'],
  ['80131506', 'windows 0x80131506'],
  ['C000135', 'windows 0xC0000135'],
  ['3,221,225,477', 'windows 0xC0000005'],
  ['1,073,741,819', 'windows 0xC0000005'],
  ['125,126,127', 'exit-status 125', 'exit-status 126', 'exit-status 127'],
  ['-2147450730', 'windows 0x80008096'],
  ['EXIT_APPARMOR_PROFILE', 'exit-status 231'],
  ['status=231/APPARMOR', 'exit-status 231'],
  ['bash: line 1: foo: command not found', 'exit-status 127'],
  ['bash: foo：未找到命令', 'exit-status 127'],
  ['bash: ./a.sh: 权限不够', 'exit-status 126'],
  ['bash: ./a.sh: /x: bad interpreter: No such file or directory', 'exit-status 126'],
  ['bash: ./a.sh: cannot execute: required file not found', 'exit-status 127'],
  ['sh: ./run.sh: No such file or directory', 'exit-status 127'],
  ['内存溢出', 'reason 137'],
  ['OOM', 'reason 137'],
  ['优雅终止', 'signal 143 SIGTERM'],
  ['-1073741819', 'windows 0xC0000005'],
  ['4294967295', 'truncated 255', 'windows 0xFFFFFFFF'],
  ['0xC1234567', 'windows 0xC1234567', 'truncated 103'],
  ['error code 0xc000135', 'windows 0xC0000135'],
  ['kill', 'signal 137 SIGKILL'],
  ['SIGIOT', 'signal 134 SIGABRT'],
  ['SIGEMT', 'signal SIGEMT'],
  ['EX_USAGE', 'exit-status 64'],
  ['EXEC', 'exit-status 203'],
  ['OOMKilled', 'reason 137'],
  ['ContainerCannotRun', 'reason'],
  ['Terminated', 'signal 143 SIGTERM', 'reason'],
  ['段错误 (核心已转储)', 'signal 139 SIGSEGV core'],
  ['已放弃', 'signal 134 SIGABRT'],
  ['137 139', 'exit-status 137 SIGKILL', 'exit-status 139 SIGSEGV', 'wait-status 139 SIGSEGV core'],
  ['125, 126 and 127', 'exit-status 125', 'exit-status 126', 'exit-status 127'],
  ['exits with code 126/127', 'exit-status 126', 'exit-status 127'],
  ['137 137', 'exit-status 137 SIGKILL'],
  ['CrashLoopBackOff OOMKilled', 'reason', 'reason 137'],
  ['OOMKilled (exit code 137)', 'reason 137', 'exit-status 137 SIGKILL'],
  ['Process finished with exit code 137 (interrupted by signal 9: SIGKILL)', 'exit-status 137 SIGKILL'],
  ['Process finished with exit code -1073741819 (0xC0000005)', 'windows 0xC0000005'],
  ['Process exited after 3.32 seconds with return value 3221225477', 'windows 0xC0000005'],
  ['(进程 35932)已退出，代码为 -1073741819', 'windows 0xC0000005'],
  ['run.sh: line 12:  1579 Segmentation fault      ./a.out', 'signal 139 SIGSEGV'],
  ['Worker with PID 88666 exited unexpectedly (code -9)', 'negative 137 SIGKILL', 'truncated 247'],
  ['DataLoader worker (pid 1562937) is killed by signal: Killed.', 'signal 137 SIGKILL'],
  ['#137', 'exit-status 137 SIGKILL'],
  ['#2353: SIGKILL while installing', 'signal 137 SIGKILL'],
  ['2026-08-09T15:51:17Z node v20.11.1 exited with code 143', 'exit-status 143 SIGTERM'],
];

test('the readings of what people type, in order', () => {
  for (const [text, ...expected] of EXAMPLES) expect(readings(text), text).toEqual(expected);
});

test('where a number was seen decides which reading leads', () => {
  const leads: readonly (readonly [text: string, seen: Origin, kind: ReadingKind])[] = [
    ['9', 'wait', 'wait-status'],
    ['137', 'wait', 'wait-status'],
    ['137', 'docker', 'exit-status'],
    ['259', 'shell', 'signal'],
    ['259', 'windows', 'windows'],
    ['-1', 'python', 'negative'],
    ['-1', 'windows', 'windows'],
    ['-9', 'windows', 'windows'],
    ['5', 'windows', 'exit-status'],
    ['-1073741510', 'kubernetes', 'windows'],
  ];
  for (const [text, seen, kind] of leads) {
    expect(subjects(text, seen)[0]?.readings[0].kind, `${text} ${seen}`).toBe(kind);
  }
});

test('what all readings agree on', () => {
  const agreed = (text: string) => subjects(text)[0]?.agreed;
  expect(agreed('139')).toEqual({ exitStatus: 139, signal: 'SIGSEGV' });
  expect(agreed('116')).toEqual({ exitStatus: 116 });
  expect(agreed('9')).toEqual({});
  expect(agreed('STATUS_ACCESS_VIOLATION')).toEqual({ windows: '0xC0000005' });
});

test('the arithmetic is there as data', () => {
  const arithmetic = (text: string) => subjects(text)[0]?.readings[0].arithmetic;
  expect(arithmetic('35072')).toEqual({
    start: { role: 'signal-number', value: 9n },
    steps: [
      { op: 'add', role: 'signal-offset', value: 128n },
      { op: 'multiply', role: 'high-byte', value: 256n },
    ],
  });
  expect(arithmetic('-2147024891')).toEqual({
    start: { role: 'win32-error', value: 5n },
    steps: [
      { op: 'add', role: 'hresult-base', value: 0x80070000n },
      { op: 'add', role: 'signed-range', value: -(2n ** 32n) },
    ],
  });
});

test('other platforms are named where they change the answer', () => {
  const elsewhere = (text: string) =>
    subjects(text)[0]?.readings[0].elsewhere?.map(
      ({ platform, signal, number }) => `${platform} ${signal} ${number}`,
    );
  expect(elsewhere('138')).toEqual(['macos SIGBUS 10', 'freebsd SIGBUS 10', 'mips SIGBUS 10']);
  expect(elsewhere('140')).toEqual(['macos SIGSYS 12', 'freebsd SIGSYS 12', 'mips SIGSYS 12']);
  expect(elsewhere('135')).toEqual(['macos SIGEMT 7', 'freebsd SIGEMT 7', 'mips SIGEMT 7']);
  expect(elsewhere('159')).toEqual(['macos SIGUSR2 31', 'freebsd SIGUSR2 31', 'mips SIGXFSZ 31']);
  expect(elsewhere('SIGUSR1')).toEqual(['macos SIGUSR1 30', 'freebsd SIGUSR1 30', 'mips SIGUSR1 16']);
  expect(elsewhere('137')).toBeUndefined();
  expect(elsewhere('139')).toBeUndefined();
});

test('a corrected value says so', () => {
  expect(subjects('0xc000135')[0]).toMatchObject({ written: '0xc000135', corrected: '0xC0000135' });
  expect(subjects('0xC0000135')[0]).not.toHaveProperty('corrected');
});

test('a number that is no code is no answer', () => {
  for (const text of [
    'pid 137',
    'line 9',
    'port 8080',
    '10:30',
    '2024 年 docker 启动失败',
    'took 5 minutes',
  ]) {
    expect(decode(text), text).toMatchObject({ kind: 'refusal', reason: 'unknown-name' });
  }
  for (const number of ['0', '65', '128', '193', '255', '300']) {
    expect(decode(`signal ${number}`), number).toEqual(
      number === '300' ? expect.anything() : { kind: 'refusal', reason: 'no-signal', written: number },
    );
  }
});

test('what a text says did not happen comes after what did', () => {
  for (const text of ['dying with 137, no oom in dmesg', 'exit 137 without OOM', '退出 137 没有 oom'])
    expect(subjects(text).map(({ written, said }) => [written.toLowerCase(), said])[1], text).toEqual([
      'oom',
      false,
    ]);
  expect(subjects('killed by oom').map(({ said }) => said)).toEqual([true]);
});

test('the kernel’s line on a fault is a segfault, not the numbers in it', () => {
  for (const text of [
    'segfault at 0 ip error 4 in libc',
    'app[7]: segfault at 7f3a ip 55d0 sp 7ffc error 6 in app',
  ])
    expect(readings(text)[0], text).toBe('signal 139 SIGSEGV');
});

test('refusals carry what a reader can learn from', () => {
  expect(decode('')).toEqual({ kind: 'refusal', reason: 'empty' });
  expect(decode(' \n\u3000')).toEqual({ kind: 'refusal', reason: 'empty' });
  expect(decode('SIGFOO')).toEqual({
    kind: 'refusal',
    reason: 'unknown-signal',
    written: 'SIGFOO',
    nearest: ['SIGFPE', 'SIGIO'],
  });
  expect(decode('SIGTREM')).toMatchObject({ nearest: ['SIGTERM', 'SIGTRAP'] });
  expect(decode('abc')).toEqual({ kind: 'refusal', reason: 'unknown-name', written: 'abc', nearest: [] });
  expect(decode('OOMKiled')).toMatchObject({ reason: 'unknown-name', nearest: ['OOMKilled'] });
  expect(decode('STATUS_ACESS_VIOLATION')).toMatchObject({ nearest: ['STATUS_ACCESS_VIOLATION'] });
  for (const name of ['constructor', '__proto__', 'hasOwnProperty', 'valueOf']) {
    expect(decode(name)).toMatchObject({ kind: 'refusal', written: name });
  }
});

test('a fraction is refused with what each shell makes of it', () => {
  const decoding = decode('exit 3.5');
  expect(decoding).toMatchObject({ kind: 'refusal', reason: 'fraction', written: '3.5' });
  const shells = 'shells' in decoding ? decoding.shells : [];
  const status = Object.fromEntries(shells.map((shell) => [shell.shell, shell.status]));
  expect(status).toEqual({ bash: 2, dash: 2, busybox: 2, mksh: 1, fish: 2, tcsh: 1, zsh: 3, ksh93: 3 });
  const whole = decode('300.9');
  expect(
    'shells' in whole && whole.shells.filter(({ refused }) => !refused).map((shell) => shell.status),
  ).toEqual([44, 44]);
});

test('of the names that are near, the three nearest are offered', () => {
  expect(nearestNames('SIGINE')).toEqual(['SIGINT', 'SIGILL', 'SIGFPE']);
});

test('more numbers than fit are counted', () => {
  const decoding = decode(Array.from({ length: 30 }, (_, n) => n).join(' '));
  expect(decoding).toMatchObject({ kind: 'readings', omitted: 22 });
});
