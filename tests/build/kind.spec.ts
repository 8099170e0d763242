/**
 * A kind of page is a folder and a line in the registry: a toy kind is added to a copy of the project, with nothing else
 * changed. And whatever a writer writes is text: every other page of that copy is full of markup. One build shows both.
 */

import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { unpack } from '../../src/core/search/row.ts';
import { LOCALES } from '../../src/i18n/index.ts';
import type { OfflineList } from '../../src/offline/list.ts';
import { attributes, builtPages, filesIn, prefix, unescaped } from '../built.ts';
import { listen, withServer } from '../site.ts';
import { copyOfProject, type Copy } from './copy.ts';
import { HOSTILE, smallCopy } from './small.ts';

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

const TOYS = 'tests/fixtures/toys';
const WORDS = {
  en: { list: 'Toys', title: 'Yo-yo', one: 'Toy: Yo-yo', alias: 'wind-up disc', rare: 'whippersnapper' },
  zh: { list: '玩具', title: '溜溜球', one: '玩具条目: 溜溜球', alias: '悠悠球', rare: '初生牛犊' },
} as const;
/** Pages of the copy that somebody wrote: seven numbers, five of other kinds, two toys. */
const WRITTEN = 14;

let copy: Copy;
const read = (file: string) => readFileSync(join(copy.dist, file), 'utf8');
const json = (file: string) => JSON.parse(read(file)) as Record<string, any>;

test.beforeAll(async ({}, testInfo) => {
  copy = smallCopy(testInfo.outputPath('project'));
  cpSync(join(TOYS, 'kind'), join(copy.folder, 'src/kinds/toys'), { recursive: true });
  cpSync(join(TOYS, 'content'), join(copy.folder, 'content/toys'), { recursive: true });
  copy.edit('src/kinds/index.ts', (text) =>
    `import { toys } from './toys/index.ts';\n${text}`.replace(/(KINDS: .* = \[.*)\];/, '$1, toys];'),
  );
});

test('its files are checked and mended like all others, and a new one begins with one command', async () => {
  copy.edit('content/toys/en/top.mdx', (text) => text.replace('[toys/yo-yo]', '[toys/kite]'));
  const wrong =
    /^content\/toys\/en\/top\.mdx:\d+: related\.0: expected a page that exists, got `toys\/kite`$/m;
  expect((await copy.run('src/check/run.ts')).output).toMatch(wrong);
  copy.edit('content/toys/en/top.mdx', (text) => text.replace('[toys/kite]', '[toys/yo-yo]'));

  const begun = await copy.run('src/check/new.ts', 'toys/kite');
  expect(begun.code, begun.output).toBe(0);
  const blank = (await copy.run('src/check/run.ts')).output;
  expect(blank).toMatch(/^content\/toys\/en\/kite\.mdx:\d+: title: expected text in place of TODO$/m);
  // Written in both languages: what is not there cannot be removed.
  for (const locale of LOCALES) rmSync(join(copy.folder, `content/toys/${locale}/kite.mdx`));
  const mended = await copy.run('src/check/run.ts', '--fix');
  expect(mended.output).toContain('content/toys/zh/yo-yo.mdx: follows written');
  expect(mended.code, mended.output).toBe(0);
});

test('everything that is published has it, in both languages', async () => {
  const { code, output } = await copy.build();
  expect(code, output).toBe(0);
  // Copies of pages for hosts without rules are written where they are asked for alone.
  expect(filesIn(copy.dist).filter((file) => /(?<!(?:^|\/)index|^404)\.html$/.test(file))).toEqual([]);
  const validate = new Ajv2020({ allErrors: true, strict: true, validateFormats: false }).compile(
    json('toys.schema.json'),
  );
  const lists = filesIn(copy.dist).filter((file) => /^_astro\/offline-\w+\.\w+\.json$/.test(file));
  for (const locale of LOCALES) {
    const home = prefix(locale);
    const words = WORDS[locale];
    const links = (path: string) => attributes(read(`${home}${path}index.html`), 'href', 'a');

    const html = read(`${home}toys/yo-yo/index.html`);
    expect(html).toContain(`<h1>${words.title}</h1>`);
    expect(html).toMatch(/<section id="throw"[^>]* data-step/);
    for (const id of ['tricks', 'loop', 'sources', 'related']) expect(html).toContain(`id="${id}"`);
    expect(html).toContain(words.rare);
    expect(links('toys/yo-yo/')).toEqual(
      expect.arrayContaining(['#source-1', '#tricks', '#loop', `/${home}toys/`, `/${home}toys/top/`]),
    );

    const markdown = read(`${home}toys/yo-yo.md`);
    expect(markdown).toContain(`# ${words.one}`);
    for (const part of [words.rare, 'yo-yo --down', '[^1]', `/${home}toys/top/)`])
      expect(markdown).toContain(part);

    const page = json(`${home}toys/yo-yo.json`);
    expect(page).toMatchObject({ slug: 'yo-yo', title: words.one, hold: 2, weight: 60, written: true });
    const set = json(`${home}toys.json`);
    expect(set['toys'].map(({ slug }: { slug: string }) => slug)).toEqual(['top', 'yo-yo']);
    for (const each of [page, set]) expect(validate(each), JSON.stringify(validate.errors)).toBe(true);

    // The list of the kind, the home page, and the bar of every page.
    expect(read(`${home}toys/index.html`)).toContain(`<h1>${words.list}</h1>`);
    for (const list of ['toys/', ''])
      expect(links(list)).toEqual(expect.arrayContaining([`/${home}toys/yo-yo/`, `/${home}toys/top/`]));
    for (const path of ['137/', 'search/']) expect(links(path)).toContain(`/${home}toys/`);
    // What it says of an exit status stands on the page of that number.
    expect(links('61/')).toContain(`/${home}toys/yo-yo/#tricks`);

    const { headings } = json(`${home}search/index.json`);
    expect(headings.toy).toBe(words.list);
    const rows = unpack(json(`${home}search/rest.json`)['kinds']).filter(({ kind }) => kind === 'toy');
    expect(rows.map(({ path }) => path)).toEqual(['toys/top/', 'toys/yo-yo/']);
    expect(rows[1]?.words).toEqual(expect.arrayContaining(['yo-yo', WORDS.en.alias, WORDS.zh.alias]));

    const list = JSON.parse(read(lists.find((file) => file.includes(`-${locale}.`)) ?? '')) as OfflineList;
    for (const path of ['toys/', 'toys/yo-yo/']) expect(Object.keys(list.files)).toContain(home + path);
    expect(list.first).toContain(`${home}toys/yo-yo/`);
    for (const file of [`${home}feed.xml`, 'sitemap-0.xml'])
      expect(read(file)).toMatch(new RegExp(`[>"][^<"]*/${home}toys/yo-yo/[<"]`));
  }
  const forModels = read('llms.txt');
  for (const part of ['## Toys', '/toys/yo-yo.md)', '/toys.json)', '/toys.schema.json)', '/zh/toys.json)'])
    expect(forModels).toContain(part);
  const { languages } = json('pagefind/pagefind-entry.json');
  const written = builtPages(copy.dist).filter(({ html }) => html.includes('type="text/markdown"'));
  expect(written.map(({ path }) => path)).toEqual(expect.arrayContaining(['toys/top/', 'zh/toys/top/']));
  for (const { page_count: read } of Object.values(languages) as { page_count: number }[])
    expect(read).toBe(WRITTEN);
});

test('the same content gives the same bytes elsewhere: another folder, zone and tongue', async ({}, testInfo) => {
  const other = copyOfProject(testInfo.outputPath('pä th/中'));
  for (const part of ['src', 'content']) {
    rmSync(join(other.folder, part), { recursive: true });
    cpSync(join(copy.folder, part), join(other.folder, part), { recursive: true });
  }
  const { code, output } = await other.build({ TZ: 'Asia/Shanghai', LANG: 'C', LC_ALL: 'C' });
  expect(code, output).toBe(0);
  expect(filesIn(other.dist)).toEqual(filesIn(copy.dist));
  const differ = filesIn(copy.dist).filter(
    (file) => !readFileSync(join(copy.dist, file)).equals(readFileSync(join(other.dist, file))),
  );
  expect(differ).toEqual([]);
});

test('whatever a field holds stays text: on pages, in twins, feeds, data and scripts', async ({ page }) => {
  const pages = filesIn(copy.dist).filter((file) => /\.(?:html|xml)$/.test(file));
  const samples = [
    '137',
    '129',
    'guides/kubernetes',
    'reasons/OOMKilled',
    'windows/0xC0000005',
    'programs/curl',
  ];
  for (const path of samples.flatMap((each) => LOCALES.map((locale) => prefix(locale) + each))) {
    const html = read(`${path}/index.html`);
    expect.soft(unescaped(html.replace(/<[^>]*>/g, '')), path).toContain(HOSTILE);
    expect.soft(read(`${path}.md`), path).toContain(HOSTILE);
    expect.soft(JSON.stringify(json(`${path}.json`)), path).toContain(JSON.stringify(HOSTILE).slice(1, -1));
    const data = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(html)?.[1];
    // The name of a program is what it is called; titles of others are words.
    if (!path.includes('programs/'))
      expect.soft(JSON.stringify(JSON.parse(data ?? '')), path).toContain('</script><xss-1>');
  }
  // A bar in a cell begins no cell.
  const ragged = filesIn(copy.dist)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      (read(file).match(/(?:^\|.*\n)+/gm) ?? []).flatMap((table) => {
        const [head, ...rows] = table
          .trim()
          .split('\n')
          .map((row) => row.split(/(?<!\\)\|/).length);
        return rows.every((cells) => cells === head) ? [] : [`${file}: ${table.slice(0, 80)}`];
      }),
    );
  expect(ragged).toEqual([]);

  // The browser's own parsers: nothing became an element, no attribute ended early, and XML is XML.
  for (const file of pages) {
    const found = await page.evaluate(
      ([text, type]) => {
        const parsed = new DOMParser().parseFromString(text, type as DOMParserSupportedType);
        const names = [...parsed.querySelectorAll('*')].flatMap((each) => each.getAttributeNames());
        return {
          error: parsed.querySelector('parsererror')?.textContent,
          made: parsed.querySelectorAll('xss-1').length,
          odd: [...new Set(names)].filter((name) => !/^[a-z][\w:.-]*$/i.test(name)),
          titles: [...parsed.querySelectorAll('entry > title')].map((title) => title.textContent),
        };
      },
      [read(file), file.endsWith('.xml') ? 'application/xml' : 'text/html'] as const,
    );
    expect.soft({ ...found, titles: undefined }, file).toEqual({ error: undefined, made: 0, odd: [] });
    if (file.endsWith('feed.xml')) expect(found.titles.join('\n')).toContain(HOSTILE);
  }

  await withServer({ folder: copy.dist }, async (url) => {
    const complaints = listen(page);
    for (const path of [
      '137/',
      'zh/programs/curl/',
      'guides/kubernetes/',
      'decode/?q=curl+7',
      'zh/search/?q=xss-1',
    ]) {
      await page.goto(url + path);
      await page.keyboard.press('Shift');
      await expect(page.locator('main')).toContainText(HOSTILE);
      await expect(page.locator('xss-1')).toHaveCount(0);
    }
    expect(complaints).toEqual([]);
  });
});
