/**
 * What pages that nobody wrote are made of: a template per kind of number (`content/families`), and a line about every
 * name that a convention gives (`content/names`). English holds facts and words, Chinese words only.
 */

import { z } from 'astro/zod';
import { cite, follows, line, reviewed, stepWords, steps, wordId } from './fields.ts';

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
export const familyFacts = z.strictObject({
  /** The big word on the sign where the number has no name of its own. */
  name: line.max(32, 'expected at most 32 characters'),
  /** What it means in half a line, where the name has no line of its own. */
  title: line.max(60, 'expected at most 60 characters'),
  summary: line.max(230, 'expected one sentence of at most 230 characters'),
  /** What this number says for certain, and what it cannot be. */
  certain: z.array(line).min(1, 'expected at least one line'),
  /** How to find out which program chose it. */
  steps,
  sources: z.array(wordId).min(1, 'expected at least one id from content/sources'),
  reviewed,
});

export const familyWords = z.strictObject({
  follows,
  name: line.max(32),
  title: line.max(60),
  summary: line.max(160),
  certain: z.array(line),
  steps: z.record(wordId, stepWords),
  reviewed,
});

/** One name: `SIGHUP`, `EX_USAGE`, `EXIT_CHDIR`, or a bare number where only a tool gives it meaning. */
export const nameFacts = z.strictObject({
  /** Only for a bare number: what stands on the sign. */
  name: line.max(32).optional(),
  title: line.max(60, 'expected at most 60 characters'),
  /** One or two sentences: who raises it, and the usual cause. */
  say: line.max(260, 'expected at most 260 characters'),
  aliases: z.array(z.string().trim().min(1)).optional(),
  cite,
});

export const nameWords = z.strictObject({
  name: line.max(32).optional(),
  title: line.max(60),
  say: line.max(200),
  aliases: z.array(z.string().trim().min(1)).optional(),
});

export type FamilyFacts = z.infer<typeof familyFacts>;
export type NameFacts = z.infer<typeof nameFacts>;
