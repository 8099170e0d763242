/** Shapes that a paste may have and hardly ever has: each is made as long as it is asked for. */

export interface Shape {
  readonly name: string;
  /** A text of about this many characters. */
  readonly make: (length: number) => string;
}

const repeated = (part: string): Shape => ({
  name: JSON.stringify(part).slice(1, 41),
  make: (length) => part.repeat(Math.ceil(length / part.length)).slice(0, length),
});

/** Lines that are all different, so that nothing is known from the line before. */
const counted = (name: string, line: (n: number) => string): Shape => ({
  name,
  make: (length) => {
    const lines: string[] = [];
    for (let n = 0, made = 0; made < length; n++) {
      lines.push(line(n));
      made += lines.at(-1)?.length ?? 1;
    }
    return lines.join('').slice(0, length);
  },
});

/** Characters that a scan, a cleaner or a parser treats in a way of its own, alone and as lines. */
const CHARACTERS = [
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '   \n',
    '\t\n',
    '\u2028',
    '\u2028\n',
    '\u3000',
    '\u00a0\n',
    '\0',
    '\ud800',
  ],
  ...[
    'a',
    'a\n',
    '9',
    '9\n',
    '.',
    '.\n',
    ':',
    ':\n',
    '-',
    '-\n',
    '=',
    '=\n',
    '/',
    ',',
    '|',
    '|\n',
    '%',
    '$ ',
  ],
  ...[
    '{',
    '{\n',
    '{}',
    '{}\n',
    '[',
    '[\n',
    '[]',
    '}',
    ']',
    '(',
    '((((\n',
    '"',
    '"\n',
    "'",
    '`',
    '\\',
    '\\"',
    '\\n',
  ],
  ...[
    '{"a":',
    '[{"a":',
    '{"a":1}',
    '{"a":1}\n',
    'a:',
    'a:\n',
    ' a:\n',
    '- a:\n',
    'a: |\n',
    'a: "\n',
    'a=b ',
    'a b\n',
  ],
  ...[
    '> ',
    '> > > a\n',
    '<b></b>',
    '</<b ',
    '<a href="',
    '&quot;',
    '&amp',
    '\x1b[31m',
    '\x1b[',
    '\x1b]a',
    '#033[1m',
  ],
  ...['退出码：１３７', '退出码：１３７\n', '\u201ca\u201d', '\u200b', '１２３\n'],
];

/** What rules and scans look for, on every line, or again and again on one line. */
const WORDS = [
  ...[
    'exit 1\n',
    'exit code 1 ',
    'Killed\n',
    'Killed ',
    'Segmentation fault (core dumped)\n',
    'Exited (1) a\n',
  ],
  ...[
    '"exitCode": 1\n',
    '"exitCode": 1,{}',
    '"exitCode": 1,\n{}\n',
    'terminated:\n',
    'state:\n',
    'reason: A\n',
  ],
  ...[
    '    terminated:\n      exitCode: 1\n',
    'lastState:\n  terminated:\n',
    'Name: a\n',
    'metadata:\n',
    '  a: b\n',
  ],
  ...['container name: a\n', 'exit code: 1\n', 'Job Id: 1\n', 'Exit_status=-24\n', 'Exit_status=271\n'],
  ...[
    'task_id\texit\n',
    'task_id\tname\texit\n1\ta\t1\n',
    'BAD TERMINATION OF ONE OF YOUR APPLICATION PROCESSES\n',
  ],
  ...[
    'FAILED 1:0\n',
    '1|FAILED|1:0\n',
    'CANCELLED ',
    'a:a:a:code=exited ',
    'a:a:a:code=exited\n',
    'a.service ',
  ],
  ...[
    'Result=a\n',
    'ExecMainStatus=1\n',
    'ExecMainStatus=1\nId=a\n',
    "Failed with result 'a'\n",
    'code=killed\n',
  ],
  ...[
    'web-1  0/1  CrashLoopBackOff  7  3m\n',
    '0/1  A',
    'pod/a ',
    'in pod a_',
    'kubectl get pod a\n',
    'Back-off\n',
  ],
  ...[
    '$? ',
    'echo $?\n',
    'echo $?\n1\n',
    'docker wait a\n',
    'docker ',
    'docker: Error response from daemon: ',
  ],
  ...[
    'x  ; Exit 1\n',
    `${'x'.padEnd(1900)}; Exit 1\n`,
    'make: *** [a] Error 1\n',
    'make: *** [',
    'npm ERR! a\n',
  ],
  ...[
    'Process: a [1]\n',
    'Exception Type: EXC_A (SIGSEGV)\n',
    '"procName" : "a"\n',
    '-\t1\ta\n',
    '"Label" = "a";\n',
  ],
  ...[
    'Faulting application name: a,\n',
    'Exception code: 0xc0000005\n',
    'Exit code: 1\n',
    'Return value 3\n',
  ],
  ...['failed to run custom build command for `a\n', 'code: 1,\n', 'code: 1, killed: \n', 'exitCode: 1,   '],
  ...[
    'Out of memory: Killed process 1 (a)\n',
    'OOMKilled\n',
    'oom-kill:constraint=',
    'Traceback\n',
    'panic: a\n',
  ],
];

export const SHAPES: readonly Shape[] = [
  ...[...CHARACTERS, ...WORDS].map(repeated),
  counted('lines', (n) => `line ${n} of something\n`),
  counted(
    'an ordinary log',
    (n) => `2026-11-22T04:00:00Z INFO worker ${n} handled request ${n * 7} in 12 ms\n`,
  ),
  counted('codes', (n) => `web exited with code ${n % 256}, run ${n}\n`),
  counted('negative codes', (n) => `exit code: -${n}\n`),
  counted('containers', (n) => `web-${n} exited with code ${n % 100}\n`),
  counted('crashes', (n) => `./run.sh: line ${n}: ${n} Segmentation fault (core dumped) ./w${n}\n`),
  counted('JSON', (n) => `{"name":"a${n}","exitCode":${n % 256}}\n`),
  counted('pods', (n) => `web-${n}  0/1  CrashLoopBackOff  7  3m\n`),
  counted('waits', (n) => `  c${n}:\n    State: Waiting\n      Reason: CrashLoopBackOff\n`),
  counted(
    'ends',
    (n) => `  c${n}:\n    State: Terminated\n      Reason: Error\n      Exit Code: ${n % 256}\n`,
  ),
  counted(
    'lost nodes',
    (n) => `  c${n}:\n    Last State: Terminated\n      Exit Code: 255\n      Finished: day ${n}\n`,
  ),
  counted(
    'units',
    (n) => `systemd[1]: u${n}.service: Main process exited, code=exited, status=${n % 256}/A\n`,
  ),
  counted('jobs', (n) => `${n}.batch  batch  acc  1  FAILED  ${n % 256}:0\n`),
  counted('clues and ends', (n) =>
    n % 2 ? `OOM event ${n}: Out of memory\n` : `w-${n} exited with code 137\n`,
  ),
  counted('YAML ever deeper', (n) => `${' '.repeat(n % 900)}a${n}:\n`),
  counted('long lines', (n) => `${n} ${'word '.repeat(700)}exit code ${n}\n`),
  {
    name: 'line ends, then one long line',
    make: (length) => `a${'\n'.repeat(length / 2)}${'b'.repeat(length / 2)}`,
  },
];
