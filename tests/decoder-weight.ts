/**
 * What the decoder costs: the scripts that a browser loads with all that they import, each file once, as a host that
 * compresses once would send them. The script of every page is not counted, it is there before; the words are those of
 * English, of which the Chinese ones differ by a few hundred bytes.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

export interface Weight {
  readonly bytes: number;
  /** Kilobytes of 1000. */
  readonly budget: number;
}

const BOX = ['exit-decoder', 'decoder-view'];
const PASTE = [...BOX, 'report-view', 'paste-reading'];
/** The parts of the rules that are loaded when a text shows a sign of them, `src/core/report/shards/index.ts`. */
const PARTS = ['kubernetes', 'batch', 'machines', 'services', 'builds'];
const WORDS = ['decode/words.json'];

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
  return {
    'the box is used': { bytes: weigh(BOX), budget: 12_000 },
    'a number is typed': { bytes: weigh([...BOX, 'readings'], WORDS), budget: 32_000 },
    'a pod is pasted': { bytes: weigh([...PASTE, 'kubernetes'], WORDS), budget: 61_000 },
    'a text that shows signs of everything': { bytes: weigh([...PASTE, ...PARTS], WORDS), budget: 80_000 },
  };
}
