/**
 * Single keys: `/` searches, `[` and `]` turn to the neighbouring codes, `?` lists them all. Never while a reader types,
 * never with Ctrl, Alt or Cmd, and a switch in the list turns them off for good (WCAG 2.1.4).
 */

import { words } from './words.ts';

const STORED = 'shortcuts';
const TYPING = 'input, textarea, select, dialog, [contenteditable]';
const KEYS = ['/', '[', ']', '?'] as const;
type Key = (typeof KEYS)[number];

export function onKey(event: KeyboardEvent) {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
  if (!isKey(key) || (target instanceof Element && target.closest(TYPING)) || isOff()) return;
  if (document.querySelector('dialog[open]')) return;
  event.preventDefault();
  if (key === '/') document.querySelector<HTMLInputElement>('[role=search] [autocomplete]')?.select();
  else if (key === '?') void showShortcuts();
  else document.querySelector<HTMLAnchorElement>(`a[rel=${key === '[' ? 'prev' : 'next'}]`)?.click();
}

function isKey(key: string): key is Key {
  return KEYS.some((known) => known === key);
}

function isOff(): boolean {
  try {
    return localStorage.getItem(STORED) === 'off';
  } catch {
    return false;
  }
}

function turn(on: boolean) {
  try {
    if (on) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, 'off');
  } catch {
    // Without storage there is no place to remember it, and no way to keep a promise: the keys stay as they were.
  }
}

/** Opens the list; once when asked twice. */
export async function showShortcuts() {
  const say = await words().catch(() => undefined);
  const { addPopupStyle } = await import('./popup-style.ts');
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
