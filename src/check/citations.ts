import { textsOf, type Rule } from './content.ts';

/** Rows of `content/sources/lab.yaml`: they say on what something was run, not what came of it. */
const LAB = /^lab-/;

/**
 * What is cited is listed among the page's sources, and what is listed exists. That something was run is only worth
 * something with the record of it beside it.
 */
export const citations: Rule = {
  name: 'citations',
  scope: 'item',
  check(item, report) {
    const { data, english, leaves, sources } = item;
    // A row has no list of its own, and a file with a table of sources has nothing else to cite.
    const listed = data['sources'];
    const ids = Array.isArray(listed)
      ? new Set(listed as string[])
      : listed === undefined
        ? sources
        : new Set(Object.keys(listed as object));
    const expected =
      listed === undefined ? 'expected an id of content/sources' : 'expected an id that `sources` lists';
    for (const { value, mark, field } of leaves) {
      if (mark?.mark !== 'cite' && mark?.mark !== 'sources') continue;
      (value as readonly string[]).forEach((id, index) => {
        const place = `${english.at}${field}.${index}`;
        if (mark.mark === 'sources' && !sources.has(id))
          report(english.file, place, `expected an id of content/sources, got \`${id}\``);
        if (mark.mark === 'cite' && !ids.has(id)) report(english.file, place, `${expected}, got \`${id}\``);
        if (mark.mark === 'cite' && LAB.test(id) && !hasRecord(data, field))
          report(
            english.file,
            place,
            `expected \`observation\` beside it, with the record that shows it: \`${id}\``,
          );
      });
    }
    for (const { file, parts } of textsOf(item)) {
      for (const part of parts) {
        if (part.kind !== 'component' || part.name !== 'Cite') continue;
        const id = part.attributes.get('id') ?? '';
        if (!ids.has(id)) report(file, '<Cite> in the body', `${expected}, got \`${id}\``, part.line);
        if (LAB.test(id))
          report(
            file,
            '<Cite> in the body',
            `expected \`<Evidence>\` with the record that shows it, got \`${id}\``,
            part.line,
          );
      }
    }
  },
};

/** Whether the entry that has this list of sources names records too. */
function hasRecord(data: object, field: string): boolean {
  const entry = field
    .split('.')
    .slice(0, -1)
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], data);
  return (entry as { readonly observation?: unknown } | undefined)?.observation !== undefined;
}
