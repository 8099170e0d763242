import type { ContentFile } from '../schema/problem.ts';
import { textsOf, type Item, type Rule } from './content.ts';

interface Claim {
  readonly file: ContentFile;
  readonly field: string;
  readonly alias: string;
}

/** One word, one answer: where a kind says so, no other page of such a kind may claim an alias. The newer file is at fault. */
export const aliases: Rule = {
  name: 'aliases',
  scope: 'content',
  check({ items }, report) {
    const owners = new Map<string, Claim>();
    for (const claim of items.filter(isUnique(items)).flatMap(claimsOf)) {
      const key = claim.alias.toLowerCase();
      const owner = owners.get(key);
      if (!owner) {
        owners.set(key, claim);
        continue;
      }
      const [older, newer] = isNewer(owner.file, claim.file) ? [claim, owner] : [owner, claim];
      owners.set(key, older);
      report(
        newer.file,
        newer.field,
        `expected a word no other page claims, \`${newer.alias}\` is in ${older.file.path}`,
      );
    }
  },
};

/** Items whose aliases count: a row that a written page stands in for has none. */
function isUnique(items: readonly Item[]) {
  const written = new Set(
    items.filter(({ kind, collection }) => kind.collection === collection).map(({ slug }) => slug),
  );
  return ({ kind, collection, slug }: Item) =>
    kind.aliases === 'unique' && !(kind.collection !== collection && kind.isShadowed?.(slug, written));
}

function claimsOf(item: Item): readonly Claim[] {
  return textsOf(item).flatMap(({ file, at, raw }) => {
    const list = (raw as { aliases?: unknown } | null)?.aliases;
    return Array.isArray(list)
      ? list.map((alias, index) => ({ file, field: `${at}aliases.${index}`, alias: String(alias) }))
      : [];
  });
}

function isNewer(file: ContentFile, than: ContentFile): boolean {
  return file.path !== than.path && (file.written?.() ?? 0) > (than.written?.() ?? 0);
}
