/** A file with every field that a schema wants, to be filled in by hand. */

import { z } from 'astro/zod';
import { marks } from '../schema/fields.ts';
import { BLANK } from '../schema/problem.ts';
import { hasWords, unwrapped } from '../schema/shape.ts';

interface Options {
  /** What is known already, by field of the whole. */
  readonly known?: Readonly<Record<string, unknown>> | undefined;
  /** Where one file holds all languages: words are a line for each. */
  readonly languages?: readonly string[];
}

interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}
const defOf = (schema: z.ZodType) => (unwrapped(schema) as z.ZodType & { def: Def }).def;

/** The English file, or the one file of all languages. */
export function blank(schema: z.ZodType, { known = {}, languages }: Options = {}): unknown {
  return facts(schema, languages, known);
}

function facts(
  schema: z.ZodType,
  languages: readonly string[] | undefined,
  known: Readonly<Record<string, unknown>> = {},
  above: readonly z.ZodType[] = [],
): unknown {
  const inner = unwrapped(schema);
  const mark = marks.get(inner)?.mark;
  if (mark === 'words') return languages ? Object.fromEntries(languages.map((each) => [each, BLANK])) : BLANK;
  if (mark === 'date') return new Date().toISOString().slice(0, 10);
  if (mark === 'aliases' || mark === 'related' || mark === 'cite' || mark === 'sources') return [];
  if (mark !== undefined) return BLANK;
  const def = defOf(schema);
  const below = [...above, inner];
  if (def.shape)
    return Object.fromEntries(
      Object.entries(def.shape).flatMap(([key, child]) => {
        if (key in known) return [[key, known[key]]];
        // What may be missing and holds itself would never end; nothing of a new page was published before.
        if (above.includes(unwrapped(child)) || marks.get(unwrapped(child))?.mark === 'former') return [];
        return [[key, facts(child, languages, {}, below)]];
      }),
    );
  if (def.element) return [facts(def.element, languages, {}, below)];
  if (def.valueType) return {};
  if (def.entries) return Object.values(def.entries).join(' | ');
  if (def.values) return def.values[0];
  if (def.options?.[0]) return facts(def.options[0], languages, {}, below);
  return def.type === 'number' ? 0 : def.type === 'boolean' ? false : BLANK;
}

/** The file of a translation: the words alone, in the shape that schema/translation.ts reads. */
export function blankWords(schema: z.ZodType, { known = {} }: Options = {}): unknown {
  return said(schema, known, true, []);
}

function said(
  schema: z.ZodType,
  known: Readonly<Record<string, unknown>>,
  whole: boolean,
  above: readonly z.ZodType[],
): unknown {
  const mark = marks.get(unwrapped(schema))?.mark;
  if (mark === 'words') return BLANK;
  if (mark === 'aliases') return [];
  if (mark === 'date') return new Date().toISOString().slice(0, 10);
  const def = defOf(schema);
  const below = [...above, unwrapped(schema)];
  if (def.shape) {
    const fields = Object.entries(def.shape).filter(
      // What may be missing and holds itself would never end.
      ([, child]) => isSaid(child) && !above.includes(unwrapped(child)),
    );
    const [[, only] = []] = fields;
    if (!whole && fields.length === 1 && only && !only.safeParse(undefined).success)
      return said(only, {}, false, below);
    return Object.fromEntries(
      fields.map(([key, child]) => [key, known[key] ?? said(child, {}, false, below)]),
    );
  }
  if (!def.element) return {};
  const entry = said(def.element, {}, false, below);
  return defOf(def.element).shape?.['id'] ? { [BLANK]: entry } : [entry];
}

function isSaid(schema: z.ZodType): boolean {
  const mark = marks.get(unwrapped(schema))?.mark;
  return mark === 'aliases' || mark === 'date' || hasWords(schema);
}
