/**
 * `npm run addresses`: writes into tests/addresses.txt every address of a part of a page that the built site has, beside
 * those that it had before. A link that was pasted once must lead to its place for ever, so nothing leaves the list; the
 * sweep fails when a page no longer has an id of the list, and when the list lacks an id of a page.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { builtPages, type BuiltPage } from './built.ts';

const LIST = 'tests/addresses.txt';

/** The ids of parts that a link may name, by the path of their English page: sections, steps, rows of tables. */
export function partsOf({ html }: BuiltPage): ReadonlySet<string> {
  const parts = [...html.matchAll(/<(?:section|tr|span|h2)\s[^>]*?\bid="?([\w-]+)"?/g)].map(
    ([, id = '']) => id,
  );
  // Headings are named by what they head, sources are counted anew with each change.
  return new Set(parts.filter((id) => !/-(title|end)$|^source-|^search-result/.test(id)));
}

/** What was published: for each path the ids, as the list has them. */
export function published(): ReadonlyMap<string, readonly string[]> {
  const text = existsSync(LIST) ? readFileSync(LIST, 'utf8') : '';
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [path = '', ...ids] = line.split(' ');
        return [path, ids];
      }),
  );
}

/** The English pages that have addresses of their own; those of the lab's records follow the records. */
export const addressed = (): readonly BuiltPage[] =>
  builtPages().filter(({ path, locale }) => locale === 'en' && !path.startsWith('evidence/'));

if (import.meta.main) {
  const known = published();
  const now = new Map(addressed().map((page) => [`/${page.path}`, partsOf(page)]));
  const paths = [...new Set([...known.keys(), ...now.keys()])].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  const lines = paths.flatMap((path) => {
    const ids = [...new Set([...(known.get(path) ?? []), ...(now.get(path) ?? [])])].sort();
    return ids.length > 0 ? [`${path} ${ids.join(' ')}`] : [];
  });
  writeFileSync(LIST, `${lines.join('\n')}\n`);
  console.log(`${LIST}: ${lines.length} pages`);
}
