/** Enhances markup that already works. The search itself is loaded when its field is first used. */

import { announce } from './announce.ts';
import { copy, CopyButton } from './copy-button.ts';
import { FillIn } from './fill-in.ts';
import { LanguageLink } from './language-link.ts';
import { SiteSearch } from './site-search.ts';
import { ThemeToggle } from './theme-toggle.ts';

customElements.define('copy-button', CopyButton);
customElements.define('fill-in', FillIn);
customElements.define('language-link', LanguageLink);
customElements.define('site-search', SiteSearch);
customElements.define('theme-toggle', ThemeToggle);

// A heading's or step's link leads to its place as any link does, and its address is copied on the way.
document.addEventListener('click', async (event) => {
  const link =
    event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[data-copy-link]');
  if (link && (await copy(link.href))) announce(document.body.dataset.linkCopied ?? '');
});
