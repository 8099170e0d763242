/** Field types that several kinds of page share. Every message says what was expected. */

import { z } from 'astro/zod';

/** A line of prose that may carry the marks of inline.ts. */
export const line = z
  .string({ error: 'expected a line of text' })
  .trim()
  .min(1, 'expected text, got an empty line')
  .refine((text) => !text.includes('\n\n'), 'expected one line or paragraph, got several');

/** An id in an address: lower-case words joined by hyphens, the same in every language. */
export const wordId = z
  .string({ error: 'expected an id' })
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'expected lower-case words joined by hyphens, such as `memory-limit`',
  );

/** The day somebody last checked the page against its sources. YAML reads an unquoted date as a Date. */
export const reviewed = z
  .union([z.string(), z.date().transform((date) => date.toISOString().slice(0, 10))], {
    error: 'expected a date, such as 2026-11-22',
  })
  .refine((date) => /^\d{4}-\d{2}-\d{2}$/.test(date), 'expected a date, such as 2026-11-22');

/** Ids from content/sources. */
export const cite = z
  .array(wordId, { error: 'expected a list of ids from content/sources' })
  .min(1, 'expected at least one source');

/** Ids of scenarios whose records show what is claimed: one, or a list. */
export const observation = z
  .union([wordId.transform((id) => [id]), z.array(wordId).min(1)], {
    error: 'expected the id of a scenario of content/scenarios, or a list of them',
  })
  .optional();

/**
 * A command to copy and run: no shell prompt, no output.
 * `POD`, `NAMESPACE`, `CONTAINER`, `IMAGE`, `NODE` and `UNIT` in capitals are filled in by the reader.
 */
export const command = z
  .string({ error: 'expected a command' })
  .trim()
  .min(1, 'expected a command')
  .refine(
    (text) => !/^\s*([$%>❯]|#(?!!)|\w+@\w[\w.-]*[:~].*[$#])\s/m.test(text),
    'expected a command without a shell prompt or comment (`$ `, `# `, `user@host:~$ `)',
  );

/** What a step's command does to the system it runs on. */
export const effect = z.enum(['read', 'change'], { error: 'expected `read` or `change`' });

/** Other pages: an exit status, or `guides/<slug>`. */
export const related = z
  .array(
    z.union([z.number().int(), z.string().regex(/^guides\/[a-z0-9-]+$/)], {
      error: 'expected an exit status or `guides/<slug>`',
    }),
  )
  .min(1, 'expected at least one related page');

/** What a reader may type to mean this page, beyond its number and its signal's name. Matched whole, in any case. */
export const aliases = z.array(z.string().trim().min(1), { error: 'expected a list of words people type' });

/** What may be seen after a step, what it means, and what to do then. */
const outcome = z.strictObject({ see: line, means: line, do: line });

/** One step of finding out. */
export const step = z
  .strictObject({
    id: wordId,
    /** The step as an instruction; its heading. */
    do: line,
    /** One sentence more, where the command needs it. */
    say: line.optional(),
    command: command.optional(),
    effect: effect.optional(),
    outcomes: z
      .array(outcome)
      .min(1, 'expected at least one outcome: see, means, do')
      .max(6, 'expected at most six outcomes'),
    cite: cite.optional(),
    observation,
  })
  .refine((step) => (step.command === undefined) === (step.effect === undefined), {
    path: ['effect'],
    message: 'expected `read` or `change` beside every command, and only there',
  });

export const steps = z
  .array(step)
  .min(1, 'expected at least one step')
  .max(8, 'expected at most eight steps');

/** A translated step: words only. `see` may be left out where the English one is literal output. */
export const stepWords = z.strictObject({
  do: line,
  say: line.optional(),
  outcomes: z.array(z.strictObject({ see: line.optional(), means: line, do: line })),
});

/** The first twelve hex digits of the SHA-256 of the English file this translation was written from. */
export const follows = z
  .string({ error: 'expected the hash of the English file (the build prints it)' })
  .regex(/^[0-9a-f]{12}$/, 'expected twelve hex digits, quoted');

export type Step = z.infer<typeof step>;
export type StepWords = z.infer<typeof stepWords>;
