/**
 * Largest contentful paint on a slow 4G line and a phone's processor, against an empty page from the same server in the
 * same run: the ratio is what our pages add to what any page costs, and it travels between machines; times do not.
 */

import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { serve } from '../../../src/server.ts';
import { withBrowser } from '../browser.ts';
import { atMost, inMilliseconds, median, type Measure } from '../measure.ts';

const BUDGET = 1.3;
const RUNS = 5;
const SUBJECTS = ['137/', 'zh/137/', ''];
const EMPTY = 'empty-page/';
const EMPTY_HTML = '<!doctype html><html lang="en"><title>Empty</title><p>One short paragraph.';

/**
 * Lighthouse's slow 4G as it applies it to a real connection: 150 ms x 3.75, 1.6 Mbit/s x 0.9, 750 kbit/s x 0.9,
 * with 1024 to the kilobit. https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
 */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.44 * 1024 * 1024) / 8,
  uploadThroughput: (675 * 1024) / 8,
};
const SLOWER_PROCESSOR = 4;
/** Lighthouse's phone. */
const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
};

export const paint: Measure = {
  name: 'paint',
  run: async ({ folder, base }) => {
    const withEmpty = addEmptyPage(folder);
    const { server, url } = await serve({ folder: withEmpty, base, port: 0 });
    try {
      const times = await withBrowser((browser) => timesOf(browser, url));
      const empty = median(times.get(EMPTY) ?? []);
      return [
        { subject: `LCP empty page, slow 4G, median of ${RUNS}`, value: inMilliseconds(empty) },
        ...SUBJECTS.map((path) => {
          const time = median(times.get(path) ?? []);
          return atMost(
            `LCP /${path} ${inMilliseconds(time)}, x empty`,
            time / empty,
            BUDGET,
            (ratio) => `${ratio.toFixed(3)}x`,
          );
        }),
      ];
    } finally {
      server.closeAllConnections();
      server.close();
      rmSync(withEmpty, { recursive: true });
    }
  },
};

/** A folder that looks like the built site with one page more. */
function addEmptyPage(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'bench-paint-'));
  for (const name of readdirSync(folder)) symlinkSync(resolve(folder, name), join(copy, name));
  mkdirSync(join(copy, EMPTY));
  writeFileSync(join(copy, EMPTY, 'index.html'), EMPTY_HTML);
  return copy;
}

/** Times by path. The pages take turns, so that a slow moment of the machine meets all of them. */
async function timesOf(browser: Browser, url: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const paths = [EMPTY, ...SUBJECTS];
  const times = new Map<string, number[]>(paths.map((path) => [path, []]));
  // The first round warms up the browser and does not count.
  for (let run = 0; run <= RUNS; run++) {
    for (const path of paths) {
      const { time, element } = await largestPaint(browser, url + path);
      if (run > 0) times.get(path)?.push(time);
      if (run === RUNS) {
        console.log(`  /${path}: ${times.get(path)?.map(Math.round).join(', ')} ms; largest: ${element}`);
      }
    }
  }
  return times;
}

async function largestPaint(browser: Browser, url: string): Promise<{ time: number; element: string }> {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
    await page.goto(url, { waitUntil: 'networkidle' });
    return await page.evaluate(
      () =>
        new Promise<{ time: number; element: string }>((found) => {
          new PerformanceObserver((list) => {
            const last = list.getEntries().at(-1) as LargestContentfulPaint;
            found({ time: last.startTime, element: last.element?.outerHTML.slice(0, 60) ?? '?' });
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
  } finally {
    await context.close();
  }
}
