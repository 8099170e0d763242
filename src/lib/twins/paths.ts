/** The addresses of twins, as the two routes that serve them need them: one name, or a folder and a name. */

import { LOCALES, type Locale } from '../../i18n/index.ts';
import { localeParam } from '../routes.ts';
import { pathOf } from '../urls.ts';
import { allTwins } from './kinds.ts';
import type { Twin } from './twin.ts';

/** What `getStaticPaths` returns for twins whose path has this many parts: `137` has one, `guides/kubernetes` two. */
async function twinPaths(parts: number) {
  const paths = await Promise.all(
    LOCALES.map(async (locale) =>
      (await allTwins(locale)).map((twin) => ({
        names: pathOf(twin.page).split('/').slice(0, -1),
        locale,
        twin,
      })),
    ),
  );
  return paths.flat().filter(({ names }) => names.length === parts);
}

export interface TwinProps {
  readonly locale: Locale;
  readonly twin: Twin;
}

export async function pathsAtRoot() {
  return (await twinPaths(1)).map(({ names: [page], locale, twin }) => ({
    params: { locale: localeParam(locale), page },
    props: { locale, twin },
  }));
}

export async function pathsInFolders() {
  return (await twinPaths(2)).map(({ names: [folder, page], locale, twin }) => ({
    params: { locale: localeParam(locale), folder, page },
    props: { locale, twin },
  }));
}
