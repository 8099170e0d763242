/** What shells print when a child dies of a signal: strsignal(3), in English and in Simplified Chinese. */

import { signalByNumber } from './signals.ts';
import type { Signal } from './signals.ts';

/**
 * Lower case, by signal number. English: glibc 2.36 strsignal, what ksh93 and tcsh print instead, and `segfault`.
 * Chinese: the zh_CN catalogues of glibc 2.36 and bash 5.2, and two that people paste besides (管道破裂, 已中止).
 */
export const SIGNAL_WORDS = {
  1: ['hangup', '挂起', '挂断'],
  2: ['interrupt', '中断'],
  3: ['quit', '退出'],
  4: ['illegal instruction', '非法指令'],
  5: ['trace/breakpoint trap', '追踪与中断点陷阱'],
  6: ['aborted', 'abort', '已放弃', '已中止'],
  7: ['bus error', '总线错误'],
  8: ['floating point exception', '浮点数例外', '浮点异常'],
  9: ['killed', '已杀死'],
  10: ['user defined signal 1', '用户定义信号 1'],
  11: ['segmentation fault', 'segfault', 'memory fault', '段错误'],
  12: ['user defined signal 2', '用户定义信号 2'],
  13: ['broken pipe', '断开的管道', '管道破裂'],
  14: ['alarm clock', '闹钟'],
  15: ['terminated', '已终止'],
  16: ['stack fault', '栈失效'],
  24: ['cpu time limit exceeded', '超出 cpu 时限'],
  25: ['file size limit exceeded', '文件大小超出限制'],
  26: ['virtual timer expired', '虚拟计时器超时'],
  27: ['profiling timer expired'],
  29: ['i/o possible'],
  30: ['power failure', '电源失效'],
  31: ['bad system call', '错误的系统调用'],
} as const satisfies Readonly<Record<number, readonly string[]>>;

/** What people write and no shell prints: the names in Chinese tables of container exit codes. */
const NAMES_WRITTEN: Readonly<Record<number, readonly string[]>> = {
  6: ['异常终止'],
  9: ['被杀死', '立即终止'],
  11: ['分段错误'],
  15: ['优雅终止'],
};

const ENTRIES: readonly (readonly [word: string, signal: number])[] = [
  ...Object.entries(SIGNAL_WORDS),
  ...Object.entries(NAMES_WRITTEN),
].flatMap(([signal, words]) => words.map((word) => [word, Number(signal)] as const));

/** Words that mean nothing else even inside a sentence: several English ones, or three characters of Chinese or more. */
const DISTINCT = /^segfault$| |^(?!已终止)[\u3400-\u9fff]{3}/;

function firstSignal(matches: (word: string) => boolean): Signal | undefined {
  const entry = ENTRIES.find(([word]) => matches(word));
  return entry && signalByNumber(entry[1]);
}

/** The signal whose words are exactly this text, any case, single spaces; otherwise undefined. */
export function signalOfWords(text: string): Signal | undefined {
  const words = text.toLowerCase();
  return firstSignal((word) => word === words);
}

/** The signal of the first unmistakable words inside a text in lower case, or undefined. */
export function signalWordsIn(text: string): Signal | undefined {
  return firstSignal((word) => DISTINCT.test(word) && text.includes(word));
}
