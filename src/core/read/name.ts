/** What a name can mean. */

import {
  exitStatusDraft,
  foreignSignalDraft,
  namedSignalDraft,
  negativeDrafts,
  windowsDraft,
} from './number.ts';
import type { Draft } from './number.ts';
import { foreignSignal } from '../tables/platforms.ts';
import { reasonByName } from '../tables/reasons.ts';
import { signalOfWords } from '../tables/signal-words.ts';
import { signalByName } from '../tables/signals.ts';
import { statusByName } from '../tables/status-names.ts';
import { windowsByName } from '../tables/windows.ts';

function signalDrafts(name: string, coreDumped: boolean): Draft[] {
  // Python prints a signal of its enum as `Signals.SIGKILL`.
  const plain = name.replace(/^signals\.(?=sig)/i, '');
  const signal = signalByName(plain) ?? signalOfWords(plain);
  if (signal) return [namedSignalDraft(signal, coreDumped)];
  const foreign = foreignSignal(plain);
  return foreign ? [foreignSignalDraft(foreign.name)] : [];
}

function statusDrafts(name: string): Draft[] {
  const entry = statusByName(name);
  if (!entry) return [];
  return [
    exitStatusDraft(entry.status, entry.convention === 'sysexits' ? ['shell', 'systemd'] : ['systemd']),
  ];
}

/** The readings of a reason by the name that a system prints, or by the words for it that `reasonByName` knows. */
export function reasonDrafts(name: string): Draft[] {
  const reason = reasonByName(name);
  if (!reason) return [];
  const { exitStatuses } = reason;
  const [only] = exitStatuses.length === 1 ? exitStatuses : [];
  return [
    {
      kind: 'reason',
      reason: reason.name,
      exitStatuses,
      printedBy: [reason.source],
      target: { kind: 'reason', name: reason.name },
      ...(only !== undefined && { exitStatus: only }),
    },
  ];
}

/**
 * The readings of a name inside a sentence: one that cannot be an ordinary word, or a signal's after the word `signal`.
 * Empty for any other.
 */
export function nameDrafts(written: string, afterSignal: boolean, coreDumped: boolean): Draft[] {
  // psutil's enum of negative signals, as Airflow prints it: Negsignal.SIGKILL is -9.
  const negative = /^negsignal\.(\w+)$/i.exec(written);
  if (negative) return negativeDrafts(BigInt(-(signalByName(negative[1] ?? '')?.number ?? 0)), ['airflow']);
  if (afterSignal || /^(?:signals\.)?(?:sig|rtm(?:in|ax))/i.test(written)) {
    return signalDrafts(written, coreDumped);
  }
  if (/^ex(?:it)?_/i.test(written)) return statusDrafts(written);
  const windows = windowsByName(written);
  if (windows) return [windowsDraft(BigInt(windows.value))];
  const reason = reasonByName(written);
  // Error, Unknown, Completed and Terminated are words before they are reasons.
  return reason && (/[A-Z]\w*[A-Z]|[-_]/.test(reason.name) || reason.name === 'Evicted')
    ? reasonDrafts(written)
    : [];
}

/** The readings of a name that stands alone: signals, exit statuses and reasons; empty when nothing bears it. */
export function loneNameDrafts(name: string, coreDumped: boolean): Draft[] {
  return [...signalDrafts(name, coreDumped), ...statusDrafts(name), ...reasonDrafts(name)];
}
