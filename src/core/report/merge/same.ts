/** Whether two mentions speak of one ending. */

import { SIGNAL_OFFSET } from '../../tables/signals.ts';
import type { Draft } from '../finding.ts';
import type { Group } from './group.ts';

/** True when either side says nothing or both say the same. */
export function agrees<T>(a: T | undefined, b: T | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

export function sameEnding(a: Group, b: Group): boolean {
  const [x, y] = [a.meaning, b.meaning];
  if (a.kind !== b.kind || !agrees(a.draft.state, b.draft.state)) return false;
  if (!sameThing(a.draft, b.draft) || !sameTime(a.draft, b.draft)) return false;
  if (a.kind !== 'ended') return bareReason(a.draft.reason) === bareReason(b.draft.reason);
  if (unknown(a) || unknown(b)) return unknown(a) && unknown(b) && agrees(a.draft.reason, b.draft.reason);
  // A row of `kubectl get pods` has the reason, the block of the container has the number, whatever that is.
  if (isOom(a) && isOom(b) && (a.draft.code === undefined || b.draft.code === undefined)) return true;
  if (x.windows !== y.windows) return false;
  if (x.signal !== undefined && x.signal === y.signal) return conflictFree(a.draft, b.draft);
  return (
    a.draft.code !== undefined &&
    (a.draft.code === b.draft.code || (x.exitStatus !== undefined && x.exitStatus === y.exitStatus))
  );
}

const unknown = ({ draft, meaning }: Group): boolean =>
  draft.code === undefined && meaning.signal === undefined && meaning.exitStatus === undefined;

export const isOom = ({ draft }: Group): boolean => bareReason(draft.reason) === 'OOMKilled';

/** An init container's reason without the mark of one. */
export const bareReason = (reason = ''): string => reason.replace(/^Init:/, '');

/** Two blocks that each describe an ending of their own are two endings, when their times differ. */
function sameTime(a: Draft, b: Draft): boolean {
  return (
    !a.span ||
    !b.span ||
    (agrees(a.finishedAt, b.finishedAt) && agrees(a.startedAt, b.startedAt)) ||
    a.finishedAt === undefined
  );
}

/** pm2 prints a code and a signal that contradict each other; they are not another process's signal. */
function conflictFree(a: Draft, b: Draft): boolean {
  const status = (code: number | undefined): number | undefined =>
    code === undefined ? undefined : code < 0 ? SIGNAL_OFFSET - code : code;
  return a.codeIsSignal || b.codeIsSignal || agrees(status(a.code), status(b.code));
}

export function sameThing(a: Draft, b: Draft): boolean {
  if (a.container === undefined || b.container === undefined) return true;
  const [x, y] = [a.naming ?? 'container', b.naming ?? 'container'];
  if (x !== y || x === 'step' || x === 'command') return true;
  return a.container === b.container;
}
