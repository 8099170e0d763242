/** How fast the core decodes, how soon a key is answered on a slow processor, and what the decoder weighs. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { decode } from '../../../src/core/read/decode.ts';
import { serve } from '../../../src/server.ts';
import { withBrowser } from '../browser.ts';
import { atMost, inBytes, inMilliseconds, median, type Measure, type Row } from '../measure.ts';

const DECODE_BUDGET_US = 50;
const KEY_BUDGET_MS = 50;
const SLOWER_PROCESSOR = 4;
const INPUTS = [
  '137',
  'exit code 139',
  '-9',
  '35072',
  '0xC0000005',
  '203/EXEC',
  'SIGSEGV',
  'OOMKilled',
  '0:9',
  '300',
];
const KEYS = ['1', '13', '139', '1390', '13', '137'];

export const decoder: Measure = {
  name: 'decoder',
  run: async ({ folder, base }) => [speed(), ...weights(folder), await keystroke(folder, base)],
};

function speed(): Row {
  const times: number[] = [];
  for (let round = 0; round < 2000; round++) {
    const input = INPUTS[round % INPUTS.length] ?? '';
    const start = performance.now();
    decode(input);
    times.push((performance.now() - start) * 1000);
  }
  // The first rounds are the compiler's.
  return atMost(
    'decode one input, median',
    median(times.slice(500)),
    DECODE_BUDGET_US,
    (time) => `${time.toFixed(1)} us`,
  );
}

const BEFORE_A_PASTE = ['exit-decoder', 'decoder-view'];
const WITH_A_PASTE = [...BEFORE_A_PASTE, 'report-view', 'paste-reading'];

/** Reported, not judged: scripts with all that they import, each file once, and the words of one language. */
function weights(folder: string): readonly Row[] {
  const scripts = join(folder, '_astro');
  const names = readdirSync(scripts).filter((file) => file.endsWith('.js'));
  const loaded = (starts: readonly string[]): number => {
    const files = new Set(names.filter((file) => starts.includes(file.split('.')[0] ?? '')));
    for (const file of files) {
      const text = readFileSync(join(scripts, file), 'utf8');
      for (const [, name = ''] of text.matchAll(/\bfrom\s*["'`]\.\/([^"'`]+\.js)/g))
        // The page's own script is there before.
        if (!name.startsWith('Page.')) files.add(name);
    }
    return [...files].reduce((sum, file) => sum + brotli(join(scripts, file)), 0);
  };
  const words = brotli(join(folder, 'decode/words.json'));
  return [
    { subject: 'decoder before a paste, brotli', value: inBytes(loaded(BEFORE_A_PASTE)) },
    { subject: 'decoder with a paste and words, brotli', value: inBytes(loaded(WITH_A_PASTE) + words) },
    {
      subject: 'what programs say of their numbers, brotli',
      value: inBytes(brotli(join(folder, 'decode/programs.json'))),
    },
  ];
}

const brotli = (file: string): number => brotliCompressSync(readFileSync(file)).length;

async function keystroke(folder: string, base: string): Promise<Row> {
  const { server, url } = await serve({ folder, base, port: 0 });
  try {
    const times = await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto(`${url}decode/`);
      await page.locator('textarea').fill('9');
      await page.locator('[data-reading]').first().waitFor();
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
      return page.evaluate(async (keys) => {
        const box = document.querySelector('textarea');
        const spent: number[] = [];
        for (const value of [...keys, ...keys, ...keys]) {
          if (!box) break;
          const start = performance.now();
          box.value = value;
          box.dispatchEvent(new Event('input', { bubbles: true }));
          // Two frames: the second begins when the first has been painted.
          await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
          spent.push(performance.now() - start);
        }
        return spent;
      }, KEYS);
    });
    return atMost('key to painted result, 4x slower, median', median(times), KEY_BUDGET_MS, inMilliseconds);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
