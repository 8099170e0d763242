/** One line: whether it is more than a number or a name, and why, as far as it says so: `OOMKilled`, `137`. */

import { decode } from '../read/decode.ts';
import type { Cause } from './causes.ts';
import { explain } from './cause/explain.ts';
import { readClue } from './clue.ts';
import type { Finding } from './finding.ts';
import { groupOf } from './merge/group.ts';
import type { Group } from './merge/group.ts';
import type { Reading } from '../read/reading.ts';
import { isOneLine } from './one-line.ts';
import { readPaste } from './paste.ts';
import { finish, readInSteps } from './reader.ts';
import type { Rules } from './reader.ts';
import { signalIn } from './signal-in.ts';

/** The cause of the first thing that a line names; undefined where none follows from it. */
export function causeOfLine(text: string, { clues: rules }: Rules): Cause | undefined {
  const decoding = decode(text);
  if (decoding.kind === 'refusal') return undefined;
  const [{ readings }] = decoding.subjects;
  const [lead] = readings;
  const line = readPaste(text).line(0);
  // "OOM" and 内存不足 do not say whose memory was short, as the reason that they are an alias of does.
  if (lead.kind === 'reason' && lead.reason === 'OOMKilled' && !/oom.?killed/i.test(text)) return 'memory';
  const group = groupOfLead(lead);
  const clues = rules.flatMap((rule) => {
    const clue = readClue(rule, line);
    return clue ? [{ ...clue, reach: 'all' as const }] : [];
  });
  const cause = finish(explain([group], clues))[0]?.cause;
  return cause === 'unknown' ? undefined : cause;
}

/**
 * Whether findings answer a text rather than the readings of one number or name: it has more than one line, or one
 * line in a known format that holds more than that. What says one thing twice (`-1073741819 (0xC0000005)`, the signal
 * beside its exit status) holds one, as `decode` counts; whose code it is, or its reason, is more.
 */
export function isReport(text: string, rules: Rules): boolean {
  const first = text.trim();
  if (first === '') return false;
  if (!isOneLine(first)) return true;
  const found = finish(readInSteps(readPaste(first), rules)).findings;
  // What a shell says of a command that it could not run has a status, which the answer to a question knows.
  const findings = found.filter(
    ({ family, code, signal }) => family !== 'shells' || code !== undefined || signal !== undefined,
  );
  if (findings.length > 1 || findings.some(saysMore)) return true;
  const decoding = decode(first);
  const one = decoding.kind === 'readings' && decoding.subjects.length === 1;
  return !one && findings.some(({ family }) => family !== 'prose');
}

function saysMore({ container, code, reason }: Finding): boolean {
  return container !== undefined || (code !== undefined && reason !== undefined && !signalIn(reason));
}

/** A reading as if it were an ending of which a text tells nothing more. */
function groupOfLead(lead: Reading): Group {
  const code = lead.kind === 'reason' || lead.kind === 'signal' ? undefined : lead.exitStatus;
  return groupOf({
    line: 1,
    family: 'prose',
    ...(code !== undefined && { code }),
    ...(lead.kind === 'signal' && { signal: lead.signal }),
    ...(lead.kind === 'reason' && { reason: lead.reason }),
  });
}
