/** Why something ended, as one line says it that is no report: `OOMKilled`, `bash: foo: command not found`, `137`. */

import { decode } from '../read/decode.ts';
import type { Cause } from './causes.ts';
import { explain } from './cause/explain.ts';
import { readClue } from './clue.ts';
import { CLUES } from './clues/index.ts';
import { groupOf } from './merge/group.ts';
import { readPaste } from './paste.ts';

/** The cause of the first thing that a line names; undefined where none follows from it. */
export function causeOfLine(text: string): Cause | undefined {
  const decoding = decode(text);
  if (decoding.kind === 'refusal') return undefined;
  const [{ readings }] = decoding.subjects;
  const [lead] = readings;
  const code = lead.kind === 'reason' || lead.kind === 'signal' ? undefined : lead.exitStatus;
  const line = readPaste(text).line(0);
  // "OOM" and 内存不足 do not say whose memory was short, as the reason that they are an alias of does.
  if (lead.kind === 'reason' && lead.reason === 'OOMKilled' && !/oom.?killed/i.test(text)) return 'memory';
  const group = groupOf({
    line: 1,
    family: 'prose',
    ...(code !== undefined && { code }),
    ...(lead.kind === 'signal' && { signal: lead.signal }),
    ...(lead.kind === 'reason' && { reason: lead.reason }),
  });
  const clues = CLUES.flatMap((rule) => {
    const clue = readClue(rule, line);
    return clue ? [{ ...clue, reach: 'all' as const }] : [];
  });
  const cause = explain([group], clues)[0]?.cause;
  return cause === 'unknown' ? undefined : cause;
}
