/** The list of the keyboard shortcuts, with the switch that turns them off. */

import { addPopupStyle } from './popup-style.ts';
import { isOff, STORED } from './shortcuts.ts';
import { words } from './words.ts';

function turn(on: boolean) {
  try {
    if (on) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, 'off');
  } catch {
    // Without storage there is no place to remember it, and no way to keep a promise: the keys stay as they were.
  }
}

/** Opens the list; once when asked twice. */
export async function openList() {
  const say = await words().catch(() => undefined);
  if (!say || document.querySelector('dialog[open]')) return;
  addPopupStyle();
  const dialog = element('dialog', { className: 'card keys flow', ariaLabel: say['keys.title'] ?? '' });
  const list = element('dl', {});
  for (const [keys, text] of [
    [['/', 'Ctrl K'], say['keys.search']],
    [['['], say['keys.previous']],
    [[']'], say['keys.next']],
    [['?'], say['keys.list']],
  ] as const) {
    const term = element('dt', {});
    for (const key of keys) term.append(element('kbd', { textContent: key }), ' ');
    list.append(term, element('dd', { textContent: text ?? '' }));
  }
  const box = element('input', { type: 'checkbox', checked: !isOff() });
  box.addEventListener('change', () => {
    turn(box.checked);
    box.checked = !isOff();
  });
  const label = element('label', {});
  label.append(box, say['keys.on'] ?? '');
  const close = element('button', {
    type: 'button',
    className: 'button',
    textContent: say['keys.close'] ?? '',
  });
  close.addEventListener('click', () => dialog.close());
  dialog.append(element('h2', { textContent: say['keys.title'] ?? '' }), list, label, close);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), properties);
}
