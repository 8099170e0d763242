/** What programs print themselves when a fault hits them: handlers of languages, libraries, test frameworks and debuggers. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

const CRASH = { cause: 'crash', role: 'detail-or-alone' } as const;

export const crashHandlers: Recogniser = {
  family: 'crash-handlers',
  rules: [
    // glog and Abseil, failure_signal_handler.cc.
    rule(/\*\*\* (?<signal>SIG[A-Z]{2,6})(?: \(@0x[\da-f]{1,16}\))? received (?:by PID|at time)/g),
    // Julia, src/signal-handling.c; R, src/main/errors.c; Ruby, error.c; Unity; QEMU, linux-user/signal.c.
    rule(/\bsignal \((?<signal>\d{1,2})(?:\.\d{1,2})?\): [A-Z]/g),
    rule(/\*\*\* caught segfault \*\*\*/g, { signal: 'SIGSEGV' }),
    rule(/\*\*\* caught bus error \*\*\*/g, { signal: 'SIGBUS' }),
    rule(/\[BUG\] (?<signal>Segmentation fault|Bus Error|Illegal instruction)\b/g),
    rule(/Caught fatal signal - signo:(?<signal>\d{1,2})\b/g),
    rule(/uncaught target signal (?<signal>\d{1,2}) \([\w ]{1,40}\)(?: - (?<core>core dumped))?/g),
    // ClickHouse, src/Daemon/BaseDaemon.cpp.
    rule(/\bReceived signal [A-Z][a-z]{2,14}(?: [a-z]{2,14}){0,2} \((?<signal>\d{1,2})\)/g),
    // Catch2 and doctest; Boost.Test.
    rule(
      /(?:^\s{0,8}|CRASHED: )(?<signal>SIG[A-Z]{3,4}) - (?:Segmentation violation|Abort \(|Floating point error|Illegal instruction|Terminat|Terminal inter)/g,
    ),
    rule(/fatal error: in "(?<step>[^"]{1,160})": memory access violation/g, { signal: 'SIGSEGV' }),
    rule(/fatal error: in "(?<step>[^"]{1,160})": signal: (?<signal>SIG[A-Z]{3,4})\b/g),
    // glibc, libstdc++ and libc++ say why and call abort(3): malloc/malloc.c, debug/fortify_fail.c, assert/assert.c.
    rule(
      /(?<reason>terminate called \w{5,9} [\w ]{6,30}|\blibc\+\+abi\S{0,6}: terminating|(?:smashing|overflow) detected \*\*\*|\b\w{0,14}(?:free|alloc|chunk|consolidate)\(\): (?:invalid|corrupt|double|memory c|un[as]|mism|\w{5}bin|chunk)\w{0,9}|double free or|corrupted (?:size vs|double-)|: Assertion [`'].{1,300}?' failed\.)/g,
      {
        signal: 'SIGABRT',
        role: 'lone',
        words: [
          'terminate called',
          'libc++abi',
          ' detected ***',
          '(): ',
          'double free or',
          'corrupted ',
          ': assertion ',
        ],
      },
    ),
    // Compilers' runtimes: rustc, Swift, Intel Fortran.
    rule(/\b(?<step>rustc) interrupted by (?<signal>SIG[A-Z]{3,4})\b/g),
    rule(/Program crashed: (?<signal>Illegal instruction|Aborted|Bus error)\b/g),
    rule(/Program crashed: (?<reason>Bad pointer dereference)\b/g, { cause: 'crash' }),
    rule(/forrtl: severe \(\d{1,4}\): (?<signal>SIG[A-Z]{3,4})\b/g),
    // LLDB, and Xcode, which marks the line at which a program stopped.
    rule(/(?:stop reason =|\bThread \d{1,3}:) signal (?<signal>SIG(?:SEGV|BUS|ABRT|ILL|FPE|TRAP))\b/g),
    rule(/(?:stop reason =|\bThread \d{1,3}:) (?<reason>EXC_BAD_ACCESS) \(code=1\b/g, { signal: 'SIGSEGV' }),
    rule(/(?:stop reason =|\bThread \d{1,3}:) (?<reason>EXC_BAD_ACCESS) \(code=2\b/g, { signal: 'SIGBUS' }),
    // Android: a tombstone, and RuntimeInit.java.
    rule(/\bpid: \d{1,10}, tid: \d{1,10}, name: .{1,60}? >>> (?<process>[\w./:-]{1,100}) <<</g, {
      role: 'detail',
    }),
    rule(/\b(?<reason>FATAL EXCEPTION): \S/g, { cause: 'uncaught', role: 'lone' }),
    // .NET.
    rule(/\bFatal error\. (?<reason>System\.AccessViolationException|Internal CLR error)/g, {
      ...CRASH,
      role: 'lone',
    }),
    // Wine.
    rule(/Unhandled (?:exception: )?(?<reason>page fault) on (?:read|write|execute)\w{0,4} access/g, CRASH),
    // Chromium.
    rule(/\bReceived fatal exception (?<reason>EXCEPTION_[A-Z_]{4,40})/g, CRASH),
    // Sanitizers end a program with a status of their own choice.
    rule(
      /==\d{1,10}==\s?ERROR: (?<reason>(?:HW)?AddressSanitizer): (?:SEGV|BUS|access-violation|[a-z-]{0,30}(?:overflow|underflow|use-after)\b|attempting (?:double-)?free)/g,
      CRASH,
    ),
  ],
};
