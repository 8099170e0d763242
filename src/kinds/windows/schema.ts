/** A 32-bit value that Windows ends a process with: `content/windows/{en,zh}/<0xHEX or decimal>.mdx`. */

import { z } from 'astro/zod';
import {
  aliases,
  cite,
  cited,
  line,
  related,
  reviewed,
  sentence,
  sources,
  steps,
  upTo,
} from '../../schema/fields.ts';

/** Whose numbers they are, in the order in which the index has them. */
export const VALUE_GROUPS = ['ntstatus', 'hresult', 'clr', 'win32', 'installer', 'service', 'shell'] as const;

const A_VALUE = 'expected eight hexadecimal digits such as `0xC0000005`, quoted, or a number from 0 to 65535';

export const windowsSchema = z.strictObject({
  /** As people write it: eight hexadecimal digits after `0x`, or a decimal number. The other spellings follow. */
  value: z.union([z.string().regex(/^0x[0-9A-F]{8}$/, A_VALUE), z.int().min(0).max(65535)], {
    error: A_VALUE,
  }),
  /** The name in Microsoft's headers. */
  symbol: line.max(60).optional(),
  group: z.enum(VALUE_GROUPS, { error: `expected one of ${VALUE_GROUPS.join(', ')}` }),
  /** What it means in half a line. */
  title: upTo(60),
  summary: upTo(230, 'one sentence of at most 230 characters', 160),
  /** Who shows it how: a place, and what it prints, literally. */
  shown: z.array(z.strictObject({ where: sentence, text: line, cite })).min(1, 'expected at least one place'),
  /** The first of them is what to run first. */
  steps,
  fixes: z.array(cited).min(1, 'expected at least one fix'),
  claims: z.array(z.strictObject({ said: sentence, fact: sentence, cite })).optional(),
  aliases,
  related,
  sources,
  reviewed,
});

export type WindowsData = z.infer<typeof windowsSchema>;
