/** A guide: a title, a summary, steps where it has them, and a body of sections. */

import { z } from 'astro/zod';
import { aliases, follows, line, related, reviewed, stepWords, steps, wordId } from './fields.ts';

export const guideFacts = z.strictObject({
  title: line.max(60, 'expected at most 60 characters'),
  /** The title in a list or a menu. */
  name: line.max(32, 'expected at most 32 characters'),
  summary: line.max(230, 'expected one sentence of at most 230 characters'),
  aliases,
  steps: steps.optional(),
  related,
  sources: z.array(wordId).min(1, 'expected at least one id from content/sources'),
  reviewed,
});

export const guideWords = z.strictObject({
  follows,
  title: line.max(60),
  name: line.max(32),
  summary: line.max(160),
  aliases,
  steps: z.record(wordId, stepWords).optional(),
  reviewed,
});

export type GuideFacts = z.infer<typeof guideFacts>;
export type GuideWords = z.infer<typeof guideWords>;
