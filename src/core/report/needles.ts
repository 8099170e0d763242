/**
 * Finds many words in a text in one pass: Aho and Corasick, https://doi.org/10.1145/360825.360855. A paste of megabytes
 * is read once, and only the lines and rules that can match cost more.
 */

import type { Paste } from './paste.ts';

/** What a text is searched for; case does not matter, and letters beyond ASCII may be taken for each other. */
export interface Needles {
  /**
   * Calls `found` with the place and the number of each word in the text, in order; overlapping ones too. A part of a
   * text is searched by going on with the state that the part before it gave.
   */
  readonly search: (
    text: string,
    found: (end: number, word: number) => void,
    from?: number,
    to?: number,
    state?: number,
  ) => number;
}

/**
 * What is no ASCII shares this many columns of the table. Words of a dozen languages would make it ten times as large, and
 * a word that is found in place of another one only costs a look at its line.
 */
const CLASSES = 32;

function needles(words: readonly string[]): Needles {
  const letters = new Uint8Array(0x10000);
  let count = 1 + CLASSES;
  for (const letter of new Set(words.join('').toLowerCase())) {
    const code = letter.charCodeAt(0);
    const own = code < 0x80 ? count++ : 1 + (code % CLASSES);
    for (const form of [letter, letter.toUpperCase()]) {
      if (form.length === 1) letters[form.charCodeAt(0)] = own;
    }
  }
  const size = words.reduce((sum, word) => sum + word.length, 1);
  const next = new Uint16Array(size * count);
  /** The words that end in a state: few states have any. */
  const ends: (number[] | undefined)[] = [];
  let states = 1;
  words.forEach((word, index) => {
    let state = 0;
    for (const letter of word.toLowerCase()) {
      const at = state * count + (letters[letter.charCodeAt(0)] ?? 0);
      next[at] ||= states++;
      state = next[at] ?? 0;
    }
    (ends[state] ??= []).push(index);
  });
  // Breadth first: where a letter leads nowhere, go on with the longest end of what was read that begins a word.
  const fails = new Uint16Array(size);
  const queue = Array.from(next.subarray(0, count)).filter((state) => state > 0);
  for (const state of queue) {
    const fail = fails[state] ?? 0;
    const also = ends[fail];
    if (also) ends[state] = [...(ends[state] ?? []), ...also];
    for (let letter = 0; letter < count; letter++) {
      const to = next[state * count + letter] ?? 0;
      const instead = next[fail * count + letter] ?? 0;
      if (to > 0) {
        fails[to] = instead;
        queue.push(to);
      } else next[state * count + letter] = instead;
    }
  }
  const final = new Uint8Array(states);
  ends.forEach((_, state) => (final[state] = 1));
  return {
    search(text, found, from = 0, to = text.length, begin = 0) {
      let state = begin;
      const until = Math.min(to, text.length);
      for (let index = from; index < until; index++) {
        state = next[state * count + (letters[text.charCodeAt(index)] ?? 0)] ?? 0;
        if (final[state]) for (const word of ends[state] ?? []) found(index, word);
      }
      return state;
    },
  };
}

/** A line that holds words, and the patterns that need one of them, in their order. */
export interface Found {
  readonly index: number;
  readonly patterns: readonly number[];
}

/** Finds lines of a part of a paste; undefined where it may pause. */
export type Finder = (paste: Paste, from: number, to: number) => Generator<Found | undefined>;

/** How many characters are searched between two pauses. */
const SEARCH_STEP = 8_000;

/** For each pattern the words, lower case, of which every match of it holds one. */
export function finder(wordsOfPatterns: readonly (readonly string[])[]): Finder {
  const byWord = new Map<string, number[]>();
  wordsOfPatterns.forEach((words, pattern) => {
    for (const word of words) {
      const patterns = byWord.get(word);
      if (patterns) patterns.push(pattern);
      else byWord.set(word, [pattern]);
    }
  });
  const patternsOf = [...byWord.values()];
  const { search } = needles([...byWord.keys()]);
  return function* (paste, start, end) {
    /** By word, and by pattern: one more than the line in which it was last seen. */
    const wordSeen = new Int32Array(patternsOf.length);
    const patternSeen = new Int32Array(wordsOfPatterns.length);
    let found: (readonly [index: number, patterns: number[]])[] = [];
    let last: number[] = [];
    let index = -1;
    let until = 0;
    const hit = (at: number, word: number): void => {
      if (at >= until) {
        index = paste.indexAt(at);
        until = paste.startOf(index + 1);
        found.push([index, (last = [])]);
      }
      if (wordSeen[word] === index + 1) return;
      wordSeen[word] = index + 1;
      for (const pattern of patternsOf[word] ?? []) {
        if (patternSeen[pattern] === index + 1) continue;
        patternSeen[pattern] = index + 1;
        last.push(pattern);
      }
    };
    const sorted = ([line, patterns]: readonly [number, number[]]): Found => ({
      index: line,
      patterns: patterns.sort((a, b) => a - b),
    });
    for (let from = start, state = 0; from < end; from += SEARCH_STEP) {
      const to = Math.min(from + SEARCH_STEP, end);
      state = search(paste.text, hit, from, to, state);
      // The last line may go on.
      const open = to < until ? found.pop() : undefined;
      yield* found.map(sorted);
      yield undefined;
      found = open ? [open] : [];
    }
    yield* found.map(sorted);
  };
}

const TOKEN =
  /\\.|\[(?:\\.|[^\]]){0,90}\]|\(\?(?:<\w+>|[:=!])|[()|^$.]|[?*+]\??|\{\d{1,6},?\d{0,6}\}\??|[^]/g;
const GAP = '\0';

/**
 * The longest run of plain characters that every match of a pattern holds, in lower case; empty when there is none.
 * Alternatives, classes and what may be absent end a run.
 */
export function literalOf({ source }: RegExp): string {
  const groups = [''];
  const open: string[] = [];
  const append = (text: string): void => {
    groups.push((groups.pop() ?? '') + text);
  };
  /** The last group or character, until a quantifier says whether it must be there. */
  let last = '';
  for (const [token] of source.matchAll(TOKEN)) {
    const optional = /^(?:[?*]|\{0)/.test(token);
    if (/^(?:[?*+]|\{\d)/.test(token)) {
      last = optional ? GAP : last + GAP;
      continue;
    }
    append(last);
    last = '';
    if (token.startsWith('(')) {
      groups.push('');
      open.push(token);
    } else if (token === ')') {
      const text = groups.pop() ?? '';
      last = text.includes('|') || /[=!]$/.test(open.pop() ?? '') ? GAP : text;
    } else if (/^(?:[[.^$|]|\\[\w])/.test(token)) last = token === '|' ? '|' : GAP;
    else last = token.at(-1) === '|' ? GAP : token.slice(-1);
  }
  append(last);
  const [text = ''] = groups;
  if (text.includes('|')) return '';
  return text
    .split(GAP)
    .reduce((longest, run) => (run.length > longest.length ? run : longest), '')
    .toLowerCase();
}
