/** Pasted output -> findings, by every rule that there is. Adding a format is adding one file and its line in a shard. */

import { pasteInSteps, readPaste } from './paste.ts';
import { finish, readInSteps as inSteps } from './reader.ts';
import type { Report } from './reader.ts';
import { ALL } from './shards/all.ts';
import * as line from './line.ts';
import type { Cause } from './causes.ts';

export type { Finding, FindingKind } from './finding.ts';
export type { Report } from './reader.ts';
export type { Verdict } from './verdict.ts';
export type { Cause } from './causes.ts';
export { FINDING_LIMIT } from './cause/chain.ts';
export { PASTE_LIMIT } from './limit.ts';

/** Everything in the paste that ended, waits or happened. Any text is accepted; time is linear in its length. */
export function readReport(text: string): Report {
  return finish(inSteps(readPaste(text), ALL));
}

/** As `readReport`, in steps that each take well below a millisecond: see `reader.ts`. */
export function* readInSteps(text: string): Generator<(() => Report) | undefined, Report> {
  const paste = yield* pasteInSteps(text);
  return yield* inSteps(paste, ALL);
}

/** Whether findings answer a text rather than the readings of one number or name: see `line.ts`. */
export function isReport(text: string): boolean {
  return line.isReport(text, ALL);
}

/** The cause of the first thing that a line names; undefined where none follows from it. */
export function causeOfLine(text: string): Cause | undefined {
  return line.causeOfLine(text, ALL);
}
