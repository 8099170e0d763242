/**
 * Enhances markup that already works. What only some pages have is asked for by those; the search and the decoder themselves
 * when their field is first used; everything that answers a press, a key or a value when the reader first shows a sign.
 */

import { showLater } from './show-later.ts';
import { SiteSearch } from './site-search.ts';

const BOX = '[role=search] [autocomplete]';
const READING_LINE_PX = 96;

// A script of another build, or no network: whatever was asked of it, this says so, and a press loads the page anew.
const notice = document.createElement('p');
notice.role = 'alert';
notice.style = 'position:fixed;bottom:0';
addEventListener('unhandledrejection', ({ reason }) => {
  // "Failed to fetch dynamically imported module" and its kin in other browsers.
  if (!/import/i.test(reason)) return;
  const reload = document.createElement('a');
  reload.href = '';
  reload.className = 'button';
  reload.append(document.body.dataset.broken ?? '');
  notice.replaceChildren(reload);
  document.body.append(notice);
});
customElements.define('site-search', SiteSearch);
if (document.querySelector('exit-decoder')) void import('./exit-decoder.ts');
// An answer that somebody sent: `/137/?e=probe`. Only what the page itself says can be named.
const sent = new URLSearchParams(location.search).get('e');
if (sent) void import('./walked-road.ts').then(({ walk }) => walk(sent));
try {
  // Names or a tool from an earlier page of this tab, or the format that was chosen for chats.
  if (sessionStorage.length > 0 || localStorage['format']) void import('./answers.ts');
} catch {
  // Without storage nothing was kept.
}

addEventListener('load', () => requestAnimationFrame(showLater));

// Ctrl+K or Cmd+K leads to the page's box from anywhere: the one in the bar, or the page's own.
document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
    return;
  event.preventDefault();
  document.querySelector<HTMLInputElement>(BOX)?.select();
});

// The other language keeps the place: ids and queries are the same in both. On the click, not before: they change.
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element && target.closest<HTMLAnchorElement>('[data-same-place]');
  if (!link) return;
  link.hash = placeInSight() ?? location.hash;
  link.search = location.search;
});

/** The id of the last section or step that begins above the text in sight; none at the top of the page. */
function placeInSight(): string | undefined {
  if (scrollY === 0) return undefined;
  return [...document.querySelectorAll('main section[id], [data-step]')].findLast(
    (place) => place.checkVisibility() && place.getBoundingClientRect().top <= READING_LINE_PX,
  )?.id;
}

// What a reader may press, and the copy for reading offline of up to 2 MB, are not part of loading a page: they come when
// a reader shows signs of being there, and answer what was done until they came. A visit that is one glance, a crawler or
// a link preview costs nothing more than the page.
const untilThen = new AbortController();
const missed: Event[] = [];
for (const sign of ['keydown', 'pointerdown', 'wheel', 'focusin', 'input', 'click'])
  addEventListener(
    sign,
    (event) => {
      if (missed.push(event) === 1)
        void import('./reader.ts').then(({ meet }) => {
          untilThen.abort();
          meet(missed);
        });
    },
    untilThen,
  );
