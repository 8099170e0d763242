/** GCC, Clang, Rust's and Swift's drivers, CTest, Bazel, MSBuild. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';
import { SIGNAL_WORDS_OF_C } from '../signal-in.ts';

/** What runs a tool or a command and tells how that ended: src/{Tasks,Utilities}/Resources/xlf of dotnet/msbuild. */
const MSBUILD = ['msb3073', 'msb3075', 'msb3093', 'msb3721', 'msb3722', 'msb6006'];

export const compilers: Recogniser = {
  family: 'compilers',
  rules: [
    rule(
      new RegExp(
        `(?<reason>internal compiler error: (?<signal>${SIGNAL_WORDS_OF_C})) (?:signal terminated program |\\(program )(?<step>[\\w.+-]+)`,
        'gi',
      ),
    ),
    rule(new RegExp(`(?<reason>internal compiler error: (?<signal>${SIGNAL_WORDS_OF_C}))`, 'gi')),
    rule(
      new RegExp(
        `fatal error: (?<reason>(?<signal>${SIGNAL_WORDS_OF_C}) signal terminated program) (?<step>[\\w.+-]+)`,
        'gi',
      ),
    ),
    rule(
      new RegExp(
        `(?<reason>unable to execute command: (?<signal>${SIGNAL_WORDS_OF_C})(?:: \\d{1,2})?)(?: \\((?<core>core dumped)\\))?`,
        'gi',
      ),
    ),
    rule(/error: (?<process>swift|clang) frontend command failed due to signal/g, { role: 'detail' }),
    rule(
      /(?<![\w./+-])(?<step>[\w./+-]{1,200}) terminated with signal (?<signal>\d+) \[(?<reason>[^\]]{1,40})\](?:, (?<core>core dumped))?/g,
      { weakReason: true },
    ),
    rule(
      /"(?<step>[^"]{1,300})" was terminated due to receipt of signal (?<signal>\d+):\s+[^(.]{1,40}(?:\((?<core>core dumped)\))?/g,
    ),
    rule(/'(?<step>[\w.+-]{1,80})' died due to signal (?<signal>\d+)(?: \([\w ]{1,40}\))?/g),
    rule(/'(?<step>[\w.+-]{1,80})' died with status (?<code>0x[\dA-Fa-f]+|\d+)/g),
    rule(/(?<![\w./+-])(?<step>[\w./+-]{1,200}) returned (?<code>\d+) exit status/g),
    rule(
      /(?<step>linker|clang frontend|assembler|[\w.+-]{1,40}) command failed with exit code (?<code>\d+)/g,
    ),
    // CTest: `3/9 Test #3: parser ....***Exception: SegFault  0.10 sec`; the summary says `3 - parser (SEGFAULT)`.
    rule(
      /Test +#\d+: (?<container>\S.{0,200}?) \.{2,}\s*\*\*\*Exception: (?<reason>(?<signal>SegFault|Illegal|Numerical|Bus|Interrupt|Other))/g,
    ),
    rule(
      /Test +#\d+: (?<container>\S.{0,200}?) \.{2,}\s*(?:Subprocess|Child) (?<reason>(?<signal>aborted|killed|terminated|interrupted))\s*\*\*\*Exception/g,
    ),
    rule(/Test +#\d+: (?<container>\S.{0,200}?) \.{2,}\s*Exit code (?<code>0x[\da-f]{8})/g),
    rule(
      /^\s*\d+ - (?<container>\S.{0,200}?) \((?:Subprocess |Child )?(?<reason>(?<signal>SEGFAULT|ILLEGAL|NUMERICAL|BUS|aborted|killed|terminated))\)/g,
      { words: ['(segfault)', '(illegal)', '(numerical)', '(bus)', 'aborted)', 'killed)', 'terminated)'] },
    ),
    rule(/^\s*\d+ - (?<container>\S.{0,200}?) \((?<reason>Timeout)\)/g, { kind: 'event', cause: 'deadline' }),
    rule(/^\s*\d+ - (?<container>\S.{0,200}?) \(Exit code (?<code>0x[\da-f]{8})/g),
    // Bazel: `failed: (Exit 137): gcc failed`, `compilation failed (Killed)`.
    rule(/failed:? \(Exit (?<code>\d{1,3})\)|^.{0,80}?\(Exit (?<codeB>\d{1,3})\): /g, { words: ['(exit '] }),
    rule(/ failed:? \((?<signal>Killed|Segmentation fault|Aborted|Terminated)\)/g, { weakReason: true }),
    rule(/(?<reason>Server terminated abruptly) \(error code: \d/g, {
      kind: 'event',
      cause: 'own-code',
      role: 'detail-or-alone',
    }),
    // MSBuild, Microsoft.Build.Tasks: Exec.CommandFailed in its languages.
    rule(
      /\bMSB(?:30(?:73|75|93)|372[12]|6006)\b.{0,40}?(?:"(?<step>[^"]{1,300})".{0,60}?)?(?:exited with code|代码为|返回碼|代碼為|mit dem Code|avec le code|con el código|con (?:il )?codice|przez kod|com o código|с кодом|s kódem|コード|코드:) ?"?(?<code>-?\d{1,10})/g,
      { role: 'relays', words: MSBUILD },
    ),
    rule(/\bMSB(?:3073|6006)\b.{0,40}?"(?<step>[^"]{1,300})".{0,60}?(?<code>-?\d{1,10}) koduyla/g, {
      role: 'relays',
      words: ['koduyla'],
    }),
    // vstest, which gives no number.
    rule(/(?<reason>Test host process (?:crashed|exited))/g, { words: ['test host process'] }),
    rule(/(?<container>bazel) (?:build|test|run|query)? ?failed with exit code (?<code>\d{1,3})/g, {
      ownNumber: true,
      cause: 'own-code',
    }),
    rule(
      /Command \S{0,300}?\/(?<container>swift\w{0,20}|clang(?:\+\+)?|ld) failed with exit code (?<code>\d{1,3})/g,
      {
        role: 'relays',
      },
    ),
  ],
};
