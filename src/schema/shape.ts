/** Walks a value beside its schema, so that marks can be read off the fields. */

import type { z } from 'astro/zod';
import { marks, type Marked } from './fields.ts';

/** A schema without what only says whether it may be missing. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  const { def } = schema as z.ZodType & {
    def: { type: string; innerType?: z.ZodType; getter?: () => z.ZodType };
  };
  if (marks.has(schema)) return schema;
  if (def.innerType) return unwrapped(def.innerType);
  return def.getter ? unwrapped(def.getter()) : schema;
}

function markOf(schema: z.ZodType): Marked | undefined {
  return marks.get(unwrapped(schema));
}

/** The fields of an object, the entry of a list or of a table; of a choice, what the value is. */
export type Shape =
  | { readonly type: 'object'; readonly fields: Readonly<Record<string, z.ZodType>> }
  | { readonly type: 'list' | 'table'; readonly entry: z.ZodType }
  | { readonly type: 'leaf' };

/** `value` decides where a schema is a choice. A marked field is a leaf: its mark says all about it. */
export function shapeOf(schema: z.ZodType, value: unknown): Shape {
  const inner = unwrapped(schema);
  const { def } = inner as z.ZodType & {
    def: {
      type: string;
      shape?: Record<string, z.ZodType>;
      element?: z.ZodType;
      valueType?: z.ZodType;
      options?: readonly z.ZodType[];
    };
  };
  if (marks.has(inner)) return { type: 'leaf' };
  if (def.type === 'object' && def.shape) return { type: 'object', fields: def.shape };
  if (def.type === 'array' && def.element) return { type: 'list', entry: def.element };
  if (def.type === 'record' && def.valueType) return { type: 'table', entry: def.valueType };
  // A choice between plain values is a leaf, whichever it is.
  if (!def.options?.some(holdsMore)) return { type: 'leaf' };
  const option = def.options.find((each) => each.safeParse(value).success);
  return option ? shapeOf(option, value) : { type: 'leaf' };
}

/** Whether a schema may hold fields of its own. */
function holdsMore(schema: z.ZodType): boolean {
  const inner = unwrapped(schema);
  const { def } = inner as z.ZodType & { def: { type: string } };
  return !marks.has(inner) && ['object', 'array', 'record', 'union'].includes(def.type);
}

/** Whether a field is words or holds some. */
export function hasWords(schema: z.ZodType, above: ReadonlySet<z.ZodType> = new Set()): boolean {
  const inner = unwrapped(schema);
  const mark = marks.get(inner)?.mark;
  if (mark !== undefined) return mark === 'words';
  // A road may hold roads: what was asked already adds nothing.
  if (above.has(inner)) return false;
  const seen = new Set(above).add(inner);
  const { def } = inner as z.ZodType & {
    def: {
      shape?: Record<string, z.ZodType>;
      element?: z.ZodType;
      valueType?: z.ZodType;
      options?: readonly z.ZodType[];
    };
  };
  const parts = [...Object.values(def.shape ?? {}), def.element, def.valueType, ...(def.options ?? [])];
  return parts.some((part) => part !== undefined && hasWords(part, seen));
}

/** What is made of a leaf: its value as it should be, its schema, its mark, and the path that leads to it. */
export type MapLeaf = (value: unknown, mark: Marked | undefined, field: string, schema: z.ZodType) => unknown;

/** A copy of a parsed value with every leaf replaced; keys without a value stay away. */
export function mapLeaves<Value>(schema: z.ZodType, value: Value, change: MapLeaf, field = ''): Value {
  const at = (key: string | number) => (field === '' ? String(key) : `${field}.${key}`);
  const shape = shapeOf(schema, value);
  const inner = value as unknown;
  if (inner === undefined) return value;
  if (shape.type === 'list' && Array.isArray(inner))
    return inner.map((item: unknown, index) => mapLeaves(shape.entry, item, change, at(index))) as Value;
  if ((shape.type === 'object' || shape.type === 'table') && typeof inner === 'object' && inner !== null) {
    return Object.fromEntries(
      Object.entries(inner).flatMap(([key, child]: [string, unknown]) => {
        const own = shape.type === 'object' ? shape.fields[key] : shape.entry;
        return own === undefined || child === undefined
          ? []
          : [[key, mapLeaves(own, child, change, at(key))]];
      }),
    ) as Value;
  }
  return change(inner, markOf(schema), field, schema) as Value;
}

/** A field that holds no others: its value, its mark, and the path that leads to it. */
export interface Leaf {
  readonly value: unknown;
  readonly mark: Marked | undefined;
  readonly field: string;
}

/** Every leaf of a parsed value, in the order of the file. */
export function leavesOf(schema: z.ZodType, value: unknown): readonly Leaf[] {
  const leaves: Leaf[] = [];
  mapLeaves(schema, value, (leaf, mark, field) => {
    leaves.push({ value: leaf, mark, field });
    return leaf;
  });
  return leaves;
}

/** Every {slot} in the words of a value, filled; a slot without a value stays, and so does what is no words. */
export function fillSlots<Value>(
  schema: z.ZodType,
  value: Value,
  slots: Readonly<Record<string, string | number>>,
): Value {
  return mapLeaves(schema, value, (leaf, mark) =>
    mark?.mark === 'words' && typeof leaf === 'string'
      ? leaf.replace(/\{(\w+)\}/g, (slot, name: string) => String(slots[name] ?? slot))
      : leaf,
  );
}
