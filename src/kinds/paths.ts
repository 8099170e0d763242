/** The routes of all pages of all kinds. */

import { LOCALES } from '../i18n/index.ts';
import { localePath } from '../lib/routes.ts';
import { site } from './site.ts';

/** What `getStaticPaths` returns for a route that every page of every kind has. */
export async function pagePaths() {
  const lists = await Promise.all(
    LOCALES.map(async (locale) =>
      (await site(locale)).all.map((page) => ({
        params: { path: localePath(locale, page.ref.path) },
        props: { locale, page },
      })),
    ),
  );
  return lists.flat();
}
