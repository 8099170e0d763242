/**
 * What the decoder costs: the scripts that a browser loads with all that they import, each file once, as a host that
 * compresses once would send them. The script of every page is not counted, it is there before; the words are those of
 * English, of which the Chinese ones differ by a few hundred bytes.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { readPaste } from '../src/core/report/paste.ts';
import { partsFor } from '../src/core/report/shards/index.ts';

export interface Weight {
  readonly bytes: number;
  /** Kilobytes of 1000. */
  readonly budget: number;
}

const BOX = ['exit-decoder', 'decoder-view'];
const PASTE = [...BOX, 'report-view', 'paste-reading'];
const WORDS = ['decode/words.json'];
const MORE = [...WORDS, 'decode/more.json'];

/** A text of each kind that is pasted most, by its name among the fixtures. */
const USUAL = {
  'a pod is pasted as described': 'describe-init-fail',
  'docker inspect is pasted': 'docker-inspect-oom',
  'the log of a CI job is pasted': 'gitlab-1',
  'systemctl status is pasted': 'systemd-143',
  'an OOM kill of the kernel is pasted': 'dmesg-cg2',
} as const;

/** All parts of the rules, `src/core/report/shards/index.ts`. */
const PARTS = partsFor(' '.repeat(1_000_000));

const FIXTURES = JSON.parse(
  readFileSync(new URL('unit/report/fixtures/verdicts.json', import.meta.url), 'utf8'),
) as readonly { readonly id: string; readonly text: string }[];

function partsOf(id: string): readonly string[] {
  const { text } = FIXTURES.find((each) => each.id === id) ?? {};
  if (text === undefined) throw new Error(`No fixture is called ${id}`);
  return partsFor(readPaste(text).text);
}

/** By what a reader does. The folder is that of a built site. */
export function decoderWeights(folder: string): Readonly<Record<string, Weight>> {
  const scripts = join(folder, '_astro');
  const names = readdirSync(scripts).filter((file) => file.endsWith('.js'));
  const sizes = new Map<string, number>();
  const sizeOf = (file: string): number => {
    const size = sizes.get(file) ?? brotliCompressSync(readFileSync(join(folder, file))).length;
    sizes.set(file, size);
    return size;
  };
  const weigh = (starts: readonly string[], data: readonly string[] = []): number => {
    const files = new Set(names.filter((file) => starts.includes(file.split('.')[0] ?? '')));
    if (files.size < starts.length) throw new Error(`Not all of ${starts.join(', ')} are in ${scripts}.`);
    // A set gives what is added to it while it is read.
    for (const file of files) {
      const text = readFileSync(join(scripts, file), 'utf8');
      for (const [, name = ''] of text.matchAll(/\b(?:from|import)\s*["'`]\.\/([^"'`]+\.js)/g))
        if (!name.startsWith('Page.')) files.add(name);
    }
    return [...files]
      .map((file) => `_astro/${file}`)
      .concat(data)
      .reduce((sum, file) => sum + sizeOf(file), 0);
  };
  const usual = Object.entries(USUAL).map(
    ([what, id]) =>
      [what, { bytes: weigh([...PASTE, ...partsOf(id)], WORDS), budget: USUAL_BUDGET }] as const,
  );
  return {
    'the box is used': { bytes: weigh(BOX), budget: 12_000 },
    'a number is typed': { bytes: weigh([...BOX, 'readings'], WORDS), budget: 29_000 },
    ...Object.fromEntries(usual),
    'a text that shows signs of everything': { bytes: weigh([...PASTE, ...PARTS], MORE), budget: 88_000 },
  };
}

const USUAL_BUDGET = 58_500;
