/**
 * What the site tells programs, as JSON: the one description from which the types, the JSON Schema at
 * /codes.schema.json and the tests come. Prose is Markdown with absolute links; `sources` are ids of `sourceTable`.
 */

import { z } from 'astro/zod';
import { FAMILIES } from '../core/tables/families.ts';
import { GLANCE_ROWS, WRITERS } from './code.ts';
import { SOURCE_KINDS } from './source.ts';

/** Of the shape, by semver.org: a field that goes or changes its meaning raises the first number. */
export const DATA_VERSION = '1.1.0';

const sources = z.array(z.string()).describe('Ids of sourceTable that the fact can be checked against');
const familyId = z.enum(FAMILIES.map(({ id }) => id));
const url = z.url();
const date = z.iso.date();
const observations = z
  .array(z.url())
  .optional()
  .describe('Records of our own lab that show it, by their addresses');
const cited = z.strictObject({ text: z.string(), sources, observations });

const step = z
  .strictObject({
    id: z.string(),
    url,
    do: z.string(),
    say: z.string().optional(),
    command: z.string().optional(),
    effect: z.enum(['read', 'change']).optional(),
    outcomes: z.array(z.strictObject({ see: z.string(), means: z.string(), do: z.string() })),
    sources,
    observations,
  })
  .meta({
    id: 'step',
    description: 'A step of finding out; POD, NAMESPACE and the like are to be filled in',
  });

/** What every kind of page has. */
const page = {
  url,
  markdown: url.describe('The same page as Markdown'),
  title: z.string(),
  name: z.string(),
  summary: z.string(),
  aliases: z.array(z.string()).describe('What people type to mean this page'),
  steps: z.array(step),
  body: z.string().optional().describe('Sections written for this page alone, as Markdown with footnotes'),
  related: z.array(url),
  sources,
  reviewed: date.describe('The day somebody last held the page against its sources'),
  stale: z.boolean().describe('True when the page that this one translates has changed since'),
};

export const codeRecord = z
  .strictObject({
    code: z.int().min(0).max(255),
    ...page,
    card: url.describe('An image of 1200 by 630'),
    written: z.boolean().describe('False when the page is derived from tables'),
    family: familyId,
    signal: z
      .strictObject({
        name: z.string(),
        number: z.int().min(1).max(64),
        aliases: z.array(z.string()),
        action: z.enum(['terminate', 'core', 'stop', 'continue', 'ignore']),
        catchable: z.boolean(),
      })
      .nullable()
      .describe('The signal that shells and runtimes write as this number: 128 plus its own'),
    names: z.array(
      z.strictObject({ name: z.string(), convention: z.enum(['libc', 'lsb', 'sysexits', 'systemd']) }),
    ),
    elsewhere: z
      .array(z.strictObject({ platform: z.string(), signal: z.string() }))
      .describe('What 128 plus the signal of this number means on other platforms'),
    bits: z.string().regex(/^[01]{8}$/),
    waitStatus: z.int().describe('The raw wait status of a process that exited with this number'),
    setBy: z.array(z.enum(WRITERS)).optional(),
    certain: z.array(z.string()).optional().describe('What a number without a written page says'),
    glance: z.strictObject(Object.fromEntries(GLANCE_ROWS.map((row) => [row, cited]))).optional(),
    arithmetic: z.string().optional(),
    road: z
      .array(
        z.strictObject({
          ask: z.string(),
          evidence: z.string().optional().describe('The literal string to look for'),
          outcome: z.string(),
          detail: z.string(),
          step: z.string().describe('The id of the step that this leads to'),
        }),
      )
      .optional(),
    causes: z
      .array(
        z.strictObject({
          cause: z.string(),
          tell: z.string().optional(),
          fix: z.string(),
          sources,
          observations,
        }),
      )
      .optional(),
    traps: z.array(cited).optional(),
    claims: z.array(z.strictObject({ said: z.string(), true: z.string(), sources, observations })).optional(),
    reproduce: z
      .strictObject({ command: z.string(), record: url })
      .optional()
      .describe('A command that makes a machine show the number, and the record of the lab that ran it'),
  })
  .meta({ id: 'code', description: 'An exit status' });

export const guideRecord = z
  .strictObject({ slug: z.string(), ...page })
  .meta({ id: 'guide', description: 'A guide' });

const sourceRow = z
  .strictObject({
    kind: z.enum(SOURCE_KINDS),
    title: z.string(),
    version: z.string().describe('The release, commit or date that was read'),
    url: url.optional().describe('Missing for our own recordings'),
  })
  .meta({ id: 'source' });

/** Around every answer. */
const envelope = {
  $schema: url,
  version: z.literal(DATA_VERSION),
  language: z.string(),
};
const sourceTable = z.record(z.string(), sourceRow);

const dataSet = z
  .strictObject({
    ...envelope,
    url,
    updated: date,
    families: z.array(
      z.strictObject({
        id: familyId,
        name: z.string(),
        ranges: z.array(z.tuple([z.int(), z.int()])),
      }),
    ),
    sourceTable,
    /** A list for every kind of page in lib/twins/kinds.ts. */
    codes: z.array(codeRecord).length(256),
    guides: z.array(guideRecord),
  })
  .meta({ id: 'dataSet', description: 'Everything the site says in one language' });

/** The answer about one page: its record, and the sources that it names. */
const codePage = codeRecord.extend({ ...envelope, sourceTable }).meta({ id: 'codePage' });
const guidePage = guideRecord.extend({ ...envelope, sourceTable }).meta({ id: 'guidePage' });

export type CodeRecord = z.infer<typeof codeRecord>;
export type GuideRecord = z.infer<typeof guideRecord>;
export type DataSet = z.infer<typeof dataSet>;
export type OnePage = z.infer<typeof codePage> | z.infer<typeof guidePage>;

/** The JSON Schema of every JSON answer of the site, to be found at this address. */
export function jsonSchema(address: string): object {
  return {
    ...z.toJSONSchema(z.union([dataSet, codePage, guidePage]), { target: 'draft-2020-12' }),
    $id: address,
  };
}
