/**
 * Single keys: `/` searches, `[` and `]` turn to the neighbouring codes, `?` lists them all. Never while a reader types,
 * never with Ctrl, Alt or Cmd, and a switch in the list turns them off for good (WCAG 2.1.4).
 */

/** Where the switch of the list is kept. */
export const STORED = 'shortcuts';
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

export function isOff(): boolean {
  try {
    return localStorage.getItem(STORED) === 'off';
  } catch {
    return false;
  }
}

/** Opens the list of them. */
export async function showShortcuts() {
  const { openList } = await import('./shortcut-list.ts');
  await openList();
}
