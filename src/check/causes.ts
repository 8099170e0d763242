import { CAUSES } from '../core/report/causes.ts';
import { LOCALES } from '../i18n/index.ts';
import { causeFile, causeWordsFile, type CauseEntry, type CauseWords } from '../schema/cause.ts';
import { validate } from '../schema/problem.ts';
import { stepsOf, type Rule } from './content.ts';
import { sectionsIn } from './ids.ts';

/** Every cause that the core can reach has words in all languages, and leads to a step or section that exists. */
export const causes: Rule = {
  name: 'causes',
  scope: 'content',
  check({ files, items }, report) {
    const places = new Set(
      items.flatMap((item) =>
        [
          ...stepsOf(item).map(({ id }) => id),
          ...sectionsIn(item.english).map(({ attributes }) => attributes.get('id') ?? ''),
        ].map((id) => `${item.kind.at}${item.slug}#${id}`),
      ),
    );
    // Content without any words of causes is none that the decoder is built from.
    if (!files.some(({ path }) => path.startsWith('content/causes/'))) return;
    for (const locale of LOCALES) {
      const path = `content/causes/${locale}.yaml`;
      const file = files.find((each) => each.path === path);
      if (!file) {
        report(path, '(file)', 'expected the words of every cause in this language');
        continue;
      }
      const entries: Readonly<Record<string, CauseEntry | CauseWords>> =
        (locale === 'en'
          ? validate(causeFile, file.data, file, report)
          : validate(causeWordsFile, file.data, file, report)) ?? {};
      for (const cause of CAUSES)
        if (!entries[cause]) report(file, cause, 'expected words: the core can tell this cause');
      for (const [id, entry] of Object.entries(entries)) {
        if (!(CAUSES as readonly string[]).includes(id))
          report(file, id, `expected a cause of src/core/report/causes.ts: ${CAUSES.join(', ')}`);
        if (!('leads' in entry)) continue;
        for (const [status, target] of Object.entries(entry.leads)) {
          if (!places.has(target))
            report(
              file,
              `${id}.leads.${status}`,
              `expected a page and a step of it, \`137#memory\`, got \`${target}\``,
            );
        }
      }
    }
  },
};
