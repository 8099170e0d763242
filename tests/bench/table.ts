import type { Row } from './measure.ts';

const HEAD = ['measure', 'subject', 'value', 'budget', ''] as const;

/** An aligned table for the terminal: measure | subject | value | budget | ok or OVER. */
export function table(results: readonly { readonly measure: string; readonly row: Row }[]): string {
  const lines = [
    HEAD,
    ...results.map(({ measure, row: { subject, value, budget } }) => [
      measure,
      subject,
      value,
      budget?.text ?? '-',
      budget ? (budget.kept ? 'ok' : 'OVER') : '',
    ]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const rows = lines.map((line) =>
    line
      .map((cell, column) =>
        // Numbers to the right, so that their digits line up.
        column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join(' | ')
      .trimEnd(),
  );
  return rows.toSpliced(1, 0, widths.map((width) => '-'.repeat(width)).join('-|-')).join('\n');
}
