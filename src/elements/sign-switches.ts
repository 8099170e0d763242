/**
 * The bits of the number on a sign as eight switches: flip one, and number, name, sentence and colour are those of the
 * number it becomes. The address stays; a link leads to that number's page. Loaded when the reader first shows a sign of
 * being there, so that no page carries a byte of it; without a script the sign is the sign.
 */

import { familyOf } from '../core/tables/families.ts';
import { signalOfStatus } from '../core/tables/signals.ts';
import { unpack, type SearchRow } from '../core/search/row.ts';
import { announce } from './announce.ts';
import { element, link } from './dom.ts';
import { addFamilyColours } from './family-colours.ts';
import { fill } from './fill.ts';
import type { SearchIndex } from './search-engine.ts';
import { home, words } from './words.ts';
import { addLateStyle } from './late-style.ts';

/** What the sign gives a longer name or sentence, so that nothing below it moves. */
const ROOM_PX = 40;
const BITS = [128, 64, 32, 16, 8, 4, 2, 1] as const;

// Closed, it hangs on the lower edge of the sign and moves nothing. Open, it is the sign's last row.
const STYLE = `
@layer components {
  .bit-flip {
    grid-column: 1 / -1;
    align-self: end;
    .sign & > button:first-child { min-block-size: 44px; border-radius: 8px; }
    .sign &[data-closed] {
      position: absolute;
      inset-block-end: -24px;
      inset-inline-end: 24px;
      & > button:first-child { min-block-size: 36px; padding-block: 4px; border-color: #fff; background: var(--c); }
    }
    & > div {
      display: grid;
      grid-template-columns: repeat(8, minmax(0, 1fr));
      gap: 4px;
      max-inline-size: 36rem;
      margin-block-start: 10px;
    }
    & label {
      display: grid;
      gap: 4px;
      place-content: center;
      place-items: center;
      min-block-size: 56px;
      border: 1px solid #fff9;
      border-radius: 8px;
      font: 0.85rem var(--mono);
      cursor: pointer;
      &:has(:checked) { background: #fff; color: #16191f; font-weight: 700; }
      &:has(:focus-visible) { outline: 3px solid #fff; outline-offset: 2px; }
    }
    & input { margin: 0; accent-color: #16191f; }
  }
  .sign[data-flipped] {
    --c: light-dark(var(--f), color-mix(in srgb, #0b0d11 42%, var(--f)));
    &:is(.f-top, .f-unassigned) { --c: light-dark(#16191f, #2c323c); }
    & .row:not(.away) { display: none; }
    & .name { font-size: 1.5rem; }
  }
  @media (forced-colors: active) {
    .bit-flip label:has(:checked) { border-width: 3px; }
  }
  @media print {
    .bit-flip { display: none; }
  }
}`;

/** Puts the button that opens the switches on a sign of an exit status; on any other, and without a network, nothing. */
export async function offerSwitches(sign: HTMLElement) {
  const number = sign.querySelector('h1 b');
  const own = Number(number?.textContent);
  const name = sign.querySelector<HTMLElement>('h1 .name');
  const line = sign.querySelector<HTMLElement>('.say');
  const actions = sign.querySelector<HTMLElement>('.row');
  if (!number || !name || !line || !actions || !isPageOf(own)) return;
  const say = await words();

  addLateStyle(STYLE);
  addFamilyColours();
  const before = { name: [...name.childNodes], line: [...line.childNodes] };
  const away = element('p', { className: 'row away' });
  let room = 0;
  let rows: ReadonlyMap<string, SearchRow> | undefined;

  const boxes = BITS.map((value) => {
    const box = element('input', { role: 'switch' });
    box.type = 'checkbox';
    box.value = String(value);
    return box;
  });
  const read = () => boxes.reduce((sum, box) => sum + (box.checked ? Number(box.value) : 0), 0);
  const set = (status: number) => {
    for (const box of boxes) box.checked = (status & Number(box.value)) !== 0;
  };

  const show = (status: number) => {
    // The sign only grows, so that the switches stay under the finger.
    sign.style.minBlockSize = `${Math.max(sign.offsetHeight, room)}px`;
    const isOwn = status === own;
    number.textContent = String(status);
    sign.toggleAttribute('data-flipped', !isOwn);
    if (isOwn) {
      name.replaceChildren(...before.name);
      line.replaceChildren(...before.line);
      sign.className = 'sign';
      away.remove();
      return;
    }
    const row = rows?.get(String(status));
    name.replaceChildren(...breakable(row?.name ?? signalOfStatus(status)?.name ?? ''));
    line.replaceChildren(row?.title ?? '');
    sign.className = `sign f-${familyOf(status).id}`;
    const back = element('button', { className: 'button' }, fill(say['flip.back'] ?? '', { code: own }));
    back.type = 'button';
    back.addEventListener('click', () => {
      set(own);
      show(own);
      tell(own);
      boxes[0]?.focus();
    });
    const href = `${home()}${status}/`;
    away.replaceChildren(link(href, fill(say['flip.open'] ?? '', { code: status }), 'button'), ' ', back);
    actions.after(away);
  };
  const tell = (status: number) =>
    announce(() => [`${status} ${name.textContent}`, line.textContent].filter(Boolean).join('. '));

  const switches = element(
    'div',
    { role: 'group' },
    ...boxes.map((box) => element('label', {}, box, box.value)),
  );
  switches.ariaLabel = say['flip.bits'] ?? '';
  switches.addEventListener('input', () => {
    show(read());
    tell(read());
  });

  const toggle = element('button', { className: 'button' }, say['flip.bits']);
  toggle.type = 'button';
  toggle.ariaExpanded = 'false';
  const panel = element('div', { className: 'bit-flip' }, toggle);
  panel.dataset['closed'] = '';
  toggle.addEventListener('click', () => {
    const open = panel.toggleAttribute('data-closed') === false;
    toggle.ariaExpanded = String(open);
    if (open) {
      set(own);
      panel.append(switches);
      room = sign.offsetHeight + ROOM_PX;
      show(own);
      // What the numbers are called; until it is there the core's name of the signal does.
      void statuses().then((found) => {
        rows = found;
        if (read() !== own && switches.isConnected) show(read());
      });
    } else {
      show(own);
      switches.remove();
      room = 0;
      sign.style.minBlockSize = '';
    }
  });
  sign.append(panel);
}

/** A name that may break after an underscore, as those on the page do. */
function breakable(text: string): readonly (Node | string)[] {
  return text.split(/(?<=_)/).flatMap((part) => [part, document.createElement('wbr')]);
}

/** Whether this is the page of an exit status; other signs have numbers too. */
function isPageOf(status: number): boolean {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]');
  return canonical !== null && new URL(canonical.href).pathname === `${home()}${status}/`;
}

/** What the search knows of the 256; nothing where it cannot be loaded. */
async function statuses(): Promise<ReadonlyMap<string, SearchRow> | undefined> {
  const address = document.querySelector<HTMLElement>('[data-index]')?.dataset['index'];
  if (address === undefined) return undefined;
  try {
    const index = (await (await fetch(address)).json()) as SearchIndex;
    const rows = unpack(index.kinds).filter(({ target }) => target === 'status');
    return new Map(rows.map((row) => [row.plate, row]));
  } catch {
    return undefined;
  }
}
