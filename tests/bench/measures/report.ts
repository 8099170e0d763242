/**
 * How soon a paste is answered on a slow processor: from the paste event until the frame is drawn that shows what was
 * found. What the browser then needs to lay the text out in the box is not in it.
 */

import type { Browser } from '@playwright/test';
import { serve } from '../../../src/server.ts';
import { withBrowser } from '../browser.ts';
import { atMost, inMilliseconds, median, type Measure, type Row } from '../measure.ts';

const SLOWER_PROCESSOR = 4;
const MEGABYTE = 1_000_000;
const RUNS = 5;

interface Case {
  readonly subject: string;
  readonly text: string;
  readonly budget: number;
  readonly runs: number;
}

const lines = (size: number, line: (index: number) => string): string => {
  const all: string[] = [];
  for (let index = 0, length = 0; length < size; index++) {
    all.push(line(index));
    length += (all[index]?.length ?? 0) + 1;
  }
  return all.join('\n');
};
const ordinary = (size: number): string =>
  `${lines(size, (n) => `2026-11-22T04:00:00Z INFO worker ${n} handled request ${n * 7} in 12 ms`)}\nExited (137) 2 minutes ago\n`;
const filled = (part: string): string => part.repeat(Math.ceil(MEGABYTE / part.length));

const CASES: readonly Case[] = [
  ...Object.entries({
    'an ordinary log': ordinary(MEGABYTE),
    'every line an ending': lines(MEGABYTE, (n) => `web-${n} exited with code ${n % 256}`),
    'every line a crash': lines(
      MEGABYTE,
      (n) => `./run.sh: line ${n}: ${n} Segmentation fault (core dumped) ./w${n}`,
    ),
    'every line JSON': lines(
      MEGABYTE,
      (n) => `{"level":"info","ts":${n},"exitCode":${n % 9},"name":"w${n}"}`,
    ),
    brackets: filled('(((('),
    digits: filled('9999'),
    'nested JSON': filled('[{"a":'),
    'nested JSON with codes': filled('{"exitCode":1,"a":'),
  }).map(([what, text]) => ({ subject: `1 MB, ${what}`, text, budget: 150, runs: RUNS })),
  { subject: '10 MB, an ordinary log', text: ordinary(9.9 * MEGABYTE), budget: 2000, runs: 1 },
  {
    subject: '10 MB, every line an ending',
    text: lines(9.9 * MEGABYTE, (n) => `web-${n} exited with code ${n % 256}`),
    budget: 2000,
    runs: 1,
  },
];

export const report: Measure = {
  name: 'report',
  run: async ({ folder, base }) => {
    const { server, url } = await serve({ folder, base, port: 0 });
    try {
      const rows: Row[] = [];
      for (const { subject, text, budget, runs } of CASES) {
        const times: number[] = [];
        for (let run = 0; run < runs; run++)
          times.push(await withBrowser((browser) => timeOf(browser, url, text)));
        console.log(`  ${subject}: ${times.map(Math.round).join(', ')} ms`);
        const of = runs > 1 ? `, median of ${runs}` : '';
        rows.push(
          atMost(`${subject}, paste to answer, 4x slower${of}`, median(times), budget, inMilliseconds),
        );
      }
      return rows;
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
};

/** Milliseconds from the paste event to the frame with the first answer. */
async function timeOf(browser: Browser, url: string, text: string): Promise<number> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto(`${url}decode/`);
  const box = page.locator('main textarea');
  // The recognisers are there once the box has been used.
  await box.fill('it\nran');
  await page.locator('[data-refusal]').waitFor();
  await box.fill('');
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
  await page.evaluate(() => {
    let pasted = NaN;
    addEventListener('paste', () => (pasted = performance.now()), { capture: true, once: true });
    const out = document.querySelector('[data-readings]');
    const seen = new Promise<number>((answered) => {
      new MutationObserver((_, observer) => {
        if (!out?.querySelector('[data-finding], [data-refusal]')) return;
        observer.disconnect();
        // The first task after the frame is drawn; before the page's own, which puts the text into the box.
        requestAnimationFrame(() => {
          void scheduler.postTask(() => answered(performance.now() - pasted), { priority: 'user-blocking' });
        });
      }).observe(out ?? document.body, { childList: true });
    });
    Object.assign(globalThis, { seen });
  });
  await box.press('Control+v', { timeout: 300_000 });
  return page.evaluate(() => (globalThis as unknown as { seen: Promise<number> }).seen);
}
