/** What a claim can be checked against: a row of `content/sources/<group>.yaml`, whose id begins with the group. */

import { z } from 'astro/zod';
import { line, wordId } from './fields.ts';

export const SOURCE_KINDS = ['standard', 'man', 'source', 'docs', 'lab'] as const;

export const source = z
  .strictObject({
    kind: z.enum(SOURCE_KINDS, { error: `expected one of ${SOURCE_KINDS.join(', ')}` }),
    /** Who says it, and where: `moby/moby`, `daemon/errors.go`. Not translated. */
    title: line,
    /** Release, commit or date that was read. */
    version: z.union([line, z.date().transform((date) => date.toISOString().slice(0, 10))], {
      error: 'expected text (quote numbers)',
    }),
    url: z.url({ protocol: /^https$/, error: 'expected an https address' }).optional(),
  })
  .refine(({ kind, url }) => (kind === 'lab') === (url === undefined), {
    path: ['url'],
    message: 'expected an https address, except on a lab record',
  });

/** A file of them, by id. */
export const sourceFile = z.record(wordId, source);

export type Source = z.infer<typeof source>;
