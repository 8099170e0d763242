/** Exact answers: which pages a query names outright, before any full text is asked. Pure; the pages are given. */

import { SIGNAL_OFFSET, signalByName, signalByNumber } from '../tables/signals.ts';

/** A page that can be an answer. Words are in the reader's language and only passed through. */
export interface Answer {
  /** The exit status the page is about, 0-255, where it is about one. */
  readonly status?: number;
  readonly name: string;
  readonly title: string;
  /** Where the page is, from the language's home: `137/`, `guides/kubernetes/`. */
  readonly path: string;
  /** Words that mean this page, in any case and any language. */
  readonly aliases: readonly string[];
}

/** Full-width forms, case, quotes and runs of white space make no difference to what a query names. */
export function foldQuery(query: string): string {
  return query
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[“”"'‘’`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What people write around a number: "exit code 137", "Exited (137)", "status=137", "退出码：137", "$? is 139". */
const SAID_STATUS =
  /(?:exit(?:ed)?(?: with)?|codes?|status|return(?:ed|s)?|error|rc|退出码|退出代码|返回码|返回值|错误码|状态码|代码|退出|都是|\$\?)[\s:=(#为是]*(?:is |of |with |code |status )?\(?(\d{1,10})(?![\d.x])/g;
/** The other way round: "139 exit code", "141 exit status". */
const STATUS_SAID = /(?<![\d.-])(\d{1,3})(?= (?:exit|error|status|退出))/g;
const SAID_SIGNAL = /(?:signal|信号)[\s:=(#]*(\d{1,2})(?!\d)/g;
const SIGNAL_WORD = /(?<![a-z0-9_])sig[a-z]+[0-9]?(?:[+-]\d{1,2})?/g;
/** "-9", as Python writes a death by signal. */
const NEGATIVE = /(?<![\w.:)-])-(\d{1,2})(?![\w.])/g;
/** A number on its own that is too large to be a count of something. */
const LONE_NUMBER = /(?<![\w.:/-])(1\d\d|2[0-4]\d|25[0-5])(?![\w.:/-])/g;

/**
 * The pages a query names: a bare number first, then what the whole query is (a name or an alias), then statuses,
 * signals and aliases said within it. Best first, no page twice. Any text is fine; what names nothing yields nothing.
 */
export function exactAnswers(query: string, pages: readonly Answer[]): readonly Answer[] {
  const text = foldQuery(query);
  const said = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, digits]) => Number(digits));
  const ofSignal = (number: number | undefined) =>
    number !== undefined && signalByNumber(number) ? [SIGNAL_OFFSET + number] : [];
  const at = (statuses: readonly number[]) =>
    statuses.flatMap((status) => pages.find((page) => page.status === status) ?? []);

  const bare = /^\d{1,10}$/.test(text) ? [Number(text)] : [];
  const whole = pages.filter((page) =>
    [page.name, ...page.aliases].some((alias) => foldQuery(alias) === text),
  );
  const named = [
    ...ofSignal(signalByName(text)?.number),
    ...said(SAID_STATUS),
    ...said(STATUS_SAID),
    ...[...text.matchAll(SIGNAL_WORD)].flatMap(([word]) => ofSignal(signalByName(word)?.number)),
    ...said(SAID_SIGNAL).flatMap(ofSignal),
    ...said(NEGATIVE).flatMap(ofSignal),
  ];
  return [
    ...new Set([...at(bare), ...whole, ...at(named), ...pagesSaid(text, pages), ...at(said(LONE_NUMBER))]),
  ];
}

/** Pages with an alias inside the text, the longest alias first: the more of the text it explains, the surer. */
function pagesSaid(text: string, pages: readonly Answer[]): readonly Answer[] {
  return pages
    .map((page) => ({
      page,
      length: Math.max(
        0,
        ...page.aliases
          .map(foldQuery)
          .filter((alias) => says(text, alias))
          .map((alias) => alias.length),
      ),
    }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length)
    .map(({ page }) => page);
}

/** Whether a text contains a phrase as words of its own. Han has no spaces between words: there, containing is enough. */
function says(text: string, phrase: string): boolean {
  if (phrase.length < 2) return false;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + phrase.length] ?? ' ';
    const joined = (edge: string, neighbour: string) => /[a-z0-9]/.test(edge) && /[a-z0-9]/.test(neighbour);
    if (!joined(phrase[0] ?? '', before) && !joined(phrase.at(-1) ?? '', after)) return true;
  }
  return false;
}
