/**
 * What pages that nobody wrote are made of: a template per kind of number (`content/families`), and a line about every
 * name that a convention gives (`content/names`).
 */

import { z } from 'astro/zod';
import {
  aliases,
  cite,
  reviewed,
  sentence,
  sources,
  steps,
  summary,
  title,
  upTo,
} from '../../schema/fields.ts';

/** The kinds of number that have a template; the file's name is one of these. */
export const TEMPLATES = [
  'application',
  'sysexits',
  'shell',
  'signal',
  'harmless-signal',
  'realtime-signal',
  'systemd',
  'unassigned',
] as const;
export type Template = (typeof TEMPLATES)[number];

/** Lines may carry {code}, {signal}, {number} (of the signal) and {name} (of the convention). */
export const familySchema = z.strictObject({
  /** The big word on the sign where the number has no name of its own. */
  name: upTo(32),
  /** Where the name has no line of its own. */
  title,
  summary,
  /** What this number says for certain, and what it cannot be. */
  certain: z.array(sentence).min(1, 'expected at least one line'),
  /** How to find out which program chose it. */
  steps,
  sources,
  reviewed,
});

/** One name: `SIGHUP`, `EX_USAGE`, `EXIT_CHDIR`, or a bare number where only a tool gives it meaning. */
export const nameSchema = z.strictObject({
  /** Only for a bare number: what stands on the sign. */
  name: upTo(32).optional(),
  title,
  /** One or two sentences: who raises it, and the usual cause. */
  say: upTo(260, 'at most 260 characters', 200),
  aliases: aliases.optional(),
  cite,
});

/** What the page of a number says that nobody wrote one for. */
export const derivedSchema = familySchema.extend({ aliases });

export type FamilyData = z.infer<typeof familySchema>;
export type NameData = z.infer<typeof nameSchema>;
export type DerivedData = z.infer<typeof derivedSchema>;
