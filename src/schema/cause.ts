/** The words of the decoder's causes: `content/causes/{en,zh}.yaml`. English holds facts and words, the others words. */

import { z } from 'astro/zod';

import { TOOLS } from '../core/report/tool.ts';

const sentence = z.string().trim().min(1);

const words = {
  /** A label of a few words. */
  title: sentence,
  /** The cause in one plain sentence. */
  says: sentence,
  /** What it means that SIGKILL ended it. */
  more: sentence.optional(),
  /** In place of `says`, when nothing was seen to happen. */
  suspected: sentence.optional(),
  /** What the text cannot tell, as a question. */
  ask: sentence.optional(),
};

const causeWordsSchema = z.strictObject(words);

const causeSchema = z.strictObject({
  ...words,
  /** Page and step, `137#memory`: as a rule, and by exit status where that differs. */
  leads: z.strictObject({ default: sentence }).catchall(sentence),
  /** The next command, by tool; capital words are names that the decoder fills in. */
  run: z.partialRecord(z.enum(TOOLS), sentence),
});

/** The files, by the id of a cause. */
export const causeFile = z.record(z.string(), causeSchema);
export const causeWordsFile = z.record(z.string(), causeWordsSchema);

export type CauseEntry = z.infer<typeof causeSchema>;
export type CauseWords = z.infer<typeof causeWordsSchema>;
