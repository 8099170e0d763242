import { translate } from '../schema/translation.ts';
import { follows } from '../schema/fields.ts';
import { validate } from '../schema/problem.ts';
import type { Rule } from './content.ts';

/** A translation has the words of its English page: each of them, in its place, and nothing else. */
export const translations: Rule = {
  name: 'translations',
  scope: 'item',
  check({ collection, data, translation }, report) {
    if (!translation) return;
    const { file, at, raw } = translation;
    const { follows: hash, ...words } = (raw ?? {}) as Readonly<Record<string, unknown>>;
    if (collection.form === 'mdx') validate(follows, hash, file, report, 'follows');
    translate(collection.schema, data, collection.form === 'mdx' ? words : raw, (field, message) =>
      report(file, at + field, message),
    );
  },
};
