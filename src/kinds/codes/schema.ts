/** A written exit code: `content/codes/{en,zh}/<number>.mdx`. */

import { z } from 'astro/zod';
import { isExitStatus } from '../../core/tables/families.ts';
import { SIGNALS, SIGNAL_OFFSET, type SignalName } from '../../core/tables/signals.ts';
import {
  aliases,
  cite,
  cited,
  observation,
  related,
  reviewed,
  scenarioId,
  sentence,
  sources,
  stepId,
  steps,
  upTo,
} from '../../schema/fields.ts';

/** Who can write this number. `program` is the process itself; the others speak about it. */
export const WRITERS = [
  'program',
  'kernel',
  'shell',
  'cli',
  'engine',
  'runtime',
  'kubelet',
  'systemd',
  'wrapper',
] as const;
export type Writer = (typeof WRITERS)[number];

/** The rows of "At a glance" that an author fills, in the order they are shown. */
export const GLANCE_ROWS = ['kubernetes', 'docker', 'systemd', 'retry', 'confused'] as const;
export type GlanceRow = (typeof GLANCE_ROWS)[number];

const signalNames = SIGNALS.map(({ name }) => name);

/** One fork of the road: a question that a literal string on the reader's screen answers. */
const fork = z.strictObject({
  ask: sentence,
  /** The string to look for, exactly as it is printed. Only the last fork, "none of these", has none. */
  evidence: z.string().trim().min(1).optional(),
  outcome: sentence,
  detail: sentence,
  /** The step this exit leads to. */
  step: stepId,
});

const cause = z.strictObject({
  cause: sentence,
  /** What on the screen gives it away. */
  tell: sentence.optional(),
  fix: sentence,
  cite: cite.optional(),
  observation,
});

const claim = z.strictObject({
  /** What many articles say, in our words. */
  said: sentence,
  /** What is true, with the evidence. */
  true: sentence,
  cite,
  observation,
});

export const codeSchema = z
  .strictObject({
    code: z
      .number({ error: 'expected a whole number from 0 to 255' })
      .refine(isExitStatus, 'expected a whole number from 0 to 255'),
    signal: z
      .enum(signalNames as [SignalName, ...SignalName[]], {
        error: `expected one of ${signalNames.join(', ')}, or no signal at all`,
      })
      .optional(),
    /** The big word on the sign: the signal's name, or two or three words. */
    name: upTo(32),
    /** What it means in half a line; `137 SIGKILL: <title>` is what a shared link shows. */
    title: upTo(60),
    /** One sentence under the name. */
    summary: upTo(230, 'one sentence of at most 230 characters', 160),
    setBy: z
      .array(z.enum(WRITERS, { error: `expected one of ${WRITERS.join(', ')}` }))
      .min(1, 'expected at least one'),
    aliases,
    glance: z.strictObject(
      Object.fromEntries(GLANCE_ROWS.map((row) => [row, cited])) as Record<GlanceRow, typeof cited>,
    ),
    /** A sentence beside the picture of the bits; without it, the page has no picture. */
    arithmetic: sentence.optional(),
    road: z.array(fork).min(2, 'expected at least two forks').max(7, 'expected at most seven forks'),
    steps,
    causes: z.array(cause).min(1, 'expected at least one cause'),
    traps: z.array(cited).min(1, 'expected at least one trap'),
    /** The scenario of the lab that makes a machine show this number. */
    reproduce: scenarioId.optional(),
    claims: z.array(claim).min(1, 'expected at least one thing that is often said'),
    related,
    sources,
    reviewed,
  })
  .superRefine((page, context) => {
    if (page.signal === undefined) return;
    const number = SIGNALS.find(({ name }) => name === page.signal)?.number ?? 0;
    if (page.code !== SIGNAL_OFFSET + number) {
      context.addIssue({
        code: 'custom',
        path: ['signal'],
        message: `expected the signal with number ${page.code - SIGNAL_OFFSET} (code ${page.code} - 128), got ${page.signal}, which is ${number}`,
      });
    }
  });

export type CodeData = z.infer<typeof codeSchema>;
