/**
 * What a whole page costs on the wire: every request until the network is idle, as bodies with brotli, counted where
 * they are sent. A browser's own log misses requests made in workers. Each page meets a server and a context of its
 * own, so nothing is cached and nothing is counted twice.
 */

import type { Browser } from '@playwright/test';
import { serve } from '../../../src/server.ts';
import { withBrowser } from '../browser.ts';
import { atMost, inBytes, median, type Measure, type Row, type Subject } from '../measure.ts';
import { pagesToWeigh, type BuiltPage } from '../pages.ts';

/** Bytes; kilobytes of 1000. */
const BUDGETS: Readonly<Record<BuiltPage['kind'], number>> = { code: 14_000, guide: 20_000 };
const SHOWN = 3;
const AT_ONCE = 4;
/** The search costs nothing until somebody searches: its script, its index, Pagefind. */
const SEARCH = /\/pagefind\/|\/search\/|\/search-/;

interface Request {
  readonly path: string;
  readonly bytes: number;
}

interface Weighed {
  readonly page: BuiltPage;
  readonly requests: readonly Request[];
  readonly bytes: number;
}

export const weight: Measure = {
  name: 'weight',
  run: async (site) => {
    const weighed = await withBrowser((browser) => weighAll(browser, site));
    const groups = Map.groupBy(weighed, ({ page }) => `${page.kind} ${page.locale}`);
    const search = weighed.flatMap(({ requests }) => requests.filter(({ path }) => SEARCH.test(path)));
    return [
      ...[...groups].flatMap(([name, pages]) => rowsOf(name, pages)),
      atMost('requests for the search, all pages', search.length, 0, String),
    ];
  },
};

async function weighAll(browser: Browser, site: Subject): Promise<readonly Weighed[]> {
  const queue = [...pagesToWeigh(site.folder)];
  if (queue.length === 0) throw new Error(`No code pages in ${site.folder}: was the site built?`);
  const done: Weighed[] = [];
  const work = async () => {
    for (let page = queue.shift(); page; page = queue.shift()) done.push(await weigh(browser, site, page));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

async function weigh(browser: Browser, { folder, base }: Subject, page: BuiltPage): Promise<Weighed> {
  const requests: Request[] = [];
  const { server, url } = await serve({
    folder,
    base,
    port: 0,
    onSent: (path, bytes) => requests.push({ path, bytes }),
  });
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    await tab.goto(url + page.path, { waitUntil: 'networkidle' });
    await fetchIcon(
      url,
      await tab.locator('link[rel="icon"][type="image/svg+xml"]').getAttribute('href'),
      requests,
    );
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
  return { page, requests, bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** A browser under automation leaves out the icon that every reader's browser asks for. */
async function fetchIcon(url: string, href: string | null, seen: readonly Request[]): Promise<void> {
  if (href === null) return;
  const icon = new URL(href, url);
  if (seen.some(({ path }) => path === icon.pathname)) return;
  await fetch(icon, { headers: { 'Accept-Encoding': 'br' } }).then((response) => response.arrayBuffer());
}

/** The heaviest pages, every page past the budget, and the median. */
function rowsOf(name: string, weighed: readonly Weighed[]): readonly Row[] {
  const sorted = weighed.toSorted((a, b) => b.bytes - a.bytes);
  const [heaviest] = sorted;
  if (!heaviest) return [];
  const budget = BUDGETS[heaviest.page.kind];
  console.log(`  ${name}: ${sorted.length} pages; the heaviest, /${heaviest.page.path}, asks for`);
  for (const { path, bytes } of heaviest.requests) console.log(`    ${inBytes(bytes).padStart(10)}  ${path}`);
  return [
    ...sorted
      .filter(({ bytes }, at) => at < SHOWN || bytes > budget)
      .map(({ page, bytes }) => atMost(`${name} /${page.path}`, bytes, budget, inBytes)),
    {
      subject: `${name} median of ${sorted.length}`,
      value: inBytes(Math.round(median(sorted.map(({ bytes }) => bytes)))),
    },
  ];
}
