/** make, ninja, CMake and CTest, compilers, MSBuild, Gradle, Maven, cargo, Go. */

import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';
import { SIGNAL_PHRASES } from './signal-in.ts';

const WORDS = SIGNAL_PHRASES.filter((phrase) => /^[a-z]/.test(phrase)).join('|');
/** `Error` of GNU make in its catalogues, https://translationproject.org/domain/make.html. */
const ERROR =
  '(?:Error|Erreur|Fehler|错误|錯誤|エラー|Ошибка|Errore|Erro|오류|Błąd|Fout|Fel|Chyba|Hata|Помилка)';
const MAKE =
  '(?:g|mingw32-|b|dmake|re)?make(?:\\.exe)?(?:\\[\\d+\\])?: \\*\\*\\* \\[(?:[^\\]]{1,300}?:\\d+ ?: ?)?(?<step>[^\\]]{1,300})\\] ';

export const make: Recogniser = {
  family: 'make',
  rules: [
    // A make that passes on what the make below it ended with says Error 2.
    rule(new RegExp(`${MAKE}${ERROR} (?<code>2)\\b`, 'g'), { wrapper: true }),
    rule(new RegExp(`${MAKE}${ERROR} (?<code>-?\\d+)`, 'g'), { passesOn: true }),
    rule(new RegExp(`${MAKE}(?<signal>${WORDS})(?: \\((?<core>core dumped)\\))?(?:: \\d+)?\\s*$`, 'gi'), {
      weakReason: true,
    }),
    // BSD make.
    rule(/\*\*\* (?:\[(?<step>[^\]]{1,300})\] )?(?:Error code|Signal) (?<code>\d+)/g, {
      words: ['error code', 'signal'],
    }),
    rule(/NMAKE : fatal error U1077: '(?<step>[^']{1,300})' : return code '(?<code>0x[\da-f]+|\d+)'/g, {
      passesOn: true,
    }),
    // ninja 1.13: `FAILED: [code=137] src/a.o`.
    rule(/FAILED: \[code=(?<code>-?\d+)\] (?<step>\S+)/g, { passesOn: true }),
  ],
};

export const compilers: Recogniser = {
  family: 'compilers',
  rules: [
    rule(
      new RegExp(
        `(?<reason>internal compiler error: (?<signal>${WORDS})) (?:signal terminated program |\\(program )(?<step>[\\w.+-]+)`,
        'gi',
      ),
    ),
    rule(new RegExp(`(?<reason>internal compiler error: (?<signal>${WORDS}))`, 'gi')),
    rule(
      new RegExp(
        `fatal error: (?<reason>(?<signal>${WORDS}) signal terminated program) (?<step>[\\w.+-]+)`,
        'gi',
      ),
    ),
    rule(
      new RegExp(
        `(?<reason>unable to execute command: (?<signal>${WORDS}))(?: \\((?<core>core dumped)\\))?`,
        'gi',
      ),
    ),
    rule(
      /(?<step>[\w./+-]{1,200}) terminated with signal (?<signal>\d+) \[(?<reason>[^\]]{1,40})\](?:, (?<core>core dumped))?/g,
      { weakReason: true },
    ),
    rule(
      /"(?<step>[^"]{1,300})" was terminated due to receipt of signal (?<signal>\d+):\s+[^(.]{1,40}(?:\((?<core>core dumped)\))?/g,
    ),
    rule(/'(?<step>[\w.+-]{1,80})' died due to signal (?<signal>\d+)(?: \([\w ]{1,40}\))?/g),
    rule(/'(?<step>[\w.+-]{1,80})' died with status (?<code>0x[\dA-Fa-f]+|\d+)/g),
    rule(/(?<step>[\w./+-]{1,200}) returned (?<code>\d+) exit status/g),
    rule(
      /(?<step>linker|clang frontend|assembler|[\w.+-]{1,40}) command failed with exit code (?<code>\d+)/g,
    ),
    // CTest: `3/9 Test #3: parser ....***Exception: SegFault  0.10 sec`; the summary says `3 - parser (SEGFAULT)`.
    rule(
      /Test +#\d+: (?<container>\S{1,200}) \.{2,}\s*\*\*\*Exception: (?<reason>(?<signal>SegFault|Illegal|Numerical|Bus|Interrupt|Other))/g,
    ),
    rule(
      /Test +#\d+: (?<container>\S{1,200}) \.{2,}\s*(?:Subprocess|Child) (?<reason>(?<signal>aborted|killed|terminated|interrupted))\s*\*\*\*Exception/g,
    ),
    rule(/Test +#\d+: (?<container>\S{1,200}) \.{2,}\s*Exit code (?<code>0x[\da-f]{8})/g),
    rule(
      /^\s*\d+ - (?<container>\S{1,200}) \((?:Subprocess |Child )?(?<reason>(?<signal>SEGFAULT|ILLEGAL|NUMERICAL|BUS|aborted|killed|terminated))\)/g,
      { words: ['(segfault)', '(illegal)', '(numerical)', '(bus)', 'aborted)', 'killed)', 'terminated)'] },
    ),
    rule(/^\s*\d+ - (?<container>\S{1,200}) \(Exit code (?<code>0x[\da-f]{8})/g),
    // Bazel: `failed: (Exit 137): gcc failed`, `compilation failed (Killed)`.
    rule(/failed: \(Exit (?<code>\d{1,3})\)|^.{0,80}?\(Exit (?<codeB>\d{1,3})\): /g, { words: ['(exit '] }),
    rule(/ failed \((?<signal>Killed|Segmentation fault|Aborted|Terminated)\)/g, { weakReason: true }),
    rule(/error MSB\d+: (?:The command )?"(?<step>[^"]{1,300})" exited with code (?<code>-?\d+)/g, {
      passesOn: true,
    }),
  ],
};

export const jvm: Recogniser = {
  family: 'jvm',
  rules: [
    rule(/Process 'command '(?<step>[^']{1,400})'' finished with non-zero exit value (?<code>-?\d+)/g, {
      passesOn: true,
    }),
    rule(/Process '(?<step>[^']{1,400})' finished with non-zero exit value (?<code>-?\d+)/g, {
      passesOn: true,
    }),
    rule(/(?<reason>The forked VM terminated)(?: without (?:properly )?saying (?:properly )?goodbye)?/g),
    rule(/(?<reason>There was a (?:timeout or other )?error in the forked process)/g, { note: 'only' }),
    rule(/(?<reason>Gradle build daemon disappeared unexpectedly)/g),
    rule(/#\s+(?<signal>SIG[A-Z]+) \(0x[\da-f]+\) at pc=0x/g, { coreDumped: false as never }),
    rule(/#\s+(?<reason>EXCEPTION_ACCESS_VIOLATION) \((?<code>0xc0000005)\) at pc=/g),
  ],
};

export const cargo: Recogniser = {
  family: 'cargo',
  rules: [
    rule(
      /[Pp]rocess (?:didn't|did not) exit successfully: [`'"](?<step>[^`"]{1,1500})[`'"] \(signal: (?<signal>\d+)(?:, \w+(?:: [\w ]+)?)?(?: \((?<core>core dumped)\))?\)?/g,
    ),
    rule(
      /[Pp]rocess (?:didn't|did not) exit successfully: [`'"](?<step>[^`"]{1,1500})[`'"] \(exit (?:code|status): (?<code>-?(?:0x[\da-f]+|\d+))(?:, (?<reason>\w+))?\)/g,
      { passesOn: true },
    ),
    rule(
      /[Pp]rocess (?:didn't|did not) exit successfully: .{0,600}?\((?:exit (?:code|status): (?<code>-?(?:0x[\da-f]+|\d+)))\)/g,
    ),
  ],
};

export const go: Recogniser = {
  family: 'go',
  rules: [
    rule(new RegExp(`\\bsignal: (?:SIG)?(?<signal>${WORDS})\\b(?: \\((?<core>core dumped)\\))?`, 'gi'), {
      weakReason: true,
    }),
    rule(/^(?<signal>SIG(?:ABRT|QUIT|SEGV|BUS|FPE|ILL)): [a-z]/g, {
      note: 'or-alone',
      words: ['sigabrt: ', 'sigquit: ', 'sigsegv: ', 'sigbus: ', 'sigfpe: ', 'sigill: '],
    }),
    rule(/^\[signal (?<signal>SIG[A-Z]+): /g, { note: 'or-alone' }),
    rule(/^FAIL\s+(?<step>[\w.-]+\/[\w./-]+)/g, { note: 'only' }),
  ],
};
