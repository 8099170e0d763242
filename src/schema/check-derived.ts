/** Checks what derived pages are made of: a template per kind of number, and a line on every name. */

import { SIGNALS, SIGNAL_OFFSET, signalByNumber, REALTIME } from '../core/tables/signals.ts';
import { STATUS_NAMES } from '../core/tables/status-names.ts';
import { checkSteps } from './check-steps.ts';
import { familyFacts, familyWords, nameFacts, nameWords, TEMPLATES } from './derived.ts';
import { validate, type ContentFile, type Report } from './problem.ts';

/** Words that lead to a page, and where they stand. */
export interface AliasList {
  readonly file: ContentFile;
  readonly field: string;
  readonly aliases: readonly string[];
}

interface Rest {
  /** Exit statuses that have a written page: they need no line on their name. */
  readonly codes: readonly string[];
  readonly sources: ReadonlySet<string>;
}

/** Reports what is wrong with `families/` and `names/`; returns the aliases they claim. */
export function checkDerived(
  files: readonly ContentFile[],
  rest: Rest,
  report: Report,
): readonly AliasList[] {
  for (const template of TEMPLATES) checkTemplate(files, template, rest.sources, report);
  return checkNames(files, rest, report);
}

function checkTemplate(
  files: readonly ContentFile[],
  template: string,
  sources: ReadonlySet<string>,
  report: Report,
) {
  const find = (locale: string) =>
    files.find(({ path }) => path === `content/families/${locale}/${template}.mdx`);
  const english = find('en');
  const chinese = find('zh');
  if (!english)
    report(`content/families/en/${template}.mdx`, '(file)', 'expected a template for this kind of number');
  else if (!chinese)
    report(`content/families/zh/${template}.mdx`, '(file)', `expected a translation of ${english.path}`);
  const facts = english && validate(familyFacts, english.data, english, report);
  const words = chinese && validate(familyWords, chinese.data, chinese, report);
  if (!english || !facts) return;
  facts.sources.forEach((id, index) => {
    if (!sources.has(id))
      report(english, `sources.${index}`, `expected an id of content/sources, got \`${id}\``);
  });
  if (!chinese || !words) return;
  checkSteps(facts.steps, { file: chinese, words }, report);
  if (words.certain.length !== facts.certain.length) {
    report(
      chinese,
      'certain',
      `expected ${facts.certain.length} entries, as in English, got ${words.certain.length}`,
    );
  }
}

function checkNames(
  files: readonly ContentFile[],
  { codes, sources }: Rest,
  report: Report,
): readonly AliasList[] {
  const find = (locale: string) => files.find(({ path }) => path === `content/names/${locale}.yaml`);
  const english = find('en');
  const chinese = find('zh');
  if (!english || !chinese) {
    report(`content/names/${english ? 'zh' : 'en'}.yaml`, '(file)', 'expected a line on every name');
    return [];
  }
  const keys = Object.keys(english.data ?? {});
  const known = expectedNames(codes);
  for (const name of known) if (!keys.includes(name)) report(english, name, 'expected a line on this name');
  for (const key of keys) {
    if (!known.includes(key) && !isLoneStatus(key, codes))
      report(english, key, 'expected the name of a derived page');
  }
  const translated = Object.keys(chinese.data ?? {});
  for (const key of keys)
    if (!translated.includes(key)) report(chinese, key, 'expected a translation of this name');
  for (const key of translated)
    if (!keys.includes(key)) report(chinese, key, 'expected a name that the English file has');

  const lists: AliasList[] = [];
  for (const [key, row] of Object.entries(english.data ?? {})) {
    const facts = validate(nameFacts, row, english, report, key);
    if (!facts) continue;
    facts.cite.forEach((id, index) => {
      if (!sources.has(id))
        report(english, `${key}.cite.${index}`, `expected an id of content/sources, got \`${id}\``);
    });
    lists.push({ file: english, field: `${key}.aliases`, aliases: facts.aliases ?? [] });
  }
  for (const [key, row] of Object.entries(chinese.data ?? {})) {
    const words = validate(nameWords, row, chinese, report, key);
    if (words) lists.push({ file: chinese, field: `${key}.aliases`, aliases: words.aliases ?? [] });
  }
  return lists;
}

/** Every name of a convention whose page is derived. glibc's own two signals have no name, only a number. */
function expectedNames(codes: readonly string[]): readonly string[] {
  const derived = (status: number) => !codes.includes(String(status));
  const signals = [
    ...SIGNALS,
    signalByNumber(REALTIME.kernelFirst),
    signalByNumber(REALTIME.kernelFirst + 1),
  ];
  return [
    ...signals.flatMap((signal) => (signal && derived(SIGNAL_OFFSET + signal.number) ? [signal.name] : [])),
    ...STATUS_NAMES.filter(({ convention, status }) => convention !== 'lsb' && derived(status)).map(
      ({ name }) => name,
    ),
  ];
}

/** A bare number may have a line of its own where only tools give it meaning. */
function isLoneStatus(key: string, codes: readonly string[]): boolean {
  return /^\d{1,3}$/.test(key) && Number(key) <= 255 && !codes.includes(key);
}
