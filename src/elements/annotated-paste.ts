/** The reader's own text with the lines that decided lit, and beside each what it shows. Text nodes only. */

import { element } from './dom.ts';

/** So many lines are one box that browsers lay out when it comes into sight. */
const BLOCK_LINES = 200;
/** A longer text is shown around its lit lines alone, so many lines before and after each. */
const WHOLE_LINES = 10_000;
const AROUND = 40;
/** How much of a line is shown, in characters: one of a megabyte would be all there is. */
const LINE_SHOWN = 2000;

export interface Annotated {
  readonly lines: readonly string[];
  /** By 1-based line: what it shows. */
  readonly notes: ReadonlyMap<number, string>;
  /** What stands for lines that are left out. */
  readonly passage: (lines: number) => string;
}

export function annotated({ lines, notes, passage }: Annotated): HTMLElement {
  const box = element('div', { className: 'annotated', role: 'region' });
  box.tabIndex = 0;
  const near = lines.length <= WHOLE_LINES ? undefined : linesAround([...notes.keys()]);
  let block: HTMLElement | undefined;
  let plain: string[] = [];
  let count = 0;
  const flush = (): void => {
    if (plain.length > 0) (block ??= begin(box)).append(`${plain.join('\n')}\n`);
    plain = [];
  };
  let left = 0;
  const skip = (): void => {
    if (left > 0) {
      flush();
      box.append(element('p', { className: 'dim' }, passage(left)));
      block = undefined;
      count = 0;
    }
    left = 0;
  };
  lines.forEach((line, index) => {
    const number = index + 1;
    if (near && !near.has(number)) {
      left++;
      return;
    }
    skip();
    const note = notes.get(number);
    const text = line.slice(0, LINE_SHOWN);
    if (note === undefined) plain.push(text);
    else {
      flush();
      const mark = element('mark', {}, text || ' ', element('small', {}, note));
      mark.dataset.litLine = String(number);
      (block ??= begin(box)).append(mark);
    }
    if (++count < BLOCK_LINES) return;
    flush();
    block?.classList.add('whole');
    block = undefined;
    count = 0;
  });
  flush();
  skip();
  return box;
}

function begin(box: HTMLElement): HTMLElement {
  const block = element('pre', {});
  box.append(block);
  return block;
}

function linesAround(lit: readonly number[]): ReadonlySet<number> {
  return new Set(
    lit.flatMap((line) => Array.from({ length: 2 * AROUND + 1 }, (_, at) => line - AROUND + at)),
  );
}
