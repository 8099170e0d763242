import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every HTML file below a folder, as paths from it, in a stable order. */
export function builtPages(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
