/**
 * Enhances markup that already works. What only some pages have is loaded there; the search and the decoder themselves
 * when their field is first used.
 */

import { announce } from './announce.ts';
import { copy, CopyButton } from './copy-button.ts';
import { FillIn } from './fill-in.ts';
import { showLater } from './show-later.ts';
import { SiteSearch } from './site-search.ts';
import { ThemeToggle } from './theme-toggle.ts';

const BOX = '[role=search] [name=q]';
const READING_LINE_PX = 96;

customElements.define('copy-button', CopyButton);
customElements.define('fill-in', FillIn);
customElements.define('site-search', SiteSearch);
customElements.define('theme-toggle', ThemeToggle);
if (document.querySelector('exit-decoder')) void import('./exit-decoder.ts');
if (document.querySelector('evidence-filter')) void import('./evidence-filter.ts');
if (document.querySelector('offline-copy')) void import('./offline-copy.ts');
if (document.querySelector('status-map')) void import('./status-map.ts');

addEventListener('load', () => requestAnimationFrame(showLater));

// Ctrl+K or Cmd+K leads to the page's box from anywhere: the one in the bar, or the page's own.
document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
  if (event.shiftKey || event.altKey) return;
  event.preventDefault();
  document.querySelector<HTMLInputElement>(BOX)?.select();
});

document.addEventListener('click', async ({ target }) => {
  const link = target instanceof Element && target.closest<HTMLAnchorElement>('a');
  if (!link) return;
  // The other language keeps the place: ids and queries are the same in both. On the click, not before: they change.
  if ('samePlace' in link.dataset) {
    link.hash = placeInSight() ?? location.hash;
    link.search = location.search;
  }
  // A heading's or step's link leads to its place as any link does, and its address is copied on the way.
  if ('copyLink' in link.dataset && (await copy(link.href)))
    announce(() => document.body.dataset.linkCopied ?? '');
});

/** The id of the last section or step that begins above the text in sight; none at the top of the page. */
function placeInSight(): string | undefined {
  if (scrollY === 0) return undefined;
  return [...document.querySelectorAll('main section[id], [data-step]')].findLast(
    (place) => place.checkVisibility() && place.getBoundingClientRect().top <= READING_LINE_PX,
  )?.id;
}

// What takes up to 2 MB, the copy for reading offline, is not part of loading a page: it begins when a reader shows signs
// of being there. A visit that is one glance, a crawler or a link preview costs nothing more than the page.
const first = new AbortController();
for (const sign of ['keydown', 'pointerdown', 'wheel'])
  addEventListener(
    sign,
    (event) => {
      first.abort();
      void import('./reader.ts').then(({ meet }) => meet(event));
    },
    first,
  );
