/** Typed text -> ranked readings, or a refusal with its reason. */

import { INPUT_LIMIT, readInput } from './grammar.ts';
import type { Input, Token } from './grammar.ts';
import { loneNameDrafts, nameDrafts, reasonDrafts } from './name.ts';
import { nearestNames } from './nearest.ts';
import { exitStatusDraft, namedSignalDraft, numberDrafts, pairDrafts, signalDrafts } from './number.ts';
import type { Context, Draft } from './number.ts';
import { documented, programOf, programsIn } from './programs.ts';
import type { Mention, ProgramTable, Tables } from './programs.ts';
import type {
  Agreement,
  Arithmetic,
  Decoding,
  Origin,
  Reading,
  Refusal,
  ShellStatus,
  Subject,
} from './reading.ts';
import { SHIFT } from '../arithmetic/wait-status.ts';
import { isLineOfShell, statusOfShellWords } from '../tables/shell-words.ts';
import { signalWordsIn } from '../tables/signal-words.ts';
import { signalByName } from '../tables/signals.ts';
import { namesOfStatus, printedName } from '../tables/status-names.ts';
import { windowsByValue } from '../tables/windows.ts';

export interface DecodeOptions {
  /** Where the reader saw it: changes the order of readings, and admits the unlikely ones of that place. */
  readonly seen?: Origin | undefined;
  /** Programs with numbers of their own. Without them a program's name is a word like any other. */
  readonly tables?: Tables | undefined;
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
  const { seen, tables } = options;
  const programs = tables?.programs ?? [];
  const mentions = programs.length > 0 ? programsIn(input.text, programs) : [];
  const found = distinct(subjectsOf(input, { seen, mentions, batch: BATCH.test(input.text) }));
  const [first, ...others] = found;
  if (!first) return refuse(input);
  return {
    kind: 'readings',
    subjects: [first, ...others.slice(0, SUBJECT_LIMIT - 1)],
    omitted: Math.max(0, found.length - SUBJECT_LIMIT),
  };
}

/** A text about a batch system: its numbers below zero are likelier than signals then. */
const BATCH = /\b(?:pbs|openpbs|torque|qsub|qstat|tracejob|exit_status|yarn|nodemanager|applicationmaster)\b/;

/** The kernel's own line, `app[7]: segfault at 0 ip … error 4 in libc.so`: its numbers are an address and a page fault. */
const KERNEL_FAULT = /\bsegfault at [\da-f]+\b/;

/** "no oom in dmesg", "not SIGKILL", "没有 OOM": what is named so is not what happened. */
const DENIED = /(?:\b(?:no|not|non|without|never)|n['’]t|没有|不是|并非)[\s-]{0,3}$/;

/** Characters before a name in which such a word is looked for. */
const DENIAL_REACH = 16;

interface Setting {
  readonly seen: Origin | undefined;
  readonly mentions: readonly Mention[];
  readonly batch: boolean;
}

/** A number that can be a code where nothing says that it is one: in a sentence it may count anything. */
function plausible(value: bigint): boolean {
  const n = Number(value);
  return (n >= -64 && n <= 255) || Math.abs(n) >= 0x4000_0000 || windowsByValue(n) !== undefined;
}

function subjectsOf(input: Input, setting: Setting): readonly Subject[] {
  const { tokens, text, phrase, coreDumped } = input;
  const lone = loneNameDrafts(phrase, coreDumped);
  if (lone.length > 0) return subject({ written: phrase, said: true }, lone, setting.seen);
  const fault = KERNEL_FAULT.test(text);
  const programs = new Map<Token, ProgramTable>(
    tokens.flatMap((token) => {
      const program =
        token.kind === 'number' &&
        !fault &&
        !isLineOfShell(text, token.at, token.at + token.written.length) &&
        programOf(
          text,
          [token.at, token.at + token.written.length],
          setting.mentions,
          token.anchor !== undefined && token.anchor !== 'issue',
        );
      return program ? [[token, program] as const] : [];
    }),
  );
  /** Words or the form of a token say what it is. */
  const says = (token: Token): boolean => {
    if (token.kind === 'number' && fault) return false;
    if (token.kind === 'number')
      return token.anchor ? token.anchor !== 'other' && token.anchor !== 'issue' : programs.has(token);
    return token.kind === 'pair' ? !token.clock : token.kind === 'labelled' || token.kind === 'result';
  };
  const anchored = tokens.some(says);
  const spoken = anchored ? undefined : (signalWordsIn(text) ?? undefined);
  const alone = tokens.length === 1 && /^\W*$/.test(text.replace(tokens[0]?.written.toLowerCase() ?? '', ''));
  const onlyNumbers = tokens.every((token) => token.kind === 'number' || token.kind === 'pair');
  // In a sentence, a number counts when words say that it is a code, or when nothing else does.
  const counts = (token: Token): boolean => {
    if (token.kind === 'pair') return !token.clock || setting.seen === 'slurm';
    if (token.kind !== 'number' || says(token)) return true;
    return token.anchor === undefined && !anchored && !spoken && (onlyNumbers || plausible(token.value));
  };
  const named = ({ kind, at }: Token): boolean =>
    kind === 'word' && !DENIED.test(text.slice(Math.max(0, at - DENIAL_REACH), at));
  const read = (list: readonly Token[]): readonly Subject[] =>
    list.flatMap((token) =>
      subjectOf(token, input, setting, alone || named(token) || says(token), programs.get(token)),
    );
  const certain = read(tokens.filter(counts));
  const status = anchored ? undefined : statusOfShellWords(text);
  // `bash: line 1: foo: command not found`: the words say more than the line's number.
  if (status !== undefined && certain.every(({ said, value }) => !said && value !== undefined)) {
    return subject({ written: phrase, said: true }, [exitStatusDraft(status, ['shell'])], setting.seen);
  }
  if (certain.length > 0) return certain;
  if (spoken) {
    return subject({ written: phrase, said: true }, [namedSignalDraft(spoken, coreDumped)], setting.seen);
  }
  // `#137`, and nothing beside it.
  const issues = tokens.every((token) => token.kind === 'number' && token.anchor === 'issue');
  return issues ? read(tokens) : [];
}

function subjectOf(
  token: Token,
  { coreDumped }: Input,
  { seen, batch }: Setting,
  said: boolean,
  program: ProgramTable | undefined,
): readonly Subject[] {
  const { written } = token;
  switch (token.kind) {
    case 'number': {
      const { value, anchor, corrected } = token;
      const head = { written, value, said, ...(corrected !== undefined && { corrected }) };
      if (!program) return subject(head, numberDrafts(value, { anchor, seen, batch }), seen);
      // Beside a program's name a number is a code, whatever else it could be.
      const context: Context = { anchor: anchor ?? 'status', seen, batch };
      const drafts = [...programDrafts(program, value), ...numberDrafts(value, context)];
      return subject({ ...head, program: program.slug }, drafts, seen);
    }
    case 'pair': {
      const value = BigInt(token.exitStatus * SHIFT + token.signal);
      return subject({ written, value, said }, pairDrafts(token.exitStatus, token.signal), seen);
    }
    case 'labelled': {
      const { value, label } = token;
      return subject({ written, value, said }, labelledDrafts(Number(value), label, coreDumped), seen);
    }
    case 'result':
      return subject({ written, said }, reasonDrafts(written), seen);
    case 'word':
      return subject({ written, said }, nameDrafts(written, token.afterSignal, coreDumped), seen);
    case 'fraction':
      return [];
  }
}

/** What a program of the tables documents about its number, by its address there; empty when it documents nothing. */
function programDrafts(program: ProgramTable, value: bigint): Draft[] {
  const entry = documented(program, Number(value));
  if (!entry) return [];
  const { slug } = program;
  return [
    {
      kind: 'program',
      program: slug,
      code: entry.code,
      ...(value >= 0n && value <= 255n && { exitStatus: Number(value) }),
      printedBy: [],
      target: {
        kind: 'program',
        program: slug,
        ...(!entry.parts && { code: entry.code }),
        ...(entry.range !== undefined && { range: entry.range }),
      },
      arithmetic: sumOf(entry.parts ?? [entry.code]),
      ...(entry.parts && { parts: entry.parts }),
    },
  ];
}

function sumOf([first = 0, ...others]: readonly number[]): Arithmetic {
  return {
    start: { role: 'value', value: BigInt(first) },
    steps: others.map((part) => ({ op: 'add', role: 'value', value: BigInt(part) })),
  };
}

/** systemd's `status=9/KILL` is a signal, `status=203/EXEC` an exit status; any other label says nothing. */
function labelledDrafts(number: number, label: string, coreDumped: boolean): Draft[] {
  if (signalByName(label)?.number === number) {
    const drafts = signalDrafts(number, ['systemd']);
    return coreDumped ? drafts.map((draft) => ({ ...draft, coreDumped })) : drafts;
  }
  const upper = label.toUpperCase();
  const named = namesOfStatus(number).some(({ name }) => printedName(name) === upper);
  return named ? [exitStatusDraft(number, ['systemd'])] : numberDrafts(BigInt(number));
}

/** Ranks the drafts: what `seen` prints goes first, otherwise the order stays. A program's own number always leads. */
function subject(
  head: Pick<Subject, 'written' | 'value' | 'corrected' | 'program' | 'said'>,
  drafts: readonly Draft[],
  seen: Origin | undefined,
): readonly Subject[] {
  const printed = ({ kind, printedBy }: Draft): boolean =>
    (kind === 'program' && head.program !== undefined) ||
    (seen !== undefined && (printedBy.includes(seen) || (seen === 'shell' && printedBy.includes('ksh93'))));
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
  const numbered = tokens.find((token) => token.kind === 'number' && token.anchor === 'signal');
  if (numbered)
    return { kind: 'refusal', reason: 'no-signal', written: numbered.written.slice(0, SHOWN_LIMIT) };
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
