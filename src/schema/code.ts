/** A written exit code: facts and English words in `content/codes/en`, words alone in `content/codes/zh`. */

import { z } from 'astro/zod';
import { isExitStatus } from '../core/tables/families.ts';
import { SIGNALS, SIGNAL_OFFSET, type SignalName } from '../core/tables/signals.ts';
import {
  aliases,
  cite,
  follows,
  line,
  observation,
  related,
  reviewed,
  stepWords,
  steps,
  wordId,
} from './fields.ts';

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
const cited = z.strictObject({ text: line, cite: cite.optional(), observation });

/** One fork of the road: a question that a literal string on the reader's screen answers. */
const fork = z.strictObject({
  ask: line,
  /** The string to look for, exactly as it is printed. Only the last fork, "none of these", has none. */
  evidence: z.string().trim().min(1).optional(),
  outcome: line,
  detail: line,
  /** The id of the step this exit leads to. */
  step: wordId,
});

const cause = z.strictObject({
  cause: line,
  /** What on the screen gives it away. */
  tell: line.optional(),
  fix: line,
  cite: cite.optional(),
  observation,
});

const claim = z.strictObject({
  /** What many articles say, in our words. */
  said: line,
  /** What is true, with the evidence. */
  true: line,
  cite,
  observation,
});

export const codeFacts = z
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
    name: line.max(32, 'expected at most 32 characters'),
    /** What it means in half a line; `137 SIGKILL: <title>` is what a shared link shows. */
    title: line.max(60, 'expected at most 60 characters'),
    /** One sentence under the name. */
    summary: line.max(230, 'expected one sentence of at most 230 characters'),
    setBy: z
      .array(z.enum(WRITERS, { error: `expected one of ${WRITERS.join(', ')}` }))
      .min(1, 'expected at least one'),
    aliases,
    glance: z.strictObject(
      Object.fromEntries(GLANCE_ROWS.map((row) => [row, cited])) as Record<GlanceRow, typeof cited>,
    ),
    /** A sentence beside the picture of the bits; without it, the page has no picture. */
    arithmetic: line.optional(),
    road: z.array(fork).min(2, 'expected at least two forks').max(7, 'expected at most seven forks'),
    steps,
    causes: z.array(cause).min(1, 'expected at least one cause'),
    traps: z.array(cited).min(1, 'expected at least one trap'),
    /** The scenario of the lab that makes a machine show this number. */
    reproduce: wordId.optional(),
    claims: z.array(claim).min(1, 'expected at least one thing that is often said'),
    related,
    sources: z.array(wordId).min(1, 'expected at least one id from content/sources'),
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

export const codeWords = z.strictObject({
  follows,
  name: line.max(32),
  title: line.max(60),
  summary: line.max(160),
  aliases,
  glance: z.strictObject(
    Object.fromEntries(GLANCE_ROWS.map((row) => [row, line])) as Record<GlanceRow, typeof line>,
  ),
  arithmetic: line.optional(),
  road: z.array(z.strictObject({ ask: line, outcome: line, detail: line })),
  steps: z.record(wordId, stepWords),
  causes: z.array(z.strictObject({ cause: line, tell: line.optional(), fix: line })),
  traps: z.array(line),
  claims: z.array(z.strictObject({ said: line, true: line })),
  reviewed,
});

export type CodeFacts = z.infer<typeof codeFacts>;
export type CodeWords = z.infer<typeof codeWords>;
