import type { Component } from '../schema/mdx.ts';
import type { Kind } from '../kinds/kind.ts';
import { stepsOf, textsOf, type Rule, type Text } from './content.ts';

/** Ids that the pages of a kind use by themselves; an author's ids must differ. */
export const templateIds = ({ ids }: Pick<Kind, 'ids'>): readonly string[] => [
  ...ids,
  'sources',
  'related',
  'main',
];

export const sectionsIn = ({ parts }: Text): readonly Component[] =>
  parts.filter((part): part is Component => part.kind === 'component' && part.name === 'Section');
const idOf = ({ attributes }: Component) => attributes.get('id') ?? '';

/** Ids of steps and sections are words, each once a page, the same in every language; a body has no other headings. */
export const ids: Rule = {
  name: 'ids',
  scope: 'item',
  check(item, report) {
    const { english, translation } = item;
    const taken = new Set(templateIds(item.kind));
    stepsOf(item).forEach(({ id, was = [] }, index) => {
      for (const [field, each] of [['id', id] as const, ...was.map((each) => ['was', each] as const)]) {
        // A part that every page of the kind once had, such as `bits`, may have been given up on this one.
        if (taken.has(each) && !(field === 'was' && templateIds(item.kind).includes(each)))
          report(
            english.file,
            `steps.${index}.${field}`,
            `expected an id that nothing else on the page has, got \`${each}\``,
          );
        taken.add(each);
      }
    });
    const own = sectionsIn(english);
    for (const section of own) {
      const id = idOf(section);
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || taken.has(id))
        report(
          english.file,
          '<Section> in the body',
          `expected a word id that nothing else on the page has, got \`${id}\``,
          section.line,
        );
      taken.add(id);
    }
    for (const text of textsOf(item)) {
      for (const part of text.parts)
        if (part.kind === 'heading')
          report(
            text.file,
            '(body)',
            'expected <Section id="…" title="…"> in place of a Markdown heading',
            part.line,
          );
      for (const section of sectionsIn(text))
        if ((section.attributes.get('title') ?? '') === '')
          report(text.file, '<Section> in the body', 'expected a title', section.line);
    }
    const theirs = translation && sectionsIn(translation);
    if (theirs && theirs.map(idOf).join() !== own.map(idOf).join())
      report(
        translation.file,
        '<Section> in the body',
        `expected the ids of the English page in its order: ${own.map(idOf).join(', ') || 'no sections'}`,
        theirs.find((section, index) => own[index] === undefined || idOf(section) !== idOf(own[index]))
          ?.line ?? 1,
      );
  },
};
