/**
 * What stands on a page is what stands in its file and in the core: citations in their number and order, links with their
 * fragments, facts of signals, and which pages are read by the full-text search.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { readContent } from '../../src/check/read.ts';
import { SIGNALS, SIGNAL_OFFSET } from '../../src/core/tables/signals.ts';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { parseInline } from '../../src/schema/inline.ts';
import { compareAge, type Cell, type ObservationFile } from '../../src/schema/observation.ts';
import { builtPages, DIST, filesIn, prefix, unescaped } from '../built.ts';

const { files } = readContent(process.cwd());
const read = (file: string) => readFileSync(join(DIST, file), 'utf8');
const textOf = (html: string) =>
  unescaped(html.replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();

/** English front matter of pages that are written in two files, with the address of each. */
const PAGES = KINDS.filter(({ collection }) => collection.form === 'mdx').flatMap(({ collection, at }) =>
  files.flatMap(({ path, data }) => {
    const slug = new RegExp(`^content/${collection.folder}/en/(.*)\\.mdx$`).exec(path)?.[1];
    return slug === undefined ? [] : [{ path: `${at}${slug}/`, data: data as Data }];
  }),
);
type Data = Readonly<Record<string, any>>;

/** What of the file stands in which section of the page. The first step of a road has a section of its own. */
const sectionsOf = ({
  glance,
  road,
  steps = [],
  traps,
  fixes,
  codes,
  shown,
  writtenBy,
  claims,
}: Data): readonly (readonly [string, unknown])[] => [
  ...(road ? [[steps[0].id, steps[0]] as const, ['which', road] as const] : []),
  ['steps', road ? steps.slice(1) : steps],
  ['glance', glance],
  ['traps', traps],
  ['fix', fixes],
  ['codes', codes],
  ['shown', shown],
  ['written-by', writtenBy],
  ['often-said', claims],
];

/** From a section's tag to its end; sections inside it are part of it. */
function sectionOf(html: string, id: string): string {
  const start = html.search(new RegExp(`<section id="${id}"`));
  if (start < 0) return '';
  let depth = 0;
  for (const tag of html.slice(start).matchAll(/<(\/?)section\b/g)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return html.slice(start, start + tag.index);
  }
  return html.slice(start);
}

/** The numbers of the sources that a part of a page cites, and where it leads to records. */
const citesIn = (html: string) =>
  [...html.matchAll(/<a class="cite" href="([^"]*)"/g)].map(([, href = '']) =>
    href.startsWith('#source-') ? href.slice(8) : 'record',
  );

/** Everything that cites below a value, in the order of the file: numbers in this list of sources, and how many records. */
function citedIn(
  value: unknown,
  listed: readonly string[],
): readonly { numbers: readonly number[]; records: number }[] {
  if (Array.isArray(value)) return value.flatMap((item) => citedIn(item, listed));
  if (typeof value !== 'object' || value === null) return [];
  const { cite = [], observation = [], ...rest } = value as Data;
  const records = [observation].flat().length;
  const numbers = (cite as string[])
    .filter((id) => !(records > 0 && kindOfSource(id) === 'lab'))
    .map((id) => listed.indexOf(id) + 1)
    .sort((a, b) => a - b);
  const below = citedIn(Object.values(rest), listed);
  return numbers.length + records > 0 ? [{ numbers, records }, ...below] : below;
}

function kindOfSource(id: string): unknown {
  const tables = files.filter(({ path }) => path.startsWith('content/sources/'));
  return (Object.assign({}, ...tables.map(({ data }) => data)) as Data)[id]?.kind;
}

test('every claim shows the sources and records of its file, in number and order, in both languages', () => {
  let checked = 0;
  const problems: string[] = [];
  for (const { path, data } of PAGES) {
    for (const locale of LOCALES) {
      const html = read(`${prefix(locale)}${path}index.html`);
      const twin = JSON.parse(read(`${prefix(locale)}${path.slice(0, -1)}.json`)) as { sources: string[] };
      for (const [id, held] of sectionsOf(data)) {
        const section = sectionOf(html, id);
        // A guide may call a section of its own so.
        if (section === '' || held === undefined) continue;
        const shown = citesIn(section);
        const entries = citedIn(held, twin.sources).map(({ numbers, records }) =>
          [...numbers, ...Array.from({ length: records }, () => 'record')].join(),
        );
        // What most rows of a table cite is said once, above it.
        const [before = ''] = section.includes('<table') ? section.split('<table') : [];
        const above = citesIn(before).join();
        const usual = above !== '' && entries.filter((entry) => entry === above).length >= 4;
        const expected = usual ? [above, ...entries.filter((entry) => entry !== above)] : entries;
        if (shown.join() !== expected.join())
          problems.push(`/${prefix(locale)}${path}#${id}: ${shown.join()}, expected ${expected.join()}`);
        checked += expected.length;
      }
    }
  }
  expect(problems).toEqual([]);
  expect(checked).toBeGreaterThan(2000);
});

test('sources are numbered as a page first cites them, and the page lists each that it cites', () => {
  const pages = builtPages().filter(({ html }) => html.includes('id="source-1"'));
  expect(pages.length).toBeGreaterThan(500);
  const wrong = pages.flatMap(({ path, html }) => {
    const cited = [...new Set([...html.matchAll(/ href="#source-(\d+)"/g)].map(([, n]) => Number(n)))];
    const listed = html.match(/ id="source-\d+"/g)?.length ?? 0;
    return cited.every((number, index) => number === index + 1) && cited.length <= listed
      ? []
      : [`${path}: ${cited.join()} of ${listed}`];
  });
  expect(wrong).toEqual([]);
});

test('a guide stands under the mark of its topic among the results too', () => {
  for (const locale of LOCALES) {
    const folder = join(DIST, prefix(locale), 'search');
    const rows = filesIn(folder).filter((file) => file.endsWith('.json'));
    expect(rows.length).toBeGreaterThan(1);
    for (const file of rows) expect(readFileSync(join(folder, file), 'utf8')).not.toContain('"§"');
  }
});

/** Every link of a line of front matter, as written. */
function linksIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string')
    return /^(command|evidence)$/.test(key)
      ? []
      : parseInline(value).flatMap((part) => (part.kind === 'link' ? [part.target] : []));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => linksIn(child, name));
}

test('links of lines keep their fragment, on the page and in its twin', () => {
  let checked = 0;
  const problems: string[] = [];
  for (const { path, data } of PAGES) {
    const html = read(`${path}index.html`);
    const markdown = read(`${path.slice(0, -1)}.md`);
    for (const target of linksIn(data)) {
      if (target.startsWith('https:')) continue;
      const [page = '', id] = target.split('#');
      const fragment = id === undefined ? '' : `#${id}`;
      const href = page === '' ? fragment : `/${page}/${fragment}`;
      if (!html.includes(`href="${href}"`)) problems.push(`${path}: ${target}`);
      const there = page === '' ? `/${path}${fragment}` : href;
      if (!markdown.includes(`${there})`)) problems.push(`${path} as Markdown: ${target}`);
      checked++;
    }
  }
  expect(problems).toEqual([]);
  expect(checked).toBeGreaterThan(50);
});

test('what a page says of its signal is what the core says', () => {
  const problems: string[] = [];
  const written = new Map(PAGES.map(({ path, data }) => [path, data]));
  for (const { name, number, action, catchable } of SIGNALS) {
    const path = `${SIGNAL_OFFSET + number}/`;
    // A code may lie among the signals without being about one.
    if (written.has(path) && written.get(path)?.['signal'] === undefined) continue;
    for (const locale of LOCALES) {
      const t = translator(locale);
      const html = read(`${prefix(locale)}${path}index.html`);
      const rows = new Map(
        [...html.matchAll(/<dt[^>]*>([\s\S]*?)<\/dt>\s*<dd[^>]*>([\s\S]*?)<\/dd>/g)].map(
          ([, term = '', fact = '']) => [textOf(term), textOf(fact)],
        ),
      );
      const markdown = read(`${prefix(locale)}${path.slice(0, -1)}.md`);
      for (const [term, fact] of [
        [t('glance.signal'), t('glance.signalValue', { name, number })],
        [t('glance.action'), t(`glance.action.${action}`)],
        [t('glance.catchable'), t(`glance.catchable.${catchable ? 'yes' : 'no'}`)],
      ] as const) {
        if (rows.get(term) !== fact) problems.push(`/${prefix(locale)}${path}: ${term}: ${rows.get(term)}`);
        if (!markdown.includes(`- **${term}**: ${fact}`))
          problems.push(`/${prefix(locale)}${path} as Markdown: ${term}`);
      }
    }
  }
  expect(problems).toEqual([]);
});

test('the three columns of a step are its file’s see, means and do, in this order', () => {
  let checked = 0;
  for (const { path, data } of PAGES) {
    const step = ((data['steps'] ?? []) as readonly Data[]).find(({ outcomes }) => outcomes !== undefined);
    if (!step) continue;
    const html = read(`${path}index.html`);
    const first = new RegExp(
      `<section[^>]*id="${step['id']}"[\\s\\S]*?<dl class="outcomes">([\\s\\S]*?)</div>`,
    );
    const cells = [
      ...(first.exec(html)?.[1] ?? '').matchAll(/<(d[td](?: class="do")?)>([\s\S]*?)<\/d[td]>/g),
    ];
    expect
      .soft(
        cells.map(([, tag]) => tag),
        path,
      )
      .toEqual(['dt', 'dd', 'dd class="do"']);
    checked++;
    const words = (line: string) =>
      parseInline(line)
        .map(({ text }) => text)
        .join('')
        .replace(/\s+/g, ' ');
    for (const [index, key] of (['see', 'means', 'do'] as const).entries()) {
      const line = String(step['outcomes'][0][key]);
      if (!/\[\]\(/.test(line))
        expect.soft(textOf(cells[index]?.[2] ?? ''), `${path}: ${key}`).toBe(words(line));
    }
  }
  expect(checked).toBeGreaterThan(10);
});

test('full-text search reads the written pages, and no page that is made of tables', () => {
  const { languages } = JSON.parse(read('pagefind/pagefind-entry.json')) as {
    languages: Readonly<Record<string, { page_count: number }>>;
  };
  for (const locale of LOCALES) {
    const written = KINDS.flatMap(({ collection: { folder } }) => {
      const set = JSON.parse(read(`${prefix(locale)}${folder}.json`)) as Readonly<
        Record<string, readonly { written: boolean }[]>
      >;
      return (set[folder] ?? []).filter((page) => page.written);
    });
    expect(languages[translator(locale)('lang.tag').toLowerCase()]?.page_count).toBe(written.length);
  }
});

test('what full-text search has of a page are its words, not those of its buttons', () => {
  let read = 0;
  for (const path of filesIn(DIST).filter((file) => file.startsWith('pagefind/fragment/'))) {
    // A fragment begins with a mark of Pagefind's own; between the words of a language without spaces it has others.
    const text = gunzipSync(readFileSync(join(DIST, path)))
      .toString()
      .replaceAll('\u200b', '');
    const { url, content } = JSON.parse(text.slice(text.indexOf('{'))) as { url: string; content: string };
    read++;
    expect
      .soft(content, url)
      .not.toMatch(/step \d+ of \d+\s*#|第 ?\d+ ?步，共 ?\d+ ?步|[a-z.]Copy|[。.]复制 ?[.a-z]/);
  }
  expect(read).toBeGreaterThan(1000);
});

test('every record shows a result, and what is marked as odd is what most did not give', () => {
  let marked = 0;
  const problems: string[] = [];
  for (const { path, html } of builtPages()) {
    for (const [table] of html.matchAll(/<table class="observed"[\s\S]*?<\/table>/g))
      if (/<b><\/b>/.test(table)) problems.push(`${path}: a row without a result`);
    if (!/(^|\/)evidence\/./.test(path)) continue;
    for (const [, id = '', record = ''] of html.matchAll(
      /<section id="([^"]*)" class="in flow"([\s\S]*?)<\/section>/g,
    )) {
      const cells = [...record.matchAll(/<td>\s*<b(?: class="(odd)")?>([^<]*)<\/b>/g)].map(
        ([, odd, text = '']) => ({ odd: odd !== undefined, text }),
      );
      const counts = [...Map.groupBy(cells, ({ text }) => text)]
        .map(([text, { length }]) => ({ text, length }))
        .sort((a, b) => b.length - a.length);
      const [first, second] = counts;
      const usual = first && first.length > Math.max(1, second?.length ?? 0) ? first.text : undefined;
      for (const { odd, text } of cells) {
        if (text === '') problems.push(`${path}#${id}: a record without a result`);
        if (odd !== (usual !== undefined && text !== usual)) problems.push(`${path}#${id}: ${text}`);
        if (odd) marked++;
      }
    }
  }
  expect(problems).toEqual([]);
  expect(marked).toBeGreaterThan(50);
});

test('in a table of records that has two versions of an engine, a row from the older one says so', () => {
  const cellsOf = (group: string, id: string) => {
    const file = JSON.parse(readFileSync(`content/observations/${group}.json`, 'utf8')) as ObservationFile;
    return file.scenarios[id]?.cells ?? [];
  };
  const silent: string[] = [];
  for (const { path, html } of builtPages()) {
    for (const [, table = ''] of html.matchAll(/<table class="observed"([\s\S]*?)<\/table>/g)) {
      const rows = [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].flatMap(([, row = '']) => {
        const [, group, id] = /evidence\/([\w-]+)\/#([\w-]+)"/.exec(row) ?? [];
        return group && id && group !== 'kubernetes' ? [{ row, id, cells: cellsOf(group, id) }] : [];
      });
      const [caption = ''] = /<caption[\s\S]*?<\/caption>/.exec(table) ?? [];
      for (const subject of ['docker', 'podman'] as const) {
        // A table may choose what it shows.
        if (!caption.toLowerCase().includes(subject)) continue;
        const newestOf = (cells: readonly Cell[]) =>
          cells
            .filter((cell) => cell.subject === subject)
            .toSorted(compareAge)
            .at(-1);
        const newest = newestOf(rows.flatMap(({ cells }) => cells));
        for (const { row, id, cells } of rows) {
          const own = newestOf(cells);
          if (!own || !newest || compareAge(own, newest) >= 0 || row.includes(own.version)) continue;
          silent.push(`${path}: ${id} is of ${subject} ${own.version}`);
        }
      }
    }
  }
  expect(silent).toEqual([]);
});

test('no command that shows a number on a reader’s machine would close the shell it is pasted into', () => {
  const commands = builtPages()
    .map(({ path, html }) => [path, textOf(sectionOf(html, 'reproduce'))] as const)
    .filter(([, text]) => text !== '');
  expect(commands.length).toBeGreaterThan(60);
  expect(commands.filter(([, text]) => /exit \$\?/.test(text)).map(([path]) => path)).toEqual([]);
});
