/** What the checks read, and how they report. */

import type { z } from 'astro/zod';

export interface ContentFile {
  /** From the project's root, with forward slashes: `content/codes/en/137.mdx`. */
  readonly path: string;
  /** What the front matter parsed to; for a YAML file the whole of it. */
  readonly data: unknown;
  /** What follows the front matter. */
  readonly body: string;
}

export interface Problem {
  readonly file: string;
  readonly field: string;
  readonly message: string;
}

export type Report = (file: ContentFile | string, field: string, message: string) => void;

/** The parsed value, or undefined once its problems are reported. */
export function validate<Value>(
  schema: z.ZodType<Value>,
  data: unknown,
  file: ContentFile,
  report: Report,
  prefix = '',
): Value | undefined {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const at = [prefix, ...issue.path.map(String)].filter(Boolean).join('.');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        report(
          file,
          [at, key].filter(Boolean).join('.'),
          'expected only known fields; see content/README.md',
        );
      }
    } else {
      report(file, at || '(front matter)', issue.message);
    }
  }
  return undefined;
}

/** All problems as one message, a line each. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(({ file, field, message }) => `${file}: ${field}: ${message}`).join('\n');
}
