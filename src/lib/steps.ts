/** Steps of finding out, with the words of one language put into the facts of the English page. */

import type { Step, StepWords } from '../schema/fields.ts';

/** English steps as they are, or with a translation's words; what a translation leaves out is literal and stays. */
export function mergeSteps(
  steps: readonly Step[],
  words: Readonly<Record<string, StepWords>> | undefined,
): readonly Step[] {
  return steps.map((step) => {
    const own = words?.[step.id];
    if (!own) return step;
    const outcomes = step.outcomes.map((outcome, index) => override(outcome, own.outcomes[index]));
    return { ...step, do: own.do, ...(own.say !== undefined && { say: own.say }), outcomes };
  });
}

/** A fact with the words that a translation gives in its place; a word that is not given stays. */
export function override<Fact extends object>(
  fact: Fact,
  words: { [Key in keyof Fact]?: Fact[Key] | undefined } = {},
): Fact {
  const given = Object.entries(words).filter(([, word]) => word !== undefined);
  return { ...fact, ...Object.fromEntries(given) };
}
