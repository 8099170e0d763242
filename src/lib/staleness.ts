/** Whether a translation still follows its English page: computed from the text, never typed. */

import { readFileSync } from 'node:fs';
import { contentHash } from './content-hash.ts';

/** True when the English file's text no longer has the hash that the translation recorded. */
export function isStale(english: { readonly filePath?: string }, follows: string): boolean {
  if (english.filePath === undefined) throw new Error('a content entry without a file cannot be compared');
  return contentHash(readFileSync(english.filePath, 'utf8')) !== follows;
}
