/** The site map: every page with its other language, and English for readers of neither. Aliases are left out. */

import { translator } from '../i18n/index.ts';
import { KINDS } from '../kinds/index.ts';

/** Addresses that only lead to a page, below the language. */
const REDIRECTS = new Set(
  KINDS.flatMap((kind) => (kind.redirects?.(translator('en')) ?? []).map(({ path }) => path)),
);

interface Item {
  url: string;
  links?: { url: string; lang: string }[];
}

/** `base` is where the site lives on its host: `/` or `/ref`. */
export const sitemapOptions = (base: string) => ({
  filter: (page: string) => {
    const path = new URL(page).pathname.slice(base.replace(/\/?$/, '/').length);
    const below = path.replace(/^zh\//, '');
    return below !== 'offline/' && !REDIRECTS.has(below);
  },
  namespaces: { news: false, video: false, image: false },
  serialize: <Page extends Item>(item: Page): Page => {
    const { origin, pathname } = new URL(item.url);
    const root = base.replace(/\/?$/, '/');
    const path = pathname.slice(root.length).replace(/^zh\//, '');
    const english = origin + root + path;
    const chinese = `${origin}${root}zh/${path}`;
    return {
      ...item,
      links: [
        { lang: 'en', url: english },
        { lang: 'zh-Hans', url: chinese },
        { lang: 'x-default', url: english },
      ],
    };
  },
});
