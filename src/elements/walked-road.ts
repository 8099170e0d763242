/**
 * A road that somebody else has walked: `/137/?e=probe#events` shows the exit of that cause, and the other ones folded.
 * Loaded where the address names a cause.
 */

import { element } from './dom.ts';
import { fill } from './fill.ts';
import { words } from './words.ts';
import { addLateStyle } from './late-style.ts';

const STYLE = `
@layer components {
  /* Out of sight, but counted: the exits keep their letters. */
  [data-walked] li:not([data-here], :has([data-here])) {
    position: absolute;
    block-size: 1px;
    inline-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  [data-walked] [data-here] { outline: 3px solid var(--f); outline-offset: 8px; border-radius: 6px; }
  .walked { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin-block: 0 20px; font-weight: 700; }
}`;

/** `sent` is the cause that the address names; one that no exit of the page has changes nothing. */
export async function walk(sent: string) {
  const exit = [...document.querySelectorAll<HTMLElement>('[data-cause]')].find(
    ({ dataset }) => dataset.cause === sent,
  );
  const section = exit?.closest('section');
  const main = section?.querySelector<HTMLElement>('.main');
  if (!exit || !main) return;
  const exits = [...main.querySelectorAll('.exit')];
  const letter = String.fromCharCode(65 + exits.findIndex((each) => exit.contains(each)));
  const say = await words();
  addLateStyle(STYLE);
  exit.dataset.here = '';
  exit.setAttribute('aria-current', 'true');
  const button = element('button', { className: 'button' });
  button.type = 'button';
  const show = (walked: boolean): void => {
    main.toggleAttribute('data-walked', walked);
    // What is out of sight is out of reach too.
    for (const each of main.querySelectorAll<HTMLElement>('li'))
      each.inert = walked && each !== exit && !each.contains(exit);
    button.textContent = (walked ? say['road.others'] : say['road.fold']) ?? '';
    button.ariaExpanded = String(!walked);
  };
  button.addEventListener('click', () => show(!main.hasAttribute('data-walked')));
  show(true);
  main.before(element('p', { className: 'walked' }, fill(say['road.here'] ?? '', { letter }), ' ', button));
  // The road above the step has become shorter since the browser went there. What is out of sight, in a part that is laid
  // out later (show-later.ts), has a place of its own all the same.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
