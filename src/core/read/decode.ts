/** Typed text -> ranked readings, or a refusal with its reason. */

import { INPUT_LIMIT, readInput } from './input.ts';
import type { Anchor, Input, Token } from './input.ts';
import { loneNameDrafts, nameDrafts } from './name-readings.ts';
import { nearestNames } from './nearest.ts';
import {
  exitStatusDraft,
  namedSignalDraft,
  numberDrafts,
  pairDrafts,
  signalDrafts,
} from './number-readings.ts';
import type { Draft } from './number-readings.ts';
import type {
  Agreement,
  Decoding,
  Origin,
  Reading,
  ReadingKind,
  Refusal,
  ShellStatus,
  Subject,
} from './reading.ts';
import { signalWordsIn } from '../tables/signal-words.ts';
import { signalByName } from '../tables/signals.ts';
import { namesOfStatus } from '../tables/status-names.ts';
import { SHIFT } from '../arithmetic/wait-status.ts';

export interface DecodeOptions {
  /** Where the reader saw it: changes the order of readings, and admits the unlikely ones of that place. */
  readonly seen?: Origin;
}

/** How many numbers and names of one input are decoded. */
export const SUBJECT_LIMIT = 8;

/** A refusal shows no more of the input than this many characters. */
const SHOWN_LIMIT = 80;

/**
 * Every meaning of what was typed, likeliest first. Total: any text gives at least one reading or a refusal, nothing
 * throws, time grows linearly up to `INPUT_LIMIT` characters and what lies behind is ignored. Numbers are exact at any
 * size; a bare number from 0 to 255 leads with the exit status of itself unless `seen` says otherwise.
 */
export function decode(text: string, options: DecodeOptions = {}): Decoding {
  const input = readInput(text);
  if (input.text === '') {
    return text.length > INPUT_LIMIT
      ? { kind: 'refusal', reason: 'too-long', limit: INPUT_LIMIT }
      : { kind: 'refusal', reason: 'empty' };
  }
  const found = distinct(subjectsOf(input, options.seen));
  const [first, ...others] = found;
  if (!first) return refuse(input);
  return {
    kind: 'readings',
    subjects: [first, ...others.slice(0, SUBJECT_LIMIT - 1)],
    omitted: Math.max(0, found.length - SUBJECT_LIMIT),
  };
}

function subjectsOf(input: Input, seen: Origin | undefined): readonly Subject[] {
  const { tokens, text, phrase, coreDumped } = input;
  const lone = loneNameDrafts(phrase, coreDumped);
  if (lone.length > 0) return subject({ written: phrase }, lone, seen);
  const anchored = tokens.some(
    (token) =>
      token.kind === 'pair' ||
      token.kind === 'labelled' ||
      (token.kind === 'number' && token.anchor !== undefined && token.anchor !== 'other'),
  );
  const spoken = anchored ? undefined : signalWordsIn(text);
  // In a sentence, a number counts when words say that it is a code, or when nothing else does.
  const counts = (token: Token): boolean =>
    token.kind !== 'number' || (token.anchor ? token.anchor !== 'other' : !anchored && !spoken);
  const read = (list: readonly Token[]): readonly Subject[] =>
    list.flatMap((token) => subjectOf(token, input, seen));
  const certain = read(tokens.filter(counts));
  if (certain.length > 0) return certain;
  if (spoken) return subject({ written: phrase }, [namedSignalDraft(spoken, coreDumped)], seen);
  return tokens.every((token) => token.kind === 'number') ? read(tokens) : [];
}

function subjectOf(token: Token, { coreDumped }: Input, seen: Origin | undefined): readonly Subject[] {
  const { written } = token;
  switch (token.kind) {
    case 'number': {
      const { value, anchor, corrected } = token;
      const drafts = anchoredDrafts(value, anchor, seen);
      return subject({ written, value, ...(corrected !== undefined && { corrected }) }, drafts, seen);
    }
    case 'pair': {
      const value = BigInt(token.exitStatus * SHIFT + token.signal);
      return subject({ written, value }, pairDrafts(token.exitStatus, token.signal), seen);
    }
    case 'labelled': {
      const { value, label } = token;
      return subject({ written, value }, labelledDrafts(Number(value), label, coreDumped), seen);
    }
    case 'word':
      return subject({ written }, nameDrafts(written, token.afterSignal, coreDumped), seen);
    case 'fraction':
      return [];
  }
}

/** `signal 9` can only be a signal; `wait status 137` and `exit 256` lead with what the words say. */
function anchoredDrafts(
  value: bigint,
  anchor: Anchor | undefined,
  seen: Origin | undefined,
): readonly Draft[] {
  const wait = anchor === 'wait' || seen === 'wait';
  const drafts = numberDrafts(value, { wait, windows: seen === 'windows' });
  const leading = (kind: ReadingKind): readonly Draft[] => drafts.filter((draft) => draft.kind === kind);
  if (anchor === 'signal' && drafts[0]?.kind === 'exit-status') {
    const signals = leading('signal');
    return signals.length > 0 ? signals : drafts;
  }
  // An argument of exit(3) that needs no cutting is the status itself, one beyond 16 bits was hardly typed by hand.
  const first =
    anchor === 'wait'
      ? leading('wait-status')
      : anchor === 'call' && drafts[0]?.kind !== 'exit-status' && value > -0x10000n && value < 0x10000n
        ? leading('truncated')
        : [];
  return [...first, ...drafts.filter((draft) => !first.includes(draft))];
}

/** systemd's `status=9/KILL` is a signal, `status=203/EXEC` an exit status; any other label says nothing. */
function labelledDrafts(number: number, label: string, coreDumped: boolean): Draft[] {
  if (signalByName(label)?.number === number) {
    const drafts = signalDrafts(number, ['systemd']);
    return coreDumped ? drafts.map((draft) => ({ ...draft, coreDumped })) : drafts;
  }
  const upper = label.toUpperCase();
  const named = namesOfStatus(number).some((entry) => entry.name.endsWith(`_${upper}`));
  return named
    ? [exitStatusDraft(number, ['systemd'])]
    : numberDrafts(BigInt(number), { wait: false, windows: false });
}

/** Ranks the drafts: what `seen` prints goes first, otherwise the order stays. */
function subject(
  head: Pick<Subject, 'written' | 'value' | 'corrected'>,
  drafts: readonly Draft[],
  seen: Origin | undefined,
): readonly Subject[] {
  const printed = (draft: Draft): boolean => seen !== undefined && draft.printedBy.includes(seen);
  const ranked = [...drafts.filter(printed), ...drafts.filter((draft) => !printed(draft))];
  const [first, ...others] = ranked.map((draft, rank): Reading => ({
    ...draft,
    confidence: rank === 0 ? 'most-likely' : 'possible',
  }));
  return first ? [{ ...head, readings: [first, ...others], agreed: agreementOf([first, ...others]) }] : [];
}

function agreementOf([first, ...others]: Subject['readings']): Agreement {
  const keys = ['exitStatus', 'signal', 'coreDumped', 'windows'] as const;
  const same = keys.filter(
    (key) => first[key] !== undefined && others.every((other) => other[key] === first[key]),
  );
  return Object.fromEntries(same.map((key) => [key, first[key]]));
}

/** Drops what is said twice: `-1073741819 (0xC0000005)`, and the `signal 9: SIGKILL` that explains a 137. */
function distinct(subjects: readonly Subject[]): readonly Subject[] {
  const seen = new Set<string>();
  return subjects.filter((subject) => {
    const [lead] = subject.readings;
    const own = String(subject.value ?? subject.written.toLowerCase());
    const key = lead.windows ?? (lead.kind === 'signal' ? lead.signal : own);
    const keys = [key, ...(lead.signal === undefined ? [] : [lead.signal])];
    const known = seen.has(key);
    keys.forEach((each) => seen.add(each));
    return !known;
  });
}

function refuse({ tokens, phrase, text }: Input): Refusal {
  const fraction = tokens.find((token) => token.kind === 'fraction');
  if (fraction) {
    return {
      kind: 'refusal',
      reason: 'fraction',
      written: fraction.written.slice(0, SHOWN_LIMIT),
      shells: shellsOnFraction(fraction.whole),
    };
  }
  const signal = tokens.find((token) => token.kind === 'word' && /^sig\w/i.test(token.written));
  const written = (signal?.written ?? (phrase || text)).slice(0, SHOWN_LIMIT);
  const reason = signal ? 'unknown-signal' : 'unknown-name';
  return { kind: 'refusal', reason, written, nearest: nearestNames(written) };
}

/**
 * What `exit 3.5` leaves, from runs of bash 5.2, dash 0.5.12, busybox 1.35, mksh 59c, fish 3.6, tcsh 6.24, zsh 5.9 and
 * ksh93u+m 1.0.4: the last two take the whole part, the others complain and fail.
 */
function shellsOnFraction(whole: bigint): readonly ShellStatus[] {
  const refusing = { bash: 2, dash: 2, busybox: 2, mksh: 1, fish: 2, tcsh: 1 };
  const status = Number(BigInt.asUintN(8, whole));
  return [
    ...Object.entries(refusing).map(([shell, refusal]) => ({ shell, status: refusal, refused: true })),
    ...['zsh', 'ksh93'].map((shell) => ({ shell, status, refused: false })),
  ];
}
