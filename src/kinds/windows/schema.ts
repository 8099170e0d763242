/** A 32-bit value that Windows ends a process with: `content/windows/{en,zh}/<0xHEX or decimal>.mdx`. */

import { z } from 'astro/zod';
import {
  aliases,
  cite,
  fixes,
  line,
  oftenSaid,
  related,
  reviewed,
  sentence,
  sources,
  steps,
  summary,
  title,
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
  symbol: line.max(60, 'expected at most 60 characters').optional(),
  group: z.enum(VALUE_GROUPS, { error: `expected one of ${VALUE_GROUPS.join(', ')}` }),
  title,
  summary,
  /** Who shows it how: a place, and what it prints, literally. */
  shown: z.array(z.strictObject({ where: sentence, text: line, cite })).min(1, 'expected at least one place'),
  /** The first of them is what to run first. */
  steps,
  fixes,
  claims: oftenSaid,
  aliases,
  related,
  sources,
  reviewed,
});

export type WindowsData = z.infer<typeof windowsSchema>;
