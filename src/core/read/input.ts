/**
 * Typed text -> tokens. Folds full-width digits and punctuation and knows the words that people paste around a number;
 * what a number means is decided elsewhere.
 */

import { SLURM_OOM } from '../tables/batch.ts';
import { REALTIME } from '../tables/signals.ts';
import { WINDOWS_VALUES, windowsByValue, windowsHex } from '../tables/windows.ts';

/** How many characters of the input are read. */
export const INPUT_LIMIT = 4096;

/**
 * What the words before a number say about it: `call` is the argument of exit(3), `signal` a signal's number, `wait` a
 * raw wait status, `status` any other word for a code, `other` a number that is no code (a process id, a line, an issue).
 */
export type Anchor = 'call' | 'signal' | 'wait' | 'status' | 'other';

export type Token =
  | {
      readonly kind: 'number';
      readonly written: string;
      /** Exact at any size. */
      readonly value: bigint;
      readonly anchor: Anchor | undefined;
      /** The Windows value that a hexadecimal number with a zero too few was taken for. */
      readonly corrected?: string;
    }
  /** Slurm's `137:0`. */
  | { readonly kind: 'pair'; readonly written: string; readonly exitStatus: number; readonly signal: number }
  /** systemd's `203/EXEC`. */
  | { readonly kind: 'labelled'; readonly written: string; readonly value: bigint; readonly label: string }
  /** `3.5`; `whole` is the part before the point. */
  | { readonly kind: 'fraction'; readonly written: string; readonly whole: bigint }
  /** Something that may be a name; `afterSignal` when the word before it was `signal`. */
  | { readonly kind: 'word'; readonly written: string; readonly afterSignal: boolean };

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
  [
    'status',
    words(
      'exited exits exiting exitcode exit_code exit-code exitstatus exit_status code codes status statuses value ' +
        'returncode return_code returned returns rc ret retval result error errors err errno errorlevel lastexitcode',
    ),
  ],
  ['other', words('pid ppid tid uid line version port after')],
];

/** Words between a keyword and its number, or between two numbers. */
const FILLERS = words('a an the is was are with of to by and or number no non-zero nonzero');

const CHINESE_SIGNAL = /信号[为是]?$/;
const CHINESE_STATUS = /(?:码|代码|返回值|返回|状态|错误|退出)[为是]?$/;
const CHINESE_FILLER = /^[为是和与或]$/;

const CORE_DUMPED = /core dumped|dumped core|code=dumped|核心已转储|吐核/i;
const INTRODUCTION =
  /^(?:(?:signal|sig|reason|state|status|error|exited|exit|code|with|killed by|信号|原因|状态)\s+)*/i;

/** Word characters with what joins them, a run of Chinese, or one other character. */
const CHUNK = /[+-]?\w+(?:[-+.:/]+\w+)*|[\u3400-\u9fff]+|\S/g;

/**
 * Reads the first `INPUT_LIMIT` characters, up to the last gap when there are more, in time linear to their number.
 * Any text is accepted and nothing throws; what holds no number and no name gives no tokens.
 */
export function readInput(typed: string): Input {
  // NFKC folds full-width forms, https://www.unicode.org/reports/tr15/; minus signs and dashes are not among them.
  const whole = shorten(typed)
    .normalize('NFKC')
    .replace(/[\u2212\u2013\u2014]/g, '-')
    .trim();
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

  const take = (chunk: string): void => {
    const word = chunk.toLowerCase();
    if (word === '#') anchor = 'other';
    const keyword = KEYWORDS.find(([, set]) => set.has(word))?.[0];
    if (keyword) {
      // `wait status 35584`: the first word says more than the second.
      if (anchor !== 'wait' || keyword !== 'status') anchor = keyword;
      return;
    }
    // The anchor outlives fillers, punctuation and numbers: `exit codes 137 and 139`.
    if (FILLERS.has(word) || CHINESE_FILLER.test(word) || !/[\w\u3400-\u9fff]/.test(word)) return;
    const number = numeric(chunk, anchor);
    if (number) {
      tokens.push(number);
      return;
    }
    const parts = apart(chunk);
    if (parts) {
      parts.forEach(take);
      return;
    }
    if (/^\w/.test(word)) tokens.push({ kind: 'word', written: chunk, afterSignal: anchor === 'signal' });
    anchor = CHINESE_SIGNAL.test(word) ? 'signal' : CHINESE_STATUS.test(word) ? 'status' : undefined;
  };

  for (const [chunk] of text.matchAll(CHUNK)) take(chunk);
  return tokens;
}

/** The token of a chunk that is a number in one of the forms that are printed; otherwise undefined. */
function numeric(chunk: string, anchor: Anchor | undefined): Token | undefined {
  const written = chunk;
  if (/^[+-]?\d+$/.test(chunk)) return { kind: 'number', written, value: BigInt(chunk), anchor };
  const hex = /^([+-]?)(0x)?([\da-f]+)$/i.exec(chunk);
  if (hex) {
    const [, sign, prefix, digits = ''] = hex;
    const size = BigInt(`0x${digits}`);
    // Without its 0x, a word like `added` is hexadecimal too: only known values count.
    if (!prefix && (digits.length !== 8 || !windowsByValue(Number(size)))) return undefined;
    const value = sign === '-' ? -size : size;
    const meant =
      digits.length === 7 &&
      WINDOWS_VALUES.find((entry) => withoutZero(entry.value) === digits.toUpperCase());
    if (!meant) return { kind: 'number', written, value, anchor };
    return {
      kind: 'number',
      written,
      value: BigInt(meant.value),
      anchor,
      corrected: windowsHex(meant.value),
    };
  }
  const pair = /^(\d{1,3}):(\d{1,3})$/.exec(chunk);
  if (pair) {
    const exitStatus = Number(pair[1]);
    const signal = Number(pair[2]);
    if (exitStatus > 255 || (signal > REALTIME.last && signal !== SLURM_OOM)) return undefined;
    return { kind: 'pair', written, exitStatus, signal };
  }
  const labelled = /^(\d{1,3})\/([a-z]\w*)$/i.exec(chunk);
  if (labelled)
    return { kind: 'labelled', written, value: BigInt(labelled[1] ?? 0), label: labelled[2] ?? '' };
  const fraction = /^([+-]?\d+)\.\d+$/.exec(chunk);
  if (fraction) return { kind: 'fraction', written, whole: BigInt(fraction[1] ?? 0) };
  return undefined;
}

/** `0xC0000135` loses one of its zeros easily: the digits without the first one. */
function withoutZero(value: number): string {
  return windowsHex(value).slice(2).replace('0', '');
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
