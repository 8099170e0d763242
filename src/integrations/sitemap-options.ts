/** The site map: every page with its other language, and English for readers of neither. Aliases are left out. */

interface Item {
  url: string;
  links?: { url: string; lang: string }[];
}

/** `base` is where the site lives on its host: `/` or `/ref`. */
export const sitemapOptions = (base: string) => ({
  filter: (page: string) => {
    const path = new URL(page).pathname.slice(base.replace(/\/?$/, '/').length);
    return !/^(zh\/)?((SIG|sig)[^/]*|offline)\/$/.test(path);
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
