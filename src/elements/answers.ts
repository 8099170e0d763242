/** What answers a press and a value: the copy buttons, links that copy their address, the theme, the names to fill in. */

import { announce } from './announce.ts';
import { copy, CopyButton } from './copy-button.ts';
import { FillIn } from './fill-in.ts';
import { ThemeToggle } from './theme-toggle.ts';
import { words } from './words.ts';

const answered = new WeakSet<Event>();

/** Answers a click; once when told of it twice, as of one that came before this file did. */
export function answer(event: Event) {
  const { target } = event;
  if (!(target instanceof Element) || answered.has(event)) return;
  answered.add(event);
  const host = target.closest('copy-button, theme-toggle');
  if (host instanceof CopyButton || host instanceof ThemeToggle) void host.answer(target);
  // A heading's or step's link leads to its place as any link does, and its address is copied on the way.
  const link = target.closest<HTMLAnchorElement>('a[data-copy-link]');
  if (link)
    void copy(link.href).then(async (done) => {
      const say = await words().catch(() => undefined);
      if (done && say) announce(() => say['heading.copied'] ?? '');
    });
}

customElements.define('copy-button', CopyButton);
customElements.define('fill-in', FillIn);
customElements.define('theme-toggle', ThemeToggle);
document.addEventListener('click', answer);
