/** A signal in any of the spellings of the tools whose output is pasted. */

import { SIGNAL_WORDS, signalOfWords } from '../tables/signal-words.ts';
import { signalByName, signalByNumber } from '../tables/signals.ts';
import type { Signal } from '../tables/signals.ts';

/**
 * By signal number, lower case: zsh's own words (Src/signames2.awk), macOS strsignal, CTest, Go, and the catalogues of
 * glibc in further languages (po/*.po of https://sourceware.org/git/glibc.git).
 */
const MORE_WORDS: Readonly<Record<number, readonly string[]>> = {
  2: ['interrupted'],
  4: ['illegal hardware instruction', 'illegal', 'ungültiger maschinenbefehl', 'instruction non permise'],
  5: ['trace trap', 'trace/bpt trap', '跟踪/断点陷阱'],
  6: [
    'abort trap',
    'abort program',
    'iot instruction',
    'iot trap',
    'subprocess aborted',
    '已中止',
    '中止',
    'abgebrochen',
    'abandon',
    'abortado',
    'annullato',
    'アボートしました',
    '中止 (コアダンプ)',
    'аварийный останов',
    '중지됨',
    'przerwane',
    'afgebroken',
  ],
  7: ['erreur du bus', 'bus-zugriffsfehler', 'バスエラー'],
  8: [
    'arithmetic exception',
    'numerical',
    '浮点数异常',
    'gleitkomma-ausnahme',
    'exception en point flottant',
    '浮動小数点例外',
  ],
  9: [
    'kill',
    '已砍掉',
    '杀死',
    'getötet',
    'processus arrêté',
    'tué',
    'terminado (killed)',
    'matado',
    'morto',
    'ucciso',
    'убито',
    '強制終了',
    '죽었음',
    'unicestwiony',
    'geëlimineerd',
  ],
  11: [
    'segmentation violation',
    'segv',
    'address boundary error',
    'memory fault(coredump)',
    '段错误',
    '区段错误',
    '程式記憶體區段錯誤',
    '記憶體區段錯誤',
    'speicherzugriffsfehler',
    'erreur de segmentation',
    'violación de segmento',
    'fallo de segmentación',
    'falha de segmentação',
    'errore di segmentazione',
    'ошибка сегментирования',
    'セグメンテーション違反です',
    'segmentation fault です',
    '세그멘테이션 오류',
    '세그먼테이션 오류',
    'naruszenie ochrony pamięci',
    'segmentatiefout',
  ],
  15: ['polite quit request', 'forced quit', 'beendet', 'complété', 'terminato', 'завершено', '終了しました'],
  24: ['cputime limit exceeded', 'cpu limit exceeded'],
  25: ['filesize limit exceeded', 'file size limit exceeded'],
  31: ['invalid system call', 'unknown system call'],
};

const BY_WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries(MORE_WORDS).flatMap(([number, words]) =>
    words.map((word) => [word, Number(number)] as const),
  ),
);

/** Every phrase that stands for a signal where a shell reports one, longest first. */
export const SIGNAL_PHRASES: readonly string[] = [
  ...Object.values(SIGNAL_WORDS).flat(),
  ...Object.values(MORE_WORDS).flat(),
].sort((a, b) => b.length - a.length);

/** Those of them that begin with a Latin letter, as alternatives of a pattern: what strsignal(3) gives to C programs. */
export const SIGNAL_WORDS_OF_C = SIGNAL_PHRASES.filter((phrase) => /^[a-z]/.test(phrase)).join('|');

/** Logs repeat their words. */
const ASKED = new Map<string, Signal | undefined>();
const ASKED_LIMIT = 1000;

/** The signal that a number (`9`), a name (`SIGKILL`, `kill`) or words (`Segmentation fault`) stand for, or undefined. */
export function signalIn(text: string): Signal | undefined {
  if (ASKED.has(text)) return ASKED.get(text);
  const signal = find(text);
  if (ASKED.size < ASKED_LIMIT && text.length < 60) ASKED.set(text, signal);
  return signal;
}

function find(text: string): Signal | undefined {
  const trimmed = text.trim();
  if (/^\d{1,3}$/.test(trimmed)) return signalByNumber(Number(trimmed));
  const words = trimmed.toLowerCase().replace(/\s+/g, ' ').replace('user-defined', 'user defined');
  const number = BY_WORDS.get(words);
  return number === undefined ? (signalOfWords(words) ?? signalByName(words)) : signalByNumber(number);
}
