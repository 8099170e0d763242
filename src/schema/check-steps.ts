/** Rules for steps that are translated: the same steps, the same outcomes, and a translation for every line that needs one. */

import type { Step, StepWords } from './fields.ts';
import { isLiteral } from './inline.ts';
import type { ContentFile, Report } from './problem.ts';

/** A translation has a field exactly when the English page has it, unless the English one is literal. */
export function checkPresence(
  english: string | undefined,
  translated: string | undefined,
  file: ContentFile,
  field: string,
  report: Report,
) {
  if (english === undefined && translated !== undefined)
    report(file, field, 'expected nothing: English has no such line');
  if (english !== undefined && translated === undefined && !isLiteral(english)) {
    report(file, field, `expected a translation of "${english}"`);
  }
}

export function checkSteps(
  english: readonly Step[],
  { file, words }: { file: ContentFile; words: { steps?: Record<string, StepWords> | undefined } },
  report: Report,
) {
  const translated = words.steps ?? {};
  const ids = english.map(({ id }) => id);
  for (const id of Object.keys(translated)) {
    if (!ids.includes(id)) report(file, `steps.${id}`, expectedOneOf(ids, id));
  }
  for (const step of english) {
    const own = translated[step.id];
    if (!own) {
      report(file, `steps.${step.id}`, 'expected a translation of this step');
      continue;
    }
    checkPresence(step.say, own.say, file, `steps.${step.id}.say`, report);
    if (own.outcomes.length !== step.outcomes.length) {
      report(
        file,
        `steps.${step.id}.outcomes`,
        `expected ${step.outcomes.length} entries, as in English, got ${own.outcomes.length}`,
      );
    }
    step.outcomes.forEach((outcome, index) => {
      const see = own.outcomes[index]?.see;
      if (own.outcomes[index] && see === undefined && !isLiteral(outcome.see)) {
        report(file, `steps.${step.id}.outcomes.${index}.see`, `expected a translation of "${outcome.see}"`);
      }
    });
  }
}

export const expectedOneOf = (ids: readonly string[], got: string) =>
  `expected a step of this page (${ids.join(', ')}), got \`${got}\``;
