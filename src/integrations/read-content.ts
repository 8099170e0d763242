/** Reads `content/` from disk, as data for the checks. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import type { ContentFile, Problem } from '../schema/problem.ts';

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/;

/** Every .mdx, .yaml, .json and .txt file below `root/content`; YAML that cannot be parsed is a problem, not a crash. */
export function readContent(root: string): { files: ContentFile[]; problems: Problem[] } {
  const files: ContentFile[] = [];
  const problems: Problem[] = [];
  const folder = join(root, 'content');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(mdx|yaml|json|txt)$/.test(entry.name)) continue;
    const full = join(entry.parentPath, entry.name);
    const path = relative(root, full).split(sep).join('/');
    const text = readFileSync(full, 'utf8');
    const [, head, body] = !path.endsWith('.mdx') ? ['', text, ''] : (FRONT_MATTER.exec(text) ?? []);
    if (head === undefined) {
      problems.push({
        file: path,
        field: '(front matter)',
        message: 'expected a block between two lines of ---',
      });
      continue;
    }
    try {
      files.push({
        path,
        data: (path.endsWith('.json')
          ? JSON.parse(head)
          : path.endsWith('.txt')
            ? head
            : parse(head)) as unknown,
        body: body ?? '',
      });
    } catch (error) {
      problems.push({
        file: path,
        field: '(front matter)',
        message: `expected YAML: ${(error as Error).message.split('\n')[0]}`,
      });
    }
  }
  return { files: files.sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true })), problems };
}
