/** What a first exact answer costs on the wire, and how long a key takes with 1,500 pages. */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { exactAnswers, searchTable } from '../../../src/core/search/answers.ts';
import { unpackAll, type PackedRest, type SearchRow } from '../../../src/core/search/row.ts';
import type { SearchIndex } from '../../../src/elements/search-engine.ts';
import { serve } from '../../../src/server.ts';
import { withBrowser } from '../browser.ts';
import { atMost, inBytes, median, type Measure, type Row, type Subject } from '../measure.ts';

const BYTES = 30_000;
const MILLISECONDS = 5;
const PAGES = 1500;
/** Loaded with or after the first answer, which does not wait for it. */
const LATER = /\/search\/rest\.json$|\/pagefind\//;
const QUERIES = ['1', '137', 'segfault', 'curl 7', 'cannot open fiel', 'docker exit code 137 why', '段错误'];

export const search: Measure = {
  name: 'search',
  run: async (site) => [...(await firstAnswer(site, '')), ...(await firstAnswer(site, 'zh/')), ...keys(site)],
};

/** The scripts that the search imports, at once or later: what else a first key brings is there for any key. */
function scriptsOf(folder: string): ReadonlySet<string> {
  const assets = join(folder, '_astro');
  const found = new Set(readdirSync(assets).filter((name) => name.startsWith('search-box.')));
  // A set gives what is added to it while it is read.
  for (const name of found)
    for (const [, other = ''] of readFileSync(join(assets, name), 'utf8').matchAll(
      /["'`]\.\/([\w.-]+\.js)["'`]/g,
    ))
      found.add(other);
  return found;
}

async function firstAnswer({ folder, base }: Subject, home: string): Promise<readonly Row[]> {
  const requests: { readonly path: string; readonly bytes: number }[] = [];
  const { server, url } = await serve({
    folder,
    base,
    port: 0,
    onSent: (path, bytes) => requests.push({ path, bytes }),
  });
  try {
    await withBrowser(async (browser) => {
      // What is kept for reading offline begins with any first key, and is not the search's.
      const page = await browser.newPage({ serviceWorkers: 'block' });
      await page.goto(`${url}${home}137/`, { waitUntil: 'networkidle' });
      requests.length = 0;
      await page.getByRole('banner').getByRole('search').locator('input').fill('139');
      await page.locator('[data-search-result]').first().waitFor();
    });
    const all = requests.filter(({ path }) => !LATER.test(path));
    const scripts = scriptsOf(folder);
    const own = all.filter(({ path }) => /\/search\//.test(path) || scripts.has(basename(path)));
    const bytes = (list: typeof all) => list.reduce((sum, each) => sum + each.bytes, 0);
    return [
      atMost(`first exact answer, /${home}`, bytes(own), BYTES, inBytes),
      { subject: `with what any first key brings, /${home}`, value: inBytes(bytes(all)) },
    ];
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The processor's time: what else runs on the machine is not the search's. */
function keys({ folder }: Subject): readonly Row[] {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(folder, `search/${name}.json`), 'utf8'));
  const rows = unpackAll((read('index') as SearchIndex).kinds, read('rest') as PackedRest);
  const programs = rows.filter(({ program }) => program);
  const made = Array.from({ length: Math.max(0, PAGES - rows.length) }, (_, n): SearchRow => {
    const row = programs[n % programs.length] as SearchRow;
    const name = `${row.name}-${n}`;
    return { ...row, plate: name, name, path: `${name}/`, words: row.words.map((word) => `${word} ${n}`) };
  });
  const table = searchTable([...rows, ...made]);
  const slowest = QUERIES.map((query) => {
    const times = Array.from({ length: 40 }, () => {
      const start = process.cpuUsage();
      exactAnswers(query, table);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    return median(times.slice(10));
  }).sort((a, b) => b - a)[0] as number;
  return [
    atMost(
      `${table.rows.length} pages, slowest key, median`,
      slowest,
      MILLISECONDS,
      (ms) => `${ms.toFixed(2)} ms`,
    ),
  ];
}
