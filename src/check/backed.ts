import type { Item, Rule } from './content.ts';

interface Entry {
  readonly cite?: readonly string[];
  readonly observation?: unknown;
}
type Entries = Readonly<Record<string, Entry | undefined>>;

/** What a page may state only with a source or a record, by field; a list's entries are found by their index. */
function statedIn({ data }: Item): readonly (readonly [field: string, entry: Entry | undefined])[] {
  const within = (name: string, keys?: readonly string[]) => {
    const entries = (data[name] ?? {}) as Entries;
    return (keys ?? Object.keys(entries)).map((key) => [`${name}.${key}`, entries[key]] as const);
  };
  return [
    // Whether to try again, and what the code is confused with, follows from the rest of the page.
    ...within('glance', ['kubernetes', 'docker', 'systemd']),
    ...['steps', 'causes', 'traps', 'claims'].flatMap((name) => within(name)),
    ['versions', data['versions'] as Entry | undefined],
  ];
}

/** No step, cause, trap or answer to a claim without a source or a record of it; nor what one sees in a system. */
export const backed: Rule = {
  name: 'backed',
  scope: 'item',
  check(item, report) {
    const { file, at } = item.english;
    for (const [field, entry] of statedIn(item))
      if (entry && !entry.cite?.length && entry.observation === undefined)
        report(file, at + field, 'expected `cite` or `observation`: a source or a record of what it says');
  },
};
