/** How fast the core decodes, how soon a key is answered on a slow processor, and what the decoder weighs. */

import { decode } from '../../../src/core/read/decode.ts';
import { serve } from '../../../src/server.ts';
import { decoderWeights } from '../../decoder-weight.ts';
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

/** Bytes; kilobytes of 1000. What is loaded, each file once, is told in `tests/decoder-weight.ts`. */
function weights(folder: string): readonly Row[] {
  return Object.entries(decoderWeights(folder)).map(([what, { bytes, budget }]) =>
    atMost(`decoder, brotli: ${what}`, bytes, budget, inBytes),
  );
}

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
