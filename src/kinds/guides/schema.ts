/** A guide: `content/guides/{en,zh}/<slug>.mdx`. A title, a summary, steps where it has them, and a body of sections. */

import { z } from 'astro/zod';
import { aliases, related, reviewed, sources, steps, summary, title, upTo } from '../../schema/fields.ts';

export const guideSchema = z.strictObject({
  title,
  /** The title in a list or a menu. */
  name: upTo(32),
  summary,
  aliases,
  steps: steps.optional(),
  related,
  sources,
  reviewed,
});

export type GuideData = z.infer<typeof guideSchema>;
