/**
 * What programs, shells, loaders and runtimes write right before they end with a number: the last words of a log. They
 * explain the next ending below them.
 */

import { clue } from '../clue.ts';
import type { ClueRule } from '../clue.ts';
import {
  anyOf,
  BAD_INTERPRETER,
  DENIED,
  NO_LIBRARY,
  NO_SUCH_FILE,
  NOT_FOUND,
  WRONG_FORMAT,
} from '../catalogues.ts';

const words = (list: readonly string[], flags = 'gi'): readonly [RegExp, { words: readonly string[] }] => [
  new RegExp(anyOf(list), flags),
  { words: list },
];

export const programs: readonly ClueRule[] = [
  // Loaders.
  clue('missing-library', 'failure', 'next', ...words(NO_LIBRARY)),
  clue(
    'missing-library',
    'failure',
    'next',
    /version [`'"](?:GLIBC|GLIBCXX|CXXABI|GCC|LIBC|OPENSSL)_[\d.A-Za-z_]{1,20}['"] not found/g,
  ),
  clue('missing-library', 'failure', 'next', /Error (?:loading shared library|relocating) \S/g, {
    words: ['error loading shared library', 'error relocating'],
  }),
  clue(
    'missing-library',
    'failure',
    'next',
    /symbol lookup error: |undefined symbol: |Library not loaded: /g,
    {
      words: ['symbol lookup error', 'undefined symbol: ', 'library not loaded'],
    },
  ),
  clue(
    'missing-library',
    'failure',
    'next',
    /cannot open shared object file|DLL was not found|\.dll (?:is missing|was not found|could not be found)|ImportError: DLL load failed/g,
    {
      words: ['cannot open shared object', '.dll ', 'dll was not found', 'dll load failed'],
    },
  ),
  clue('missing-library', 'failure', 'next', /UnsatisfiedLinkError|no \S{1,80} in java\.library\.path/g, {
    words: ['unsatisfiedlinkerror', 'java.library.path'],
  }),
  clue('bad-interpreter', 'failure', 'next', ...words(BAD_INTERPRETER)),
  clue(
    'bad-interpreter',
    'failure',
    'next',
    /(?:\/|\b)(?:env|sh|bash|python[\d.]*|node|perl|ruby)(?:\\r|\^M|\r)['"’]?:? |required file not found|\\r: (?:command )?not found|\s#\s{1,4}!.{1,120}?\\r\s{1,4}\\n/g,
    {
      words: ['\\r', '^m', 'required file not found'],
    },
  ),
  clue('wrong-platform', 'failure', 'next', ...words(WRONG_FORMAT)),
  clue(
    'wrong-platform',
    'failure',
    'next',
    /rosetta error: |CPU does not support x86-64|CPU ISA level is lower than required|Bad CPU type in executable|qemu-\w{1,20}: Could not open|This version of %1 is not (?:a valid|compatible)|is not a valid Win32 application|(?:but is an|have) incompatible architecture|Illegal instruction.{0,40}AVX|wrong ELF class/g,
    {
      words: [
        'rosetta error',
        'x86-64',
        'isa level',
        'bad cpu type',
        'qemu-',
        'version of %1',
        'win32 application',
        'incompatible architecture',
        'avx',
        'wrong elf class',
      ],
    },
  ),
  clue('missing-library', 'failure', 'next', /qemu-\w{1,20}: Could not open '\/lib/g),
  // Shells: `bash: line 1: foo: command not found`, `sh: 1: foo: not found`, `zsh: command not found: foo`.
  clue('not-found', 'start', 'next', ...words(NOT_FOUND)),
  clue(
    'not-found',
    'start',
    'next',
    /(?:^|[\s\]|])(?:\/\S{1,40}\/)?(?:ba|da|a|k|mk)?sh: (?:line )?(?:\d{1,6}: )?[^:]{1,200}: not found\s*$/g,
    {
      words: [': not found'],
    },
  ),
  clue(
    'not-found',
    'start',
    'next',
    /\b(?:line \d{1,6}|sh: \d{1,6}|\.sh: \d{1,6}): [^:]{1,200}: not found/g,
    {
      words: [': not found'],
    },
  ),
  clue(
    'not-found',
    'start',
    'next',
    /fish: Unknown command|spawn \S{1,200} ENOENT|make: \S{1,200}: (?:No such file or directory|Command not found)|Unknown command: /g,
    {
      words: ['unknown command', 'enoent', 'make: '],
    },
  ),
  clue('not-found', 'start', 'next', new RegExp(`\\bexec \\S{1,300}: (?:${anyOf(NO_SUCH_FILE)})`, 'gi'), {
    words: NO_SUCH_FILE,
  }),
  clue(
    'not-found',
    'start',
    'next',
    new RegExp(`(?:ba|z|da|k)?sh: (?:line \\d{1,6}: )?[^:]{1,300}: (?:${anyOf(NO_SUCH_FILE)})`, 'gi'),
    {
      words: NO_SUCH_FILE,
    },
  ),
  clue(
    'not-found',
    'start',
    'next',
    new RegExp(
      `(?:env|nohup|nice|xargs|timeout|sudo|time|setsid|exec): [^:]{1,300}: (?:${anyOf(NO_SUCH_FILE)}|command not found)`,
      'gi',
    ),
    {
      words: [...NO_SUCH_FILE, 'command not found'],
    },
  ),
  clue(
    'not-executable',
    'start',
    'next',
    new RegExp(
      `(?:sh|sudo|env|nohup|xargs|exec|line \\d{1,6}|sh: \\d{1,6}|zsh)[^:]{0,40}?: (?:line \\d{1,6}: |\\d{1,6}: )?[^:]{1,300}: (?:${anyOf(DENIED)})`,
      'gi',
    ),
    {
      words: DENIED,
    },
  ),
  clue('not-executable', 'start', 'next', new RegExp(`zsh: (?:${anyOf(DENIED)}): `, 'gi'), { words: DENIED }),
  clue(
    'not-executable',
    'exec',
    'next',
    new RegExp(
      `\\bspawn .{1,200}? EACCES|(?:${anyOf(DENIED)})|: [iI]s a directory$|是一个目录|Access is denied|拒绝访问`,
      'gi',
    ),
    {
      words: [...DENIED, 'eacces', 'is a directory', '是一个目录', 'access is denied', '拒绝访问'],
    },
  ),
  // The heap of a language's own, before anything else that it says.
  clue(
    'memory-limit',
    'failure',
    'next',
    /(?:Reached heap limit|Ineffective mark-compacts near heap limit|CALL_AND_RETRY_LAST|JavaScript heap out of memory)/g,
    {
      words: ['heap limit', 'call_and_retry', 'heap out of memory'],
    },
  ),
  clue(
    'memory-limit',
    'failure',
    'next',
    /java\.lang\.OutOfMemoryError|GC overhead limit exceeded|Allowed memory size of \d{1,15} bytes exhausted/g,
    {
      words: ['outofmemoryerror', 'gc overhead', 'allowed memory size'],
    },
  ),
  clue('memory', 'crash', 'next', /out of shared memory|insufficient shared memory/g, {
    words: ['shared memory'],
  }),
  // Something that is named as missing.
  clue(
    'config-missing',
    'code',
    'next',
    /required (?:key|environment variable|env(?:ironment)? var(?:iable)?s?|setting|config\w*|option|flag) \S{0,120} ?(?:missing|is not set|not set|not found|must be)/gi,
    {
      words: ['required '],
    },
  ),
  clue(
    'config-missing',
    'code',
    'next',
    /(?:environment variable|env var|variable) ["'`$]?\w{1,80}["'`]? (?:is )?(?:missing|not set|unset|required|undefined|not defined|must be set)/gi,
    {
      words: ['variable ', 'env var'],
    },
  ),
  clue(
    'config-missing',
    'code',
    'next',
    /\w{1,80}: (?:parameter not set|unbound variable|parameter null or not set)/g,
    {
      words: ['parameter not set', 'unbound variable', 'parameter null'],
    },
  ),
  clue('config-missing', 'code', 'next', /open\(\) "[^"]{1,300}" failed \(2: /g),
  clue(
    'config-missing',
    'code',
    'next',
    /(?<!cannot (?:stat|access) .{0,80})(?:config(?:uration)?|settings?|credentials?|secret|certificate|key|properties|(?<!\/log)\.(?:ya?ml|json|conf|cfg|ini|toml|env|properties|pem|crt))(?: file)?["'`)]{0,2} ?.{0,80}?(?:not found|does not exist|is missing|missing|(?:no such file or directory))/gi,
    {
      words: ['not found', 'does not exist', 'missing', 'no such file'],
    },
  ),
  clue(
    'config-missing',
    'code',
    'next',
    /(?:no such file or directory|ENOENT|cannot open|can't open|unable to open|failed to (?:open|read|load)).{0,120}?\.(?:ya?ml|json|conf|cfg|ini|toml|env|properties|pem|crt)\b/gi,
    {
      words: ['no such file', 'enoent', 'open', 'read', 'load'],
    },
  ),
  clue('config-missing', 'code', 'next', /KeyError: ['"][A-Z][A-Z\d_]{2,60}['"]/g),
  // An unhandled error in the words of a language.
  clue(
    'uncaught',
    'code',
    'next',
    /Traceback \(most recent call last\)|^\s{0,40}(?!org\.(?:apache\.maven|gradle)\.)(?:[\w.]{1,120}\.)?[A-Z]\w{1,60}(?:Error|Exception|Interrupt): /g,
    {
      words: ['traceback (most', 'error: ', 'exception: ', 'interrupt: '],
    },
  ),
  clue(
    'uncaught',
    'failure',
    'next',
    /Exception in thread "|Unhandled exception\b|Uncaught (?:exception|Error|TypeError|ReferenceError|SyntaxError|\w{1,60}Exception)|unhandled promise rejection|UnhandledPromiseRejection/gi,
    {
      words: [
        'exception in thread',
        'unhandled exception',
        'uncaught ',
        'unhandledpromise',
        'unhandled promise',
      ],
    },
  ),
  clue(
    'uncaught',
    'failure',
    'next',
    /^\s{0,40}(?:\S{0,60}\| )?panic: |\bpanicked at |fatal error: all goroutines are asleep|^goroutine \d{1,9} \[running\]/g,
    {
      words: ['panic: ', 'panicked at', 'all goroutines', 'goroutine '],
    },
  ),
  clue('uncaught', 'code', 'next', /^\s{0,40}at .{1,300}?[(:]\d{1,7}:\d{1,7}\)?$|^Node\.js v\d/g, {
    words: ['at ', 'node.js v'],
    weak: true,
  }),
  clue('uncaught', 'code', 'next', /^\s{1,40}throw (?:new |er\b|err)/g, { words: ['throw '] }),
  clue(
    'uncaught',
    'code',
    'next',
    /^\s{1,40}at (?!org\.(?:apache\.maven|gradle)\.)[\w.$<>/]{1,200}\([\w.$]{1,80}(?::\d{1,7})?\)\s*$/g,
    {
      words: ['at '],
      weak: true,
    },
  ),
  clue(
    'uncaught',
    'code',
    'next',
    /\(\w{1,60}(?:Error|Exception)\)\s*$|PHP Fatal error: {1,2}Uncaught|^\s{1,8}from .{1,200}?:\d{1,7}:in [`']/g,
    {
      words: ['error)', 'exception)', 'php fatal error', 'from '],
    },
  ),
  clue(
    'uncaught',
    'code',
    'next',
    /\bexpect\(received\)|AssertionError|^\s{0,8}FAILED \S{1,300}::|^=+ .{0,200}?\d{1,6} failed|^--- FAIL: |\btest result: FAILED|Tests:\s{1,8}\d{1,6} failed|Tests run: \d{1,6}, Failures: [1-9]|There (?:was|were) \d{1,6} failures?|\d{1,6} failing$/g,
    {
      words: ['expect(received)', 'assertionerror', 'failed', 'fail: ', 'failures', 'failing'],
    },
  ),
  // Orderly ends in a panic of libc or the program's own.
  clue(
    'abort',
    'abort',
    'next',
    /Assertion [`'"].{1,300}?['"] failed|: Assertion failed|assertion failed: |terminate called after throwing|terminate called without|libc\+\+abi: terminating|std::terminate/gi,
    {
      words: ['assertion', 'terminate called', 'libc++abi', 'std::terminate'],
    },
  ),
  clue(
    'abort',
    'abort',
    'next',
    /(?:malloc|free|realloc|munmap_chunk|double free or corruption|corrupted (?:size|top|double)|stack smashing detected|buffer overflow detected|invalid next size)\b/g,
    {
      words: [
        'malloc',
        'free()',
        'realloc',
        'munmap_chunk',
        'double free',
        'corrupted ',
        'stack smashing',
        'buffer overflow',
        'invalid next size',
      ],
    },
  ),
  // The JVM reports the fault and then aborts.
  clue('crash', 'abort', 'next', /^#\s{1,4}(?:SIG(?:SEGV|BUS|ILL|FPE)|EXCEPTION_\w{1,40}) \(0x/g, {
    words: ['sig', 'exception_'],
  }),
  clue(
    'crash',
    'failure',
    'next',
    /unable to execute command: (?:Segmentation fault|Bus error|Illegal instruction)|command failed due to signal|internal compiler error: Segmentation fault/g,
    {
      words: ['unable to execute command', 'due to signal', 'internal compiler error'],
    },
  ),
  // PHP's own limit.
  clue('memory-limit', 'code', 'next', /Allowed memory size of \d{1,15} bytes exhausted/g),
  clue('not-found', 'failure', 'next', /\b(?:FATAL|BACKOFF) {2,20}can't find command /g),
  clue('pipe', 'code', 'next', /\bEPIPE\b|write error: Broken pipe|BrokenPipeError/g, {
    words: ['epipe', 'broken pipe', 'brokenpipe'],
  }),
];

/** Programs that name themselves and say why: their numbers are their own. */
export const own: readonly ClueRule[] = [
  clue('own-code', 'code', 'next', /\bcurl: \(\d{1,3}\) /g),
  clue(
    'own-code',
    'code',
    'next',
    /\bssh: (?:connect to host|Could not resolve)|kex_exchange_identification|Host key verification failed|Permission denied \((?:publickey|password|keyboard)/g,
    {
      words: ['ssh: ', 'kex_exchange', 'host key verification', 'permission denied ('],
    },
  ),
  clue(
    'own-code',
    'code',
    'next',
    /rsync error: |rsync: \[|scp: |wget: |\bfatal: (?!\[)|^E: |dpkg: error|apt-get: |npm (?:ERR!|error) code E(?!LIFECYCLE)[A-Z\d]{3,20}|yum: |dnf: |pip(?:3)?: |tar: .{1,200}?: Cannot|unzip: |zip error|gpg: /g,
    {
      words: [
        'rsync',
        'scp: ',
        'wget: ',
        'fatal: ',
        'e: ',
        'dpkg: error',
        'apt-get: ',
        'code e',
        'tar: ',
        'unzip: ',
        'zip error',
        'gpg: ',
      ],
    },
  ),
  clue(
    'own-code',
    'code',
    'next',
    /(?::\d{1,7}){1,2}: (?:fatal )?[Ee]rror: |(?:\berror(?:\[E\d{4}\]| TS\d{1,6}| CS\d{4}| C\d{4}| LNK\d{4})?|^error|: error): (?!exit |command \(|.{0,120}?(?:\bexited with code|\bRecipe ))|ld: cannot find|undefined reference to|collect2: error|COMPILATION ERROR|SyntaxError: |Syntax error|parse error/g,
    {
      words: ['error', 'cannot find', 'undefined reference'],
    },
  ),
  clue(
    'own-code',
    'code',
    'next',
    /EADDRINUSE|[Aa]ddress already in use|bind\(\) to .{1,80}? failed|ECONNREFUSED|Connection refused|[Cc]onnection timed out|[Cc]ould not (?:connect|resolve)|[Nn]o space left on device|Access denied for user|authentication failed|FATAL: {1,2}\S/g,
    {
      words: [
        'eaddrinuse',
        'already in use',
        'bind() to',
        'econnrefused',
        'connection refused',
        'timed out',
        'could not connect',
        'could not resolve',
        'no space left',
        'access denied for',
        'authentication failed',
        'fatal: ',
      ],
    },
  ),
  clue(
    'own-code',
    'code',
    'next',
    /Installer failed with exit code|MainEngineThread is returning \d|Windows Installer|Robust File Copy|Server terminated abruptly/g,
    {
      words: [
        'installer failed',
        'mainenginethread',
        'windows installer',
        'robust file copy',
        'terminated abruptly',
      ],
    },
  ),
  clue('own-code', 'code', 'next', /^\s{0,8}\+ FullyQualifiedErrorId\s{0,4}: /g),
  // The last words of a log, whoever wrote them; what only reports an ending is none.
  clue(
    'own-code',
    'code',
    'close',
    /^(?!.{0,400}?(?:exit(?:ed|s)?\b|non-?zero|returned|FATAL state|forked VM|Job failed|Command failed|ELIFECYCLE|BUILD FAILURE|Error executing process|BuildExceptionReporter|CURRENT STATE|\d errors?\b))(?:.{0,100}?[\s[\]|:{,])?(?:(?:FATAL|CRITICAL|EMERG|PANIC|SEVERE|ERROR)(?=[\]:\s])[\]:\s]{1,4}\S|\[(?:emerg|crit|fatal|error|alert)\]|\blevel=(?:error|fatal|panic)\b|"(?:level|severity)": ?"(?:error|fatal|ERROR|CRITICAL|FATAL))/g,
    {
      words: ['fatal', 'critical', 'emerg', 'panic', 'severe', 'error', '[crit]', '[alert]'],
    },
  ),
  clue(
    'own-code',
    'code',
    'close',
    /^\s{0,8}(?:\S{1,60} \| )?(?:(?:Error|Fatal|fatal error|FatalError)(?: \w{1,20}){0,3}|Failed(?! to start LSB)(?: \w{1,20}){1,3}): (?!.{0,300}?(?:exit(?:ed|s)?\b|non-?zero|returned|provisioner error))\S/g,
    { words: ['error', 'fatal', 'failed'] },
  ),
];
