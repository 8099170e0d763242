import { expectedOneOf } from '../schema/translation.ts';
import { stepsOf, type Rule } from './content.ts';

/** What leads to a step names one of this page. */
export const steps: Rule = {
  name: 'steps',
  scope: 'item',
  check(item, report) {
    const known = stepsOf(item).map(({ id }) => id);
    for (const { value, mark, field } of item.leaves)
      if (mark?.mark === 'step' && !known.includes(String(value)))
        report(item.english.file, item.english.at + field, expectedOneOf(known, String(value)));
  },
};
