/**
 * The one grammar of what people write around a number: "exit code 137", "rc=-9", "status 0x8900", "退出码：137". The box,
 * the search and the recognisers of pasted text take their words and spellings from here. Folds full-width digits and
 * punctuation; what a number means is decided elsewhere.
 */

import { SLURM_OOM, SLURM_OOM_UNMASKED } from '../tables/batch.ts';
import { REALTIME, signalByName } from '../tables/signals.ts';
import { TWO_TO_32, WINDOWS_VALUES, windowsByValue, windowsHex } from '../tables/windows.ts';

/** How many characters of the input are read. */
export const INPUT_LIMIT = 4096;

/**
 * What the words before a number say about it: `call` is the argument of exit(3), `signal` a signal's number, `wait` a
 * raw wait status, `errno` an error number of the C library or libuv, `windows` a Win32 error, HRESULT or NTSTATUS,
 * `status` any other word for a code, `other` a number that is no code (a process id, a line, a port), `issue` one
 * behind a `#`, which is a code only when nothing else is there.
 */
export type Anchor = 'call' | 'signal' | 'wait' | 'errno' | 'windows' | 'status' | 'other' | 'issue';

interface Placed {
  readonly written: string;
  /** Where in `Input.text` it stands. */
  readonly at: number;
}

export type Token =
  | (Placed & {
      readonly kind: 'number';
      /** Exact at any size. */
      readonly value: bigint;
      readonly anchor: Anchor | undefined;
      /** The Windows value that a number with a zero too few, or without its 0x, was taken for. */
      readonly corrected?: string;
    })
  /** Slurm's `137:0`. `clock`: nothing says that it is no time of day. */
  | (Placed & {
      readonly kind: 'pair';
      readonly exitStatus: number;
      readonly signal: number;
      readonly clock: boolean;
    })
  /** systemd's `203/EXEC`. */
  | (Placed & { readonly kind: 'labelled'; readonly value: bigint; readonly label: string })
  /** `3.5`; `whole` is the part before the point. */
  | (Placed & { readonly kind: 'fraction'; readonly whole: bigint })
  /** systemd's `result 'exit-code'`. */
  | (Placed & { readonly kind: 'result' })
  /** Something that may be a name; `afterSignal` when the word before it was `signal`. */
  | (Placed & { readonly kind: 'word'; readonly afterSignal: boolean });

export interface Input {
  readonly tokens: readonly Token[];
  /** The whole input: half width, lower case, trimmed. */
  readonly text: string;
  /** As typed, without punctuation and without the words that introduce a name. */
  readonly phrase: string;
  /** The input says that a core was dumped. */
  readonly coreDumped: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const KEYWORDS: readonly (readonly [Anchor, ReadonlySet<string>])[] = [
  ['call', words('exit _exit return sys.exit os._exit os.exit process.exit system.exit')],
  ['signal', words('signal signo sig')],
  ['wait', words('wait waitpid waitstatus wait_status wstatus raw os.system')],
  ['errno', words('errno')],
  ['windows', words('win32 winerror win32error hresult ntstatus getlasterror')],
  [
    'status',
    words(
      'exited exits exiting exitcode exit_code exit-code exitstatus exit_status code codes status statuses value ' +
        'returncode return_code returned returns rc ret retval result error errors err errorlevel lastexitcode',
    ),
  ],
  ['other', words('pid ppid tid uid gid line lines version port after attempt retry retries')],
];

/** Words between a keyword and its number, or between two numbers. */
const FILLERS = words('a an the is was are with of to by and or number no non-zero nonzero');

/** Behind a number: it counts something, and is no code. */
const UNITS =
  /^(?:ago|x|s|sec|secs|seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|ms|times?|[kmgt]i?b?|bytes?|cores?|cpus?|retries|attempts?|replicas?|年|月|日|天|小时|分钟|分|秒|次|个|点|号)(?![a-z])/;
/** Behind a number: it is a code, as in "139 exit code". */
const SAID_BEHIND = /^(?:(?:exit|errors?|status|return)\b|退出|错误|状态|返回)/;
/** In brackets behind the `code` of a POSIX siginfo_t: Android's "code 1 (SEGV_MAPERR)". */
const SIGINFO_CODE = /^\s*\(\s*(?:SEGV|BUS|FPE|ILL|TRAP|SI|CLD|SYS)_[A-Z]/;

const CHINESE_SIGNAL = /信号[为是]?$/;
const CHINESE_STATUS = /(?:码|代码|返回值|返回|状态|错误|退出|都是)[为是]?$/;
const CHINESE_FILLER = /^[为是和与或]$/;

const NUMBER_WORDS: ReadonlyMap<string, bigint> = new Map([
  ['zero', 0n],
  ['one', 1n],
  ['two', 2n],
]);

const CORE_DUMPED = /core dumped|dumped core|code=dumped|核心已转储|吐核/i;
const INTRODUCTION =
  /^(?:(?:signal|sig|reason|state|status|error|exited|exit|code|with|killed by|result|信号|原因|状态)\s+)*/i;
/** The results of a unit that systemd.exec(5) lists under $SERVICE_RESULT and that are also ordinary words. */
const SERVICE_RESULT = /^(?:exit-code|signal|timeout|protocol|resources|exec-condition)$/;

/** Word characters with what joins them, a run of Chinese, or one other character. */
const CHUNK = /[+-]?\w+(?:[-+.:/]+\w+)*|[\u3400-\u9fff]+|\S/g;

/** Whether a word in lower case only leads to a number: "exit", "code", "with". */
export function introduces(word: string): boolean {
  return FILLERS.has(word) || KEYWORDS.some(([anchor, set]) => anchor !== 'other' && set.has(word));
}

/** Full-width forms and dashes as ASCII, at the length of the input or shorter. */
function halfWidth(text: string): string {
  // NFKC folds full-width forms, https://www.unicode.org/reports/tr15/; minus signs and dashes are not among them.
  return text
    .normalize('NFKC')
    .replace(/[\u2212\u2013\u2014]/g, '-')
    .trim();
}

/**
 * Reads the first `INPUT_LIMIT` characters, up to the last gap when there are more, in time linear to their number.
 * Any text is accepted and nothing throws; what holds no number and no name gives no tokens.
 */
export function readInput(typed: string): Input {
  const whole = halfWidth(shorten(typed))
    // A 32-bit number with separators, and the sum that people type as one: `128 + 9`.
    .replace(/(?<![\d,.])-?[1-4],\d{3},\d{3},\d{3}(?![\d,.])/g, (number) => number.replaceAll(',', ''))
    .replace(/(?<![\w.+-])(128|256) ?\+ ?(\d{1,3})(?![\w.+-])/g, '$1+$2');
  const text = whole.toLowerCase();
  const phrase = whole
    .replace(CORE_DUMPED, ' ')
    .replace(/[^\w+\-./\u3400-\u9fff]+/g, ' ')
    .trim()
    .replace(INTRODUCTION, '');
  return { tokens: tokenize(whole), text, phrase, coreDumped: CORE_DUMPED.test(text) };
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let anchor: Anchor | undefined;
  /** `kill` was the word before: `-9` is its signal, and what follows are processes. */
  let killing = false;

  const take = (chunk: string, at: number): void => {
    const word = chunk.toLowerCase();
    if (word === '#') anchor = 'issue';
    if (word === '?' && text[at - 1] === '$') anchor = 'status';
    if (killing && /^-\w/.test(word)) {
      killing = false;
      tokens.push(
        /^-\d+$/.test(word)
          ? { kind: 'number', written: chunk, at, value: BigInt(chunk.slice(1)), anchor: 'signal' }
          : { kind: 'word', written: chunk.slice(1), at: at + 1, afterSignal: true },
      );
      anchor = 'other';
      return;
    }
    killing = word === 'kill' || word === 'pkill' || word === 'killall';
    if (
      anchor === 'status' &&
      SERVICE_RESULT.test(word) &&
      /result\W{0,3}$/i.test(text.slice(Math.max(0, at - 10), at))
    ) {
      tokens.push({ kind: 'result', written: word, at });
      anchor = undefined;
      return;
    }
    const keyword = KEYWORDS.find(([, set]) => set.has(word))?.[0];
    if (keyword) {
      // `wait status 35584`, `Win32 error 2`: the first word says more than the second.
      const general = keyword === 'status' || keyword === 'signal';
      if (!general || (anchor !== 'wait' && anchor !== 'windows')) anchor = keyword;
      return;
    }
    const spelt = anchor === 'status' || anchor === 'call' ? NUMBER_WORDS.get(word) : undefined;
    if (spelt !== undefined) {
      tokens.push({ kind: 'number', written: chunk, at, value: spelt, anchor });
      return;
    }
    // The anchor outlives fillers, punctuation and numbers: `exit codes 137 and 139`.
    if (FILLERS.has(word) || CHINESE_FILLER.test(word) || !/[\w\u3400-\u9fff]/.test(word)) return;
    // `systemd[1]:`, `sshd[4242]:`: a process id of a log.
    const pid =
      anchor === undefined &&
      /\w\[$/.test(text.slice(0, at).slice(-2)) &&
      text.startsWith(']:', at + chunk.length);
    const number = numeric(
      chunk,
      at,
      anchored(pid ? 'other' : anchor, chunk, text.slice(at + chunk.length, at + chunk.length + 40)),
    );
    if (number) {
      tokens.push(number);
      return;
    }
    const parts = apart(chunk);
    if (parts) {
      let from = 0;
      for (const part of parts) {
        const offset = chunk.indexOf(part, from);
        // `standard_init_linux.go:228`: the line of a source.
        if (/\.[a-z][a-z\d]{0,4}:$/i.test(chunk.slice(0, offset)) && /^\d+$/.test(part)) anchor = 'other';
        from = offset + part.length;
        take(part, at + offset);
      }
      return;
    }
    if (/^\w/.test(word)) tokens.push({ kind: 'word', written: chunk, at, afterSignal: anchor === 'signal' });
    anchor = CHINESE_SIGNAL.test(word)
      ? 'signal'
      : CHINESE_STATUS.test(word)
        ? 'status'
        : // The number that follows a signal's name is its own: `<Signals.SIGKILL: 9>`, `SIGSEGV (11)`.
          signalOf(word) && /^\W{1,3}\d{1,2}(?!\d)/.test(text.slice(at + chunk.length, at + chunk.length + 6))
          ? 'signal'
          : undefined;
  };

  for (const { 0: chunk, index } of text.matchAll(CHUNK)) take(chunk, index);
  return tokens;
}

/** The signal that a word names beyond doubt: `SIGKILL`, Python's `Signals.SIGKILL`. */
function signalOf(word: string): boolean {
  const name = word.replace(/^signals\./, '');
  return name.startsWith('sig') && signalByName(name) !== undefined;
}

/** What the words before a number and those behind it say together. */
function anchored(before: Anchor | undefined, chunk: string, behind: string): Anchor | undefined {
  if (before === 'status' && SIGINFO_CODE.test(behind)) return 'other';
  const next = behind.toLowerCase().trimStart();
  // "2 hours ago" behind "Exited (137)", and "300 s".
  if (next.length < behind.length || /^[\u3400-\u9fff]/.test(next)) {
    if (UNITS.test(next)) return 'other';
    if ((before === undefined || before === 'issue') && /^\d{1,3}$/.test(chunk) && SAID_BEHIND.test(next))
      return 'status';
  }
  return before;
}

/** The token of a chunk that is a number in one of the forms that are printed; otherwise undefined. */
function numeric(written: string, at: number, anchor: Anchor | undefined): Token | undefined {
  const number = (value: bigint, corrected?: string): Token => ({
    kind: 'number',
    written,
    at,
    value,
    anchor,
    ...(corrected !== undefined && { corrected }),
  });
  const hex = /^([+-]?)(0x)?([\da-f]+)$/i.exec(written);
  if (hex) {
    const [, sign, prefix, digits = ''] = hex;
    const size = BigInt(`0x${digits}`);
    const missing = meantByDigits(digits.toUpperCase());
    if (prefix) {
      return missing ? number(BigInt(missing), windowsHex(missing)) : number(sign === '-' ? -size : size);
    }
    // Without its 0x, a word like `added` is hexadecimal too, and so is every number: only known values count.
    if (!sign && digits.length === 8 && size > 0xffffn && windowsByValue(Number(size)))
      return number(size, /^\d+$/.test(digits) ? windowsHex(Number(size)) : undefined);
    if (!sign && missing && /[a-f]/i.test(digits)) return number(BigInt(missing), windowsHex(missing));
  }
  if (/^[+-]?\d+$/.test(written)) {
    // 1073741819 is a crash of Windows that lost its minus.
    const lost = /^1\d{9}$/.test(written) ? TWO_TO_32 - Number(written) : 0;
    if (windowsByValue(lost)) return number(BigInt(lost), windowsHex(lost));
    return number(BigInt(written));
  }
  if (/^0b[01]{1,32}$/i.test(written)) return number(BigInt(written));
  const sum = /^(128|256)\+(\d{1,3})$/.exec(written);
  if (sum) return number(BigInt(Number(sum[1]) + Number(sum[2])));
  const pair = /^(\d{1,3}):(\d{1,3})$/.exec(written);
  if (pair) {
    const exitStatus = Number(pair[1]);
    const signal = Number(pair[2]);
    const oom = signal === SLURM_OOM || signal === SLURM_OOM_UNMASKED;
    if (exitStatus > 255 || (signal > REALTIME.last && !oom)) return undefined;
    const clock = anchor === undefined && exitStatus > 0 && exitStatus < 24 && /:[0-5]\d$/.test(written);
    return { kind: 'pair', written, at, exitStatus, signal, clock };
  }
  const labelled = /^(\d{1,3})\/([a-z]\w*)$/i.exec(written);
  if (labelled)
    return { kind: 'labelled', written, at, value: BigInt(labelled[1] ?? 0), label: labelled[2] ?? '' };
  const fraction = /^([+-]?\d+)\.\d+$/.exec(written);
  if (fraction) return { kind: 'fraction', written, at, whole: BigInt(fraction[1] ?? 0) };
  return undefined;
}

/** `0xC0000135` loses one of its zeros easily: the value whose digits, without the first zero, these seven are. */
function meantByDigits(digits: string): number | undefined {
  if (digits.length !== 7) return undefined;
  return WINDOWS_VALUES.find(({ value }) => windowsHex(value).slice(2).replace('0', '') === digits)?.value;
}

/** `code:137`, `126/127`, `11:SIGSEGV` taken apart; undefined for what belongs together: a date, a time, a version. */
function apart(chunk: string): readonly string[] | undefined {
  if (/^\d+[-.]|^\d+:\d+:/.test(chunk)) return undefined;
  const parts = chunk.split(/[:/]+/);
  if (parts.length === 1) return undefined;
  const [head = '', ...tail] = parts;
  return /^[a-z]/i.test(head) && tail.length === 2 ? [head, tail.join(':')] : parts;
}

/** The text up to the limit, without a number or name that the limit cuts in two. */
function shorten(text: string): string {
  if (text.length <= INPUT_LIMIT) return text;
  const head = text.slice(0, INPUT_LIMIT);
  return head.slice(0, Math.max(...[' ', '\n', '\t', '\u3000'].map((gap) => head.lastIndexOf(gap)), 0));
}
