/** A program and the numbers that it documents: `content/programs/<name>.yaml`, one file for both languages. */

import { z } from 'astro/zod';
import {
  aliases,
  cite,
  command,
  line,
  observation,
  reviewed,
  sentence,
  upTo,
  wordId,
} from '../../schema/fields.ts';
import { source } from '../../schema/source.ts';

/** What programs are for, in the order in which the index has them. */
export const GROUPS = [
  'shells',
  'system',
  'network',
  'packages',
  'build',
  'compilers',
  'languages',
  'test',
  'lint',
  'containers',
  'kubernetes',
  'infrastructure',
  'cloud',
  'data',
  'servers',
  'batch',
  'ci',
  'mobile',
  'windows',
  'media',
] as const;
export type Group = (typeof GROUPS)[number];

/** How a row was held against its source, the surest first. */
const VERIFIED = ['lab', 'source', 'manual', 'docs'] as const;

const SMALLEST = -(2 ** 31);
const LARGEST = 2 ** 32 - 1;

const A_CODE = 'expected a whole number of at most 32 bits, or a range such as `30-39`';

const code = z.strictObject({
  /** A number of at most 32 bits as the program gives it, or a range of them: `30-39`. */
  code: z.union(
    [z.number().int().min(SMALLEST).max(LARGEST), z.string().regex(/^\d{1,10}-\d{1,10}$/, A_CODE)],
    { error: A_CODE },
  ),
  means: upTo(160),
  /** Where the next look goes. */
  look: upTo(120).optional(),
  cite,
  verified: z.enum(VERIFIED, { error: `expected one of ${VERIFIED.join(', ')}` }),
  observation,
  /** The release that brought it, and the last one that had it. */
  since: line.optional(),
  until: line.optional(),
  /** One of those that people meet most. */
  common: z.boolean().optional(),
});

export const programSchema = z.strictObject({
  /** As people write it. */
  name: line.max(40, 'expected at most 40 characters'),
  group: z.enum(GROUPS, { error: `expected one of ${GROUPS.join(', ')}` }),
  /** What it is, in one sentence. */
  is: upTo(160),
  /** What to know about its numbers: their range, what it passes on, signals. */
  says: upTo(320).optional(),
  /** The sources in which its numbers are documented. */
  documented: cite,
  /** What it prints in front of its number, as it stands. */
  prefix: z.array(z.string().min(2)).optional(),
  /** A first look, and what it shows. */
  run: z.strictObject({ command, says: sentence.optional() }).optional(),
  aliases: aliases.optional(),
  /** 1: met every day. 2: often. 3: in its field. 4: rarely. */
  rank: z.int().min(1).max(4),
  reviewed,
  /** Its number is a sum of the codes, each a bit. */
  bits: z.literal(true).optional(),
  sources: z.record(wordId, source),
  codes: z.array(code).min(1, 'expected at least one code'),
  /** Sums of its bits that its documentation names. */
  sums: z.array(code).optional(),
});

export type ProgramData = z.infer<typeof programSchema>;
export type ProgramCode = ProgramData['codes'][number];
