import { KINDS } from '../kinds/index.ts';
import { slugsIn, type Rule } from './content.ts';

/** What one kind of page asks of its own files, besides what holds for all. */
export const ofOneKind: Rule = {
  name: 'kinds',
  scope: 'content',
  check({ items, files }, report) {
    for (const kind of KINDS) {
      const own = items.filter((item) => item.kind === kind);
      const pages = own.filter(({ collection }) => collection === kind.collection);
      for (const { slug, english, data } of pages) kind.check?.({ slug, file: english.file, data }, report);
      const parts = Object.entries(kind.parts ?? {}).map(([name, collection]) => {
        return [name, slugsIn(collection, files)] as const;
      });
      const file = (path: string) => files.find((each) => each.path === path) ?? path;
      kind.checkParts?.(Object.fromEntries(parts), slugsIn(kind.collection, files), (path, ...rest) =>
        report(typeof path === 'string' ? file(path) : path, ...rest),
      );
    }
  },
};
