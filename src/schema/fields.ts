/**
 * Field types that several kinds of page share. Every message says what was expected. What a field is for is marked where
 * it is declared; translations, checks and the JSON follow from the marks.
 */

import { z } from 'astro/zod';
import { BLANK, UNFINISHED } from './problem.ts';
import { TOOLS } from './tools.ts';

/** What a field holds, where that is more than a fact of its own. */
export type Mark =
  /** Words of one language, which a translation must give; they may carry the marks of inline.ts. */
  | 'words'
  /** A list to which a translation adds its own. */
  | 'aliases'
  /** A date that a translation has for itself. */
  | 'date'
  /** Ids of the page's sources that say what stands beside them. */
  | 'cite'
  /** Ids of the page's sources. */
  | 'sources'
  /** Ids of scenarios whose records show what stands beside them. */
  | 'observation'
  /** The id of a scenario that is only shown. */
  | 'scenario'
  /** Other pages. */
  | 'related'
  /** The id of a step of the same page. */
  | 'step'
  /** Ids that were published once; a new page has none. */
  | 'former';

export interface Marked {
  readonly mark: Mark;
  /** Of words: what they must be in a translation, where that differs. */
  readonly translated?: z.ZodType;
}

/** The marks of fields. Of the schema itself: what wraps it (`optional`) or narrows it further has none. */
export const marks = new WeakMap<object, Marked>();

function marked<Schema extends z.ZodType>(schema: Schema, mark: Mark, translated?: z.ZodType): Schema {
  const own = schema.clone();
  marks.set(own, { mark, ...(translated && { translated }) });
  return own;
}

/** Declares a field as words: a translation must have it. `translated` is its schema there, where it is another. */
function words<Schema extends z.ZodType>(schema: Schema, translated?: z.ZodType): Schema {
  return marked(schema, 'words', translated);
}

/** A line of prose that may carry the marks of inline.ts. */
export const line = z
  .string({ error: 'expected a line of text' })
  .trim()
  .min(1, 'expected text, got an empty line')
  .refine((text) => !text.includes('\n\n'), 'expected one line or paragraph, got several')
  .refine((text) => text !== BLANK, UNFINISHED);

/** An id in an address: lower-case words joined by hyphens, the same in every language. */
export const wordId = z
  .string({ error: 'expected an id' })
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'expected lower-case words joined by hyphens, such as `memory-limit`',
  );

/** The id of a source; that of a program's own file begins with the program: `7z-docs`. */
const sourceId = z
  .string({ error: 'expected an id' })
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'expected lower-case words and numbers joined by hyphens, such as `man-proc`',
  );

/** A line of prose in the reader's language. */
export const sentence = words(line);

/** A field of these letters at most, with another limit for Chinese where that is given. */
export function upTo(most: number, what = `at most ${most} characters`, translated?: number) {
  return words(
    line.max(most, `expected ${what}`),
    translated === undefined ? undefined : line.max(translated, `expected at most ${translated} characters`),
  );
}

/** What the page is about in half a line. */
export const title = upTo(60);

/** One sentence under it. */
export const summary = upTo(230, 'one sentence of at most 230 characters', 160);

/** The day somebody last checked the page against its sources. YAML reads an unquoted date as a Date. */
export const reviewed = marked(
  z
    .union([z.string(), z.date().transform((date) => date.toISOString().slice(0, 10))], {
      error: 'expected a date, such as 2026-11-22',
    })
    .refine((date) => /^\d{4}-\d{2}-\d{2}$/.test(date), 'expected a date, such as 2026-11-22')
    .describe('The day somebody last held the page against its sources'),
  'date',
);

/** Ids of the page's sources. */
export const cite = marked(
  z
    .array(sourceId, { error: 'expected a list of ids from content/sources' })
    .min(1, 'expected at least one source')
    .describe('Ids of sourceTable that the fact can be checked against'),
  'cite',
);

/** What the page is held against. It is numbered as it is first cited. */
export const sources = marked(
  z.array(sourceId).min(1, 'expected at least one id from content/sources').describe('Ids of sourceTable'),
  'sources',
);

/** Ids of scenarios whose records show what is claimed: one, or a list. */
export const observation = marked(
  z.union([wordId.transform((id) => [id]), z.array(wordId).min(1)], {
    error: 'expected the id of a scenario of content/scenarios, or a list of them',
  }),
  'observation',
).optional();

/** A scenario that the page shows. */
export const scenarioId = marked(wordId.clone(), 'scenario');

/** A step of the same page. */
export const stepId = marked(wordId.clone(), 'step');

/** Something that is said, with what it can be checked against. */
export const cited = z.strictObject({ text: sentence, cite: cite.optional(), observation });

/** What fixes it: now, then, for good. */
export const fixes = z.array(cited).min(1, 'expected at least one fix');

/** What is often said and wrong, with what is true. */
export const oftenSaid = z.array(z.strictObject({ said: sentence, fact: sentence, cite })).optional();

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

/** One form for every tool, or a form for each. */
export function byTool<Schema extends z.ZodType>(form: Schema) {
  return z.union(
    [
      form,
      z
        .partialRecord(z.enum(TOOLS), form)
        .refine((forms) => Object.keys(forms).length > 0, 'expected at least one tool'),
    ],
    { error: `expected one form, or one for each tool (${TOOLS.join(', ')})` },
  );
}

/** A command for the tool that the reader has at hand. */
export const commands = byTool(command);

/** What a step's command does to the system it runs on: reads, runs the reader's own command again, or changes. */
export const effect = z.enum(['read', 'rerun', 'change'], {
  error: 'expected `read`, `rerun` or `change`',
});

const A_PAGE = 'expected an exit status, or a folder and a name as addresses have them';

/** Other pages: an exit status, or a folder and a name, as their addresses have them. */
export const related = marked(
  z
    .array(
      z.union([z.number().int(), z.string().regex(/^[a-z]+\/[A-Za-z0-9-]+$/, A_PAGE)], { error: A_PAGE }),
    )
    .min(1, 'expected at least one related page'),
  'related',
);

/** What a reader may type to mean this page, beyond its number and its signal's name. Matched whole, in any case. */
export const aliases = marked(
  z
    .array(z.string().trim().min(1), { error: 'expected a list of words people type' })
    .describe('What people type to mean this page'),
  'aliases',
);

/** What may be seen after a step, what it means, and what to do then. */
const outcome = z.strictObject({ see: sentence, means: sentence, do: sentence });

/** One step of finding out. */
export const step = z
  .strictObject({
    id: wordId,
    /** Ids of steps that were published once and are part of this one now: links to them lead here. */
    was: marked(z.array(wordId).min(1, 'expected an id that was published once'), 'former').optional(),
    /** The step as an instruction; its heading. */
    do: sentence,
    /** One sentence more, where the command needs it. */
    say: sentence.optional(),
    command: commands.optional(),
    effect: effect.optional(),
    /** The step that a road begins with has none: the exits of the road are what it may show. */
    outcomes: z
      .array(outcome)
      .min(1, 'expected at least one outcome: see, means, do')
      .max(6, 'expected at most six outcomes')
      .optional(),
    cite: cite.optional(),
    observation,
  })
  .refine((step) => (step.command === undefined) === (step.effect === undefined), {
    path: ['effect'],
    message: 'expected an effect beside every command, and only there',
  });

export const steps = z
  .array(
    step.refine(({ outcomes }) => outcomes !== undefined, {
      path: ['outcomes'],
      message: 'expected at least one outcome: see, means, do',
    }),
  )
  .min(1, 'expected at least one step')
  .max(8, 'expected at most eight steps');

/** The first twelve hex digits of the SHA-256 of the English file this translation was written from. */
export const follows = z
  .string({ error: 'expected the hash of the English file: `npm run fix` writes it' })
  .regex(/^[0-9a-f]{12}$/, 'expected twelve hex digits, quoted: `npm run fix` writes them');

export type Step = z.infer<typeof step>;
export type Cited = z.infer<typeof cited>;
export type Effect = z.infer<typeof effect>;
