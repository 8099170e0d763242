/** The page that a reading leads to, as the last part of its address and as the words on a button. */

import type { Target } from './reading.ts';

/** What stands for a target below the folder of its kind: `137`, `0xC0000005`, `OOMKilled`, `curl/#7`. */
export function targetPath(target: Target): string {
  switch (target.kind) {
    case 'status':
      return `${target.status}/`;
    case 'windows':
      return `${windowsSlug(target.hex)}/`;
    case 'reason':
      return `${target.name.replace(/[^\w-]+/g, '-')}/`;
    case 'program':
      return target.code === undefined
        ? `${target.program}/`
        : `${target.program}/#${target.range ?? target.code}`;
  }
}

/** Win32 and installer codes go by their decimal number: 1603, not 0x643. */
function windowsSlug(hex: string): string {
  const value = Number(hex);
  return value <= 0xffff ? String(value) : hex;
}

/** How a reader knows a target: `137`, `0xC0000005`, `1603`, `OOMKilled`, `curl 7`. */
export function nameOf(target: Target): string {
  switch (target.kind) {
    case 'status':
      return String(target.status);
    case 'windows':
      return windowsSlug(target.hex);
    case 'reason':
      return target.name;
    case 'program':
      return target.code === undefined ? target.program : `${target.program} ${target.code}`;
  }
}
