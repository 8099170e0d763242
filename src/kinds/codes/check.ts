/** Rules of exit codes alone. */

import { REALTIME, SIGNAL_OFFSET, signalByNumber, SIGNALS } from '../../core/tables/signals.ts';
import { STATUS_NAMES } from '../../core/tables/status-names.ts';
import type { ContentFile, Report } from '../../schema/problem.ts';
import { formsOf } from '../../schema/tools.ts';
import { TEMPLATES } from './derived-schema.ts';
import type { CodeData, Fork } from './schema.ts';

export function checkCode(slug: string, file: ContentFile, { code, road }: CodeData, report: Report): void {
  if (slug !== String(code)) report(file, 'code', `expected ${slug}, as the file name says, got ${code}`);
  checkRoad(road, 'road', (field, message) => report(file, field, message));
}

/**
 * Nobody reads past the first fork that matches. So of every road and side road only the last fork may say "none of
 * these", and no fork may look for a text in which an earlier one has found its own.
 */
function checkRoad(road: readonly Fork[], field: string, expected: (field: string, message: string) => void) {
  road.forEach((fork, index) => {
    const at = `${field}.${index}`;
    if (fork.evidence === undefined && fork.see === undefined && index < road.length - 1)
      expected(`${at}.evidence`, 'expected what to look for, here or in `see`; only the last fork has none');
    const earlier = road.slice(0, index).flatMap(({ evidence }) => formsOf(evidence));
    for (const { tool, value } of formsOf(fork.evidence)) {
      const first = earlier.find(
        (form) => value.includes(form.value) && (form.tool ?? tool) === (tool ?? form.tool),
      );
      if (first) expected(`${at}.evidence`, `expected it before "${first.value}", which "${value}" contains`);
    }
    if (fork.road) checkRoad(fork.road, `${at}.road`, expected);
  });
}

/** A template for every kind of number, and a line on every name whose page is derived. */
export function checkNames(
  parts: Readonly<Record<string, ReadonlySet<string>>>,
  written: ReadonlySet<string>,
  report: Report,
): void {
  for (const template of TEMPLATES)
    if (!parts['families']?.has(template))
      report(`content/families/en/${template}.mdx`, '(file)', 'expected a template for this kind of number');
  const file = 'content/names/en.yaml';
  const names = parts['names'] ?? new Set();
  for (const { name, status } of expectedNames())
    if (!written.has(String(status)) && !names.has(name)) report(file, name, 'expected a line on this name');
  const known = new Set(expectedNames().map(({ name }) => name));
  for (const name of names)
    if (!known.has(name) && !isStatus(name))
      report(file, name, 'expected the name of a signal or a status, or a number up to 255');
}

/** Whether a written page stands in for a row of `names/`: its aliases and its line are then not used. */
export function isShadowed(name: string, written: ReadonlySet<string>): boolean {
  if (isStatus(name)) return written.has(name);
  const own = expectedNames().find((each) => each.name === name);
  return own !== undefined && written.has(String(own.status));
}

/** Every name of a convention. glibc's own two signals have no name, only a number. */
function expectedNames(): readonly { readonly name: string; readonly status: number }[] {
  const signals = [
    ...SIGNALS,
    signalByNumber(REALTIME.kernelFirst),
    signalByNumber(REALTIME.kernelFirst + 1),
  ];
  return [
    ...signals.flatMap((signal) =>
      signal ? [{ name: signal.name, status: SIGNAL_OFFSET + signal.number }] : [],
    ),
    ...STATUS_NAMES.filter(({ convention }) => convention !== 'lsb'),
  ];
}

const isStatus = (name: string) => /^\d{1,3}$/.test(name) && Number(name) <= 255;
