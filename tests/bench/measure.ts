/** What a measure is. A new one is a file in `measures/` that exports a `Measure`, and a line in `registry.ts`. */

export interface Subject {
  /** The folder of the built site. */
  readonly folder: string;
  /** The base path it was built for: `/` or `/ref/`. */
  readonly base: string;
}

export interface Measure {
  /** One word: the first column of the table, and what `npm run bench -- <name>` takes. */
  readonly name: string;
  /** Throws when it cannot measure; a passed budget is a row, not an error. */
  readonly run: (site: Subject) => Promise<readonly Row[]>;
}

/** One line of the final table. */
export interface Row {
  readonly subject: string;
  readonly value: string;
  /** With its verdict; absent where a number is only reported. */
  readonly budget?: { readonly text: string; readonly kept: boolean };
}

/** A row whose value may reach the budget but not pass it. */
export function atMost(subject: string, value: number, most: number, format: (value: number) => string): Row {
  return {
    subject,
    value: format(value),
    budget: { text: `<= ${format(most)}`, kept: value <= most },
  };
}

/** `13,950 B`; kilobytes are thousands here, and bytes leave no doubt about it. */
export function inBytes(bytes: number): string {
  return `${bytes.toLocaleString('en')} B`;
}

export function inMilliseconds(time: number): string {
  return `${Math.round(time)} ms`;
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}
