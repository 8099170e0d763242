import { parseInline } from '../schema/inline.ts';
import type { Report } from '../schema/problem.ts';
import { stepsOf, type Content, type Item, type Rule, type Text } from './content.ts';
import { sectionsIn, templateIds } from './ids.ts';

/** `related` and every link in a line lead somewhere. */
export const links: Rule = {
  name: 'links',
  scope: 'item',
  check(item, report) {
    const { collection, english, leaves, translation, targets } = item;
    const check = checkLine(item, report);
    for (const { value, mark, field } of leaves) {
      if (mark?.mark === 'words') check(english, String(value), field);
      if (mark?.mark !== 'related') continue;
      (value as readonly (string | number)[]).forEach((target, index) => {
        if (!targets.has(String(target)))
          report(
            english.file,
            `${english.at}${field}.${index}`,
            `expected a page that exists, got \`${target}\``,
          );
      });
    }
    if (translation) forStrings(translation.raw, (value, field) => check(translation, value, field));
    else if (collection.form === 'yaml')
      forStrings(english.raw, (value, field) => {
        if (field.endsWith('.zh')) check(english, value, field);
      });
  },
};

function checkLine(item: Item & Content, report: Report) {
  const steps = stepsOf(item).map(({ id }) => id);
  const ids = new Set([
    ...templateIds(item.kind),
    ...steps,
    ...sectionsIn(item.english).map(({ attributes }) => attributes.get('id') ?? ''),
  ]);
  return ({ file, at }: Text, line: string, field: string) => {
    for (const part of parseInline(line)) {
      if (part.kind !== 'link' || part.target.startsWith('https://')) continue;
      const known = part.target.startsWith('#')
        ? ids.has(part.target.slice(1))
        : item.targets.has(part.target.split('#')[0] ?? '');
      if (!known)
        report(
          file,
          at + field,
          `expected a link to \`#id\`, an exit code, <folder>/<name> or https, got \`${part.target}\``,
        );
      if (part.text === '' && !steps.some((id) => part.target === `#${id}`))
        report(file, at + field, `expected words for the link to \`${part.target}\``);
    }
  };
}

/** Calls `visit` with every string inside a value and the path that leads to it. */
function forStrings(value: unknown, visit: (value: string, field: string) => void, field = '') {
  if (typeof value === 'string') visit(value, field);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value))
      forStrings(child as unknown, visit, field ? `${field}.${key}` : key);
  }
}
