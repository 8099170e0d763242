/**
 * A clue is a line that says why something ended without being an ending itself: `Liveness probe failed`, `bash: x:
 * command not found`, `Stopping container web`. Clues never become findings; they give findings their cause.
 */

import type { Cause } from './causes.ts';
import type { Line } from './paste.ts';

/**
 * Which endings a clue can explain.
 *
 * - any: every ending.
 * - failure: every ending but a success.
 * - code: a program that ended by itself with a number that is not 0 and stands for no signal.
 * - kill: SIGKILL.
 * - stop: what follows when something is asked to stop: SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGKILL after the grace
 *   period, or a number of the program's own choice.
 * - term: SIGTERM and SIGINT alone.
 * - quit: as stop, and a success of the present state: it obeyed.
 * - start: something that did not get as far as its own first instruction: 1, 125 to 128, 203, 255.
 * - exec: as start, and no number of a program's own.
 * - abort: SIGABRT, SIGTRAP.
 * - lost: 255, -1 and the fillers of a record that nobody has.
 * - waiting: a container that is held back before it ever ran.
 */
export type Explains =
  | 'any'
  | 'failure'
  | 'code'
  | 'kill'
  | 'stop'
  | 'quit'
  | 'term'
  | 'start'
  | 'exec'
  | 'abort'
  | 'crash'
  | 'lost'
  | 'waiting';

/**
 * How far a clue without a name reaches.
 *
 * - next: to one ending: the next one below that it can explain, or else the nearest above.
 * - close: as next, but only to one that follows at once: what may be written at any time.
 * - once: to the first ending below it, however far.
 * - below: to every ending below it.
 * - all: to every ending of the paste.
 */
export type Reach = 'next' | 'close' | 'once' | 'below' | 'all';

export interface Clue {
  readonly cause: Cause;
  /** 1-based. */
  readonly line: number;
  /** The container, pod, unit or process that it names. */
  readonly about?: string;
  /** Who wrote the line, where several write into one log. */
  readonly writer?: string;
  /** The writer stands in a column, as compose writes it: another container's line says nothing of this one. */
  readonly inColumn?: true;
  readonly explains: Explains;
  readonly reach: Reach;
  /** Only what it explains because something else failed: never the root while there is one. */
  readonly sibling?: true;
  /** Nothing was seen to happen: it is only set up so that it could. */
  readonly suspected?: true;
  /** Proves as much as another one of its cause and says less: a frame of a stack. */
  readonly weak?: true;
}

export interface ClueRule {
  readonly cause: Cause;
  /** With the flag g; the group `about` is the name. */
  readonly pattern: RegExp;
  readonly explains: Explains;
  readonly reach: Reach;
  readonly sibling?: true;
  readonly weak?: true;
  /** As of a rule: lower case, every match holds one of them. */
  readonly words?: readonly string[];
}

export const clue = (
  cause: Cause,
  explains: Explains,
  reach: Reach,
  pattern: RegExp,
  rest: Pick<ClueRule, 'words' | 'sibling' | 'weak'> = {},
): ClueRule => ({ cause, explains, reach, pattern, ...rest });

/** The clue of one rule on a line, undefined when there is none. */
export function readClue(
  { cause, explains, reach, pattern, sibling, weak }: ClueRule,
  line: Line,
): Clue | undefined {
  const bare = line.text.replace(WRITTEN_BY, '');
  pattern.lastIndex = 0;
  let match = pattern.exec(line.text);
  if (!match && bare !== line.text) {
    pattern.lastIndex = 0;
    match = pattern.exec(bare);
  }
  // The output of a health check says why that failed, not why the container ended.
  if (!match || /"Output" ?: ?"/.test(line.text)) return undefined;
  const about = match.groups?.['about'] ?? match.groups?.['aboutB'];
  const writer = about === undefined ? writerOf(line.text) : undefined;
  return {
    cause,
    explains,
    reach,
    line: line.number,
    ...(about && { about }),
    ...(writer !== undefined && {
      writer: writer[1] ?? '',
      ...(COLUMN.test(line.text) && { inColumn: true }),
    }),
    ...(sibling && { sibling }),
    ...(weak && { weak }),
  };
}

/** What collectors of logs write before a line: when, where and by whom it was written; pm2 writes `0|api  | `. */
const WRITTEN_BY =
  /^(?:\d{4}-\d\d-\d\d[T ][\d:.,]{8,18}(?:Z|[+-]\d\d:?\d\d)? {1,3})?(?:\w{3} [ \d]\d [\d:]{8} )?(?:[\w.-]{1,80} {1,3}[\w./()-]{1,60}\[\d{1,10}\]: |(?:heroku|app)\[[\w.-]{1,60}\]: |(?:\d{1,5}\|)?\w[\w.-]{0,80} {0,30}\| )?/;

/** Who wrote a line of a log that several write: compose and foreman `web-1  | text`, Heroku `app[web.1]: text`. */
function writerOf(text: string): RegExpExecArray | undefined {
  return (
    COLUMN.exec(text) ??
    /\b(?:heroku|app)\[([\w.-]{1,60})\]: /.exec(text) ??
    /^\[([a-z][\w.-]{0,40})\] /.exec(text) ??
    undefined
  );
}

const COLUMN = /^\s{0,4}(?:\d{2}:\d{2}:\d{2} )?([\w][\w.-]{0,80}?) {1,30}\| /;
