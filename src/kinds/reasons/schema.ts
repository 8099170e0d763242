/** A word that stands beside, or instead of, an exit code: `content/reasons/{en,zh}/<word>.mdx`. */

import { z } from 'astro/zod';
import { isExitStatus } from '../../core/tables/families.ts';
import {
  aliases,
  cite,
  fixes,
  line,
  oftenSaid,
  related,
  reviewed,
  sentence,
  sources,
  steps,
  summary,
  title,
} from '../../schema/fields.ts';

/** Whose word it is, in the order in which the index has them. */
export const REASON_GROUPS = [
  'container',
  'waiting',
  'pod',
  'job',
  'event',
  'systemd',
  'ecs',
  'platform',
  'ci',
] as const;

export const reasonSchema = z.strictObject({
  /** As it is printed: `OOMKilled`, `Init:Error`. */
  name: line.max(40, 'expected at most 40 characters'),
  group: z.enum(REASON_GROUPS, { error: `expected one of ${REASON_GROUPS.join(', ')}` }),
  title,
  summary,
  /** Which component writes it, where in its source, at a version. */
  writtenBy: z
    .array(z.strictObject({ text: sentence, cite }))
    .min(1, 'expected who writes it, with its source'),
  /** The first release that had it. */
  since: line.optional(),
  /** What a screen shows, literally; `lit` are the lines to look at, counted from 1. */
  screen: z.strictObject({
    from: line,
    lines: z.string().min(1),
    lit: z.array(z.int().min(1)).min(1, 'expected at least one line to look at'),
  }),
  /** Exit codes that stand beside it. */
  codes: z.array(
    z.strictObject({
      code: z.number().refine(isExitStatus, 'expected a whole number from 0 to 255'),
      text: sentence,
      cite,
    }),
  ),
  /** The first of them is what to run first. */
  steps,
  fixes,
  claims: oftenSaid,
  aliases,
  related,
  sources,
  reviewed,
});

export type ReasonData = z.infer<typeof reasonSchema>;
