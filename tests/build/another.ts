/** Another build of the built site, in seconds: every script has another name, and what a test asks for is changed. */

import { cpSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { offline } from '../../src/integrations/offline.ts';
import { DIST, filesIn } from '../built.ts';

export interface Change {
  /** What the names of its scripts end with. */
  readonly called: string;
  /** Which files it has: all unless told otherwise. */
  readonly has?: (file: string) => boolean;
  /** What it makes of the text of a file. */
  readonly edit: (text: string, file: string) => string;
}

/** Writes it to a folder, with its own lists and its own worker. */
export async function anotherBuild(folder: string, { called, has = () => true, edit }: Change) {
  const files = filesIn(DIST).filter(has);
  const scripts = new Map(
    files.flatMap((file) => {
      const [, name] = /^_astro\/(.*)\.js$/.exec(file) ?? [];
      return name === undefined ? [] : [[`${name}.js`, `${name}-${called}.js`]];
    }),
  );
  for (const file of files) {
    const to = join(folder, file);
    mkdirSync(dirname(to), { recursive: true });
    if (!/\.(?:html|js|json)$|_headers$/.test(file)) {
      cpSync(join(DIST, file), to);
      continue;
    }
    const text = readFileSync(join(DIST, file), 'utf8').replace(
      /[\w.-]+\.js\b/g,
      (name) => scripts.get(name) ?? name,
    );
    writeFileSync(to, edit(text, file));
    const script = scripts.get(file.slice('_astro/'.length));
    if (script !== undefined) renameSync(to, join(folder, '_astro', script));
  }
  for (const list of globSync('_astro/offline-*.json', { cwd: folder })) rmSync(join(folder, list));
  const { hooks } = offline(new Set(files.filter((file) => /\d+\/index\.html$/.test(file))));
  const done = hooks['astro:build:done'] as (options: object) => Promise<void>;
  (hooks['astro:config:done'] as (options: object) => void)({ config: { base: '/' } });
  await done({
    dir: pathToFileURL(`${folder}/`),
    logger: { info: () => undefined, warn: () => undefined },
  });
}
