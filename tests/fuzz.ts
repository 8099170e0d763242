/** Random and mutated pastes, from a seed: the same texts in every run, so that a fault can be seen again. */

import { decode } from '../src/core/read/decode.ts';
import { causeOfLine, isReport, readReport } from '../src/core/report/index.ts';
import { readPaste } from '../src/core/report/paste.ts';
import { finish, readInSteps } from '../src/core/report/reader.ts';
import { SHARDS } from '../src/core/report/shards/all.ts';
import { partsFor } from '../src/core/report/shards/index.ts';
import { rulesOf } from '../src/core/report/shards/shard.ts';

/** A generator of numbers from 0 to below 1: mulberry32, which needs no more state than its seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  ...'{}[]:,"\'\\|>- \t\n\r\0=()/<>&;#*%$',
  ...(
    'exitCode ExitCode exit code status signal terminated waiting running lastState state reason message Killed Error ' +
    'OOMKilled Evicted Reason: Containers: Events: Warning Name: pod/ container failed exited with code killed by 137 -9 ' +
    '0xC0000005 143 1 0 255 4294967295 99999999999 1970-01-01T00:00:00Z 0001 liveness probe Back-off 退出码 段错误 ： \u200b ' +
    '１３７ －９ ＳＩＧＫＩＬＬ \u202e \u2028 ' +
    '\x1b[31m \ud800 SIGTERM (core dumped) make: *** npm ERR! systemd[1]: slurmstepd: Traceback panic: at line'
  ).split(' '),
];

export function randomText(random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const length = Math.floor(random() * 40);
  // One in ten is any character: of every plane, half of a pair, of another direction, none at all.
  const parts = Array.from({ length }, () =>
    random() < 0.1
      ? String.fromCodePoint(Math.floor(random() * (random() < 0.5 ? 0x1_0000 : 0x11_0000)))
      : pick(PIECES),
  );
  return parts.join(random() < 0.5 ? ' ' : '');
}

/** A real text with pieces cut, doubled, moved and replaced. */
export function mutated(text: string, random: () => number): string {
  let result = text;
  for (let count = 1 + Math.floor(random() * 6); count > 0; count--) {
    const from = Math.floor(random() * result.length);
    const to = Math.min(result.length, from + Math.floor(random() * 60));
    const piece = result.slice(from, to);
    const [head, tail] = [result.slice(0, from), result.slice(to)];
    const how = random();
    if (how < 0.3) result = head + tail;
    else if (how < 0.5) result = head + piece + piece + tail;
    else if (how < 0.7) result = head + randomText(random) + tail;
    else if (how < 0.85) result = tail + piece + head;
    else result = head + piece.replace(/\n/g, random() < 0.5 ? ' ' : '\n\n') + tail;
  }
  return result;
}

/** What is wrong with the decoder's answer to a text, undefined when nothing is. */
export function decoderFaultOf(text: string): string | undefined {
  try {
    const told = (): string =>
      JSON.stringify(decode(text), (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
    return told() === told() ? undefined : 'asked twice, it answers differently';
  } catch (error) {
    return String(error);
  }
}

/** What is wrong with the report of a text, undefined when nothing is. */
export function faultOf(text: string): string | undefined {
  try {
    const { findings, verdicts, lines } = readReport(text);
    for (const { line, evidence, exitStatus, count, rank, code, restarts, coreDumped } of findings) {
      if (code !== undefined && !(Math.abs(code) <= 0xffff_ffff && Number.isInteger(code)))
        return `code ${code}`;
      if (restarts !== undefined && !(restarts >= 0 && restarts <= 0x7fff_ffff))
        return `${restarts} restarts`;
      if (coreDumped !== undefined && !coreDumped) return 'a core that was not dumped';
      if (line < 1 || line > lines) return `line ${line} of ${lines}`;
      if (evidence.length === 0) return 'a finding without evidence';
      const strange = evidence.find((each) => each < 1 || each > lines);
      if (strange !== undefined) return `evidence on line ${strange} of ${lines}`;
      if (exitStatus !== undefined && !(exitStatus >= 0 && exitStatus <= 255))
        return `exit status ${exitStatus}`;
      if (count < 1 || findings[rank]?.rank !== rank) return 'counts or ranks that do not fit';
    }
    if (findings.length > 0 && verdicts.length === 0) return 'findings without a verdict';
    const told = verdicts.reduce((sum, { follows }) => sum + 1 + follows.length, 0);
    if (told !== findings.length) return `${findings.length} findings, ${told} of them in verdicts`;
    isReport(text);
    causeOfLine(text.slice(0, 400));
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/**
 * How two readings of a text differ, undefined when they do not: one after the other, after another text in between, and
 * with the parts of the rules alone that the text shows signs of, as a page reads it.
 */
export function disagreementOf(text: string, between: string): string | undefined {
  const first = JSON.stringify(readReport(text));
  if (JSON.stringify(readReport(text)) !== first) return 'read twice, it is read differently';
  readReport(between);
  if (JSON.stringify(readReport(text)) !== first) return 'after another text it is read differently';
  const paste = readPaste(text);
  const rules = rulesOf([SHARDS.base, ...partsFor(paste.text).map((name) => SHARDS[name])]);
  if (JSON.stringify(finish(readInSteps(paste, rules))) !== first)
    return 'by its parts it is read differently';
  return undefined;
}
