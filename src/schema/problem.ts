/** What the checks read, and how they report. */

import type { z } from 'astro/zod';

export interface ContentFile {
  /** From the project's root, with forward slashes: `content/codes/en/137.mdx`. */
  readonly path: string;
  /** What the front matter parsed to; for a YAML file the whole of it. */
  readonly data: unknown;
  /** What follows the front matter. */
  readonly body: string;
  /** Where a field stands, 1-based; of a field that is missing, where what should hold it stands. */
  readonly lineOf?: (field: string) => number | undefined;
  /** The number of the body's first line. */
  readonly bodyLine?: number;
  /** When it was written, in seconds since 1970; what is not committed is newest. */
  readonly written?: () => number;
  /** The whole text, for checks of hashes. */
  readonly text?: string;
}

export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly field: string;
  readonly message: string;
}

/** `line` is of the body, where the field stands in it. */
export type Report = (file: ContentFile | string, field: string, message: string, line?: number) => void;

/** Reports into a list. */
export function reporter(problems: Problem[]): Report {
  return (file, field, message, bodyLine) => {
    if (typeof file === 'string') {
      problems.push({ file, field, message });
      return;
    }
    const line = bodyLine === undefined ? file.lineOf?.(field) : (file.bodyLine ?? 1) + bodyLine - 1;
    problems.push({ file: file.path, ...(line !== undefined && { line }), field, message });
  };
}

/** What `npm run new` writes where a person has to. */
export const BLANK = 'TODO';
export const UNFINISHED = `expected text in place of ${BLANK}`;

/** What a file may not have. */
export const UNKNOWN = 'expected only known fields; see content/README.md';

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a table of fields',
  record: 'a table of fields',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
};

/** What a limit counts; of a number it is the number itself. */
const COUNTED: Readonly<Record<string, string>> = { array: ' of them', string: ' characters' };

/** What stands there, as a writer would call it. */
function got(input: unknown): string {
  if (input === undefined || input === null) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'object'
    ? 'a table of fields'
    : `\`${String(input as string | number | boolean)}\``;
}

/** The message where the schema of a field has none of its own. */
export const expected: z.core.$ZodErrorMap = (issue) => {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? issue.expected}, got ${got(input)}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}, got ${got(input)}`;
    case 'too_small':
      return `expected at least ${issue.minimum}${COUNTED[issue.origin] ?? ''}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${COUNTED[issue.origin] ?? ''}`;
    default:
      return undefined;
  }
};

/** The fields that still say what `npm run new` wrote, and may be anything. */
function blanksIn(value: unknown, field = ''): readonly string[] {
  if (value === BLANK) return [field];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => blanksIn(child, field ? `${field}.${key}` : key));
}

/** The parsed value, or undefined once its problems are reported. */
export function validate<Value>(
  schema: z.ZodType<Value>,
  data: unknown,
  file: ContentFile,
  report: Report,
  prefix = '',
): Value | undefined {
  const result = schema.safeParse(data, { error: expected });
  const issues = result.error?.issues ?? [];
  const told = new Set(issues.map(({ path }) => path.join('.')));
  const unfinished = blanksIn(data).filter((field) => !told.has(field));
  for (const field of unfinished) report(file, [prefix, field].filter(Boolean).join('.'), UNFINISHED);
  if (result.success) return unfinished.length === 0 ? result.data : undefined;
  for (const issue of issues) {
    const at = [prefix, ...issue.path.map(String)].filter(Boolean).join('.');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) report(file, [at, key].filter(Boolean).join('.'), UNKNOWN);
    } else {
      report(file, at || '(front matter)', issue.message);
    }
  }
  return undefined;
}

/** All problems as one message, a line each. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems
    .map(
      ({ file, line, field, message }) =>
        `${file}${line === undefined ? '' : `:${line}`}: ${field}: ${message}`,
    )
    .join('\n');
}
