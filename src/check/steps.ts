import { forLeaves } from '../schema/shape.ts';
import { expectedOneOf } from '../schema/translation.ts';
import { stepsOf, type Rule } from './content.ts';

/** What leads to a step names one of this page. */
export const steps: Rule = {
  name: 'steps',
  scope: 'item',
  check(item, report) {
    const known = stepsOf(item).map(({ id }) => id);
    forLeaves(item.collection.schema, item.data, (value, mark, field) => {
      if (mark?.mark === 'step' && !known.includes(String(value)))
        report(item.english.file, item.english.at + field, expectedOneOf(known, String(value)));
    });
  },
};
