/** A written exit code: `content/codes/{en,zh}/<number>.mdx`. */

import { z } from 'astro/zod';
import { CAUSES } from '../../core/report/causes.ts';
import { isExitStatus } from '../../core/tables/families.ts';
import { SIGNALS, SIGNAL_OFFSET, type SignalName } from '../../core/tables/signals.ts';
import {
  aliases,
  byTool,
  cite,
  cited,
  commands,
  effect,
  observation,
  related,
  reviewed,
  scenarioId,
  sentence,
  sources,
  step,
  stepId,
  summary,
  title,
  upTo,
} from '../../schema/fields.ts';
import { TOOLS } from '../../schema/tools.ts';

/** Who can write this number. `program` is the process itself; the others speak about it. */
const WRITERS = [
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

/** Literal text, exactly as it is printed. */
const literal = z.string({ error: 'expected literal text' }).trim().min(1, 'expected literal text');

/**
 * A fork of the road: what is on the reader's screen decides. It is an exit, with a cause and what to do, or a turn, where
 * a command tells more and a side road follows. The last of a road has neither `evidence` nor `see`: none of these.
 */
const fork = z
  .strictObject({
    /** The text to look for: on every screen, or on that of each tool; then the fork is for those tools alone. */
    evidence: byTool(literal).optional(),
    /** What to look for, in words, where that is no literal text. */
    see: sentence.optional(),
    /** The tools it is for, where `evidence` does not say. */
    for: z.array(z.enum(TOOLS)).min(1).optional(),
    outcome: sentence.optional(),
    /** What it is, and what fixes it. */
    detail: sentence.optional(),
    /** What it is, as the decoder names it. */
    cause: z.enum(CAUSES, { error: `expected a cause of the decoder: ${CAUSES.join(', ')}` }).optional(),
    /** The step this exit leads to. */
    step: stepId.optional(),
    /** Of a turn: why the command below is run. */
    say: sentence.optional(),
    command: commands.optional(),
    effect: effect.optional(),
    get road() {
      return z.array(fork).min(2, 'expected at least two forks').optional();
    },
    cite: cite.optional(),
    observation,
  })
  .superRefine((fork, context) => {
    const expect = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const isTurn = fork.road !== undefined;
    for (const key of ['outcome', 'detail'] as const)
      if ((fork[key] === undefined) !== isTurn) expect(key, 'expected on every exit, and on no turn');
    for (const key of ['cause', 'step'] as const)
      if (isTurn && fork[key] !== undefined) expect(key, 'expected on exits only');
    for (const key of ['say', 'command', 'effect'] as const)
      if (!isTurn && fork[key] !== undefined) expect(key, 'expected on turns only, beside `road`');
    if ((fork.command === undefined) !== (fork.effect === undefined))
      expect('effect', 'expected beside every command, and only there');
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
    /** `137 SIGKILL: <title>` is what a shared link shows. */
    title,
    summary,
    setBy: z
      .array(z.enum(WRITERS, { error: `expected one of ${WRITERS.join(', ')}` }))
      .min(1, 'expected at least one'),
    aliases,
    /** A row is left out where there is nothing to say, such as Kubernetes for a number of systemd's. */
    glance: z.strictObject(
      Object.fromEntries(GLANCE_ROWS.map((row) => [row, cited.optional()])) as Record<
        GlanceRow,
        z.ZodOptional<typeof cited>
      >,
    ),
    /** A sentence beside the picture of the bits; without it, the page has no picture. */
    arithmetic: sentence.optional(),
    road: z.array(fork).min(2, 'expected at least two forks').max(9, 'expected at most nine forks'),
    /** The first is what to run before anything else; the road says what it may show. */
    steps: z.array(step).min(2, 'expected at least two steps').max(8, 'expected at most eight steps'),
    traps: z.array(cited).min(1, 'expected at least one trap'),
    /** What the same ending gives in one version or engine and another, a row each; what was run is the record. */
    versions: z
      .strictObject({
        title: sentence,
        rows: z.array(z.strictObject({ in: sentence, gives: sentence })).min(2, 'expected at least two rows'),
        cite: cite.optional(),
        observation,
      })
      .optional(),
    /** The scenario of the lab that makes a machine show this number. */
    reproduce: scenarioId.optional(),
    /** Left out where nothing that is often said of the number is wrong. */
    claims: z.array(claim).min(1, 'expected at least one thing that is often said').optional(),
    related,
    sources,
    reviewed,
  })
  .superRefine((page, context) => {
    page.steps.forEach(({ outcomes, command }, index) => {
      if (index > 0 && outcomes === undefined)
        context.addIssue({
          code: 'custom',
          path: ['steps', index, 'outcomes'],
          message: 'expected at least one outcome: see, means, do',
        });
      if (index === 0 && (outcomes !== undefined || command === undefined))
        context.addIssue({
          code: 'custom',
          path: ['steps', 0],
          message: 'expected a command and no outcomes: the exits of the road say what it may show',
        });
    });
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
export type Fork = z.infer<typeof fork>;
