import { idsIn } from '../schema/mdx.ts';
import { textsOf, type Rule } from './content.ts';
import { checkCited, checkReproduced, checkShown, checkSubjects } from './evidence.ts';

/** Every scenario that a page names has records: those of a claim, of `reproduce`, of a table in its body. */
export const observations: Rule = {
  name: 'observations',
  scope: 'item',
  check(item, report) {
    const { data, english, evidence, leaves } = item;
    for (const { value, mark, field } of leaves) {
      const at = english.at + field;
      if (mark?.mark === 'scenario') {
        const id = String(value);
        const known = checkCited(id, evidence, english.file, at, false, report);
        const { code } = data as { readonly code?: unknown };
        if (known && typeof code === 'number')
          checkReproduced(id, code, known, (message) => report(english.file, at, message));
      }
      if (mark?.mark !== 'observation') continue;
      const code = codeBeside(data, field);
      (value as readonly string[]).forEach((id, index) => {
        const place = `${at}.${index}`;
        const known = checkCited(id, evidence, english.file, place, true, report);
        if (known && code !== undefined)
          checkShown(id, code, known, (message) => report(english.file, place, message));
      });
    }
    for (const { file, parts } of textsOf(item)) {
      for (const part of parts) {
        if (part.kind !== 'component' || !/^(Evidence|Observed)$/.test(part.name)) continue;
        const claim = part.name === 'Evidence';
        const attribute = claim ? 'scenario' : 'scenarios';
        const field = `<${part.name}> in the body`;
        const ids = idsIn(part.attributes.get(attribute) ?? '');
        if (ids.length === 0) report(file, field, `expected \`${attribute}\``, part.line);
        for (const id of ids) checkCited(id, evidence, file, field, claim, report, part.line);
        const subjects = part.attributes.get('subjects');
        if (subjects !== undefined) checkSubjects(ids, idsIn(subjects), evidence, file, report, part.line);
      }
    }
  },
};

/** The number, or range of numbers, that stands beside a field of a list: `codes.3.observation` has `codes.3.code`. */
function codeBeside(data: unknown, field: string): number | string | undefined {
  let entry = data;
  for (const key of field.split('.').slice(0, -1))
    entry = (entry as Readonly<Record<string, unknown>> | undefined)?.[key];
  const { code } = (entry ?? {}) as { readonly code?: unknown };
  return typeof code === 'number' || typeof code === 'string' ? code : undefined;
}
