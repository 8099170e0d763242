/** Reads `content/` from disk, as data for the checks. */

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { ContentFile, Problem } from '../schema/problem.ts';
import { parseYaml } from './yaml.ts';

/** Of a page; the longest has a fifth of that. */
const MOST_CHARACTERS = 150_000;
const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/;

/** Every .mdx, .yaml, .json and .txt file below `root/content`; what cannot be parsed is a problem, not a crash. */
export function readContent(root: string): { files: ContentFile[]; problems: Problem[] } {
  const files: ContentFile[] = [];
  const problems: Problem[] = [];
  const folder = join(root, 'content');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(mdx|yaml|json|txt)$/.test(entry.name)) continue;
    const full = join(entry.parentPath, entry.name);
    const path = relative(root, full).split(sep).join('/');
    const file = parsed(path, readFileSync(full, 'utf8'), () => writtenAt(root, path));
    if ('message' in file) problems.push(file);
    else files.push(file);
  }
  return { files: files.sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true })), problems };
}

/** A file of content from its text. */
export function parsed(path: string, text: string, written?: () => number): ContentFile | Problem {
  const common = { path, text, ...(written && { written }) };
  if (path.endsWith('.txt')) return { ...common, data: text, body: '' };
  if (path.endsWith('.json')) {
    try {
      return { ...common, data: JSON.parse(text) as unknown, body: '' };
    } catch (error) {
      return { file: path, field: '(file)', message: `expected JSON: ${(error as Error).message}` };
    }
  }
  const isPage = path.endsWith('.mdx');
  // Before anything parses it: ten megabytes take a parser half a minute.
  if (isPage && text.length > MOST_CHARACTERS)
    return {
      file: path,
      field: '(file)',
      message: `expected at most ${MOST_CHARACTERS} characters, got ${text.length}`,
    };
  const [, head = text, body = ''] = (isPage && FRONT_MATTER.exec(text)) || [];
  if (isPage && head === text)
    return { file: path, field: '(front matter)', message: 'expected a block between two lines of ---' };
  const first = isPage ? 2 : 1;
  let data: unknown;
  try {
    data = parseYaml(head);
  } catch (error) {
    const counter = new LineCounter();
    const [wrong] = parseDocument(head, { lineCounter: counter }).errors;
    const line = wrong ? counter.linePos(wrong.pos[0]).line + first - 1 : first;
    const [message] = (wrong ?? (error as Error)).message.split('\n');
    return { file: path, line, field: '(front matter)', message: `expected YAML: ${message}` };
  }
  return {
    ...common,
    data,
    body,
    bodyLine: text.slice(0, text.length - body.length).split('\n').length,
    lineOf: linesOf(head, first),
  };
}

/** Gives the line of a field, or of the innermost thing around it that is there. Only who has a problem asks for lines. */
function linesOf(yaml: string, first: number): (field: string) => number | undefined {
  const counter = new LineCounter();
  let document: Document | undefined;
  return (field) => {
    document ??= parseDocument(yaml, { lineCounter: counter });
    const offset = placeOf(document, field);
    return offset === undefined ? undefined : counter.linePos(offset).line + first - 1;
  };
}

/** Where a field begins, in UTF-16 units; undefined where it is no field of the file. */
function placeOf({ contents }: Document, field: string): number | undefined {
  const keys = field.startsWith('(') ? [] : field.split('.');
  let node: unknown = contents;
  let offset = 0;
  for (const key of keys) {
    if (isMap(node)) {
      const pair = node.items.find(({ key: own }) => isScalar(own) && String(own.value) === key);
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else {
      const item: unknown = (node as { items?: unknown[] } | null)?.items?.[Number(key)];
      if (item === undefined) break;
      offset = (item as Node).range?.[0] ?? offset;
      node = item;
    }
  }
  return keys.length === 0 ? undefined : offset;
}

/** When a file was committed last; what is changed or unknown to git is newest, by its time on disk. */
function writtenAt(root: string, path: string): number {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, ...args, '--', path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const onDisk = statSync(join(root, path)).mtimeMs / 1000;
  try {
    const committed = Number(git('log', '-1', '--format=%ct', '--diff-filter=A'));
    // A number beyond any date of a commit keeps files that are not committed after all others.
    return committed > 0 ? committed : onDisk + 1e10;
  } catch {
    return onDisk;
  }
}
