/** What programs read: unfurl tags and cards, Markdown and JSON twins, the data set, and the files that lead to them. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { decodeWaitStatus } from '../../src/core/arithmetic/wait-status.ts';
import { familyOf, FAMILIES } from '../../src/core/tables/families.ts';
import { signalOfStatus } from '../../src/core/tables/signals.ts';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { indexPath } from '../../src/kinds/kind.ts';
import { attributes, builtPages, DIST, filesIn, prefix, unescaped, type BuiltPage } from '../built.ts';
import { sizeOf } from '../png.ts';

const PAGES = builtPages();
const FILES = new Set(filesIn(DIST));
const SITE = process.env['SITE_URL'] || 'http://localhost:4321';
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A page that only leads to another. */
const isAlias = ({ html }: BuiltPage) => html.includes('<meta http-equiv="refresh"');
const read = (file: string) => UTF8.decode(readFileSync(join(DIST, file)));
const json = <Shape>(file: string) => JSON.parse(read(file)) as Shape;
/** A file of the site by its absolute address. */
const fileOf = (address: string) => address.replace(`${SITE}/`, '');
const contentOf = (html: string, name: string) => {
  const tag = new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`);
  return unescaped(tag.exec(html)?.[1] ?? '');
};
/** The list of each kind, which has a twin in Markdown alone. */
const LISTS = new Set(LOCALES.flatMap((locale) => KINDS.map((kind) => prefix(locale) + indexPath(kind))));
/** Pages that have both twins: every kind that is an article. */
const ARTICLES = PAGES.filter(({ html, path }) => html.includes('type="text/markdown"') && !LISTS.has(path));

test('every page unfurls: complete tags, and a card that is there', () => {
  const problems: string[] = [];
  for (const page of PAGES) {
    const { html, path, locale } = page;
    const other = locale === 'en' ? 'zh' : 'en';
    const expected: Readonly<Record<string, string>> = {
      'og:title': unescaped(/<title>([^<]*)/.exec(html)?.[1] ?? ''),
      'og:description': contentOf(html, 'description'),
      'og:site_name': translator(locale)('site.name'),
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:locale': translator(locale)('lang.territory'),
      'og:locale:alternate': translator(other)('lang.territory'),
      'twitter:card': 'summary_large_image',
    };
    for (const [name, value] of Object.entries(expected)) {
      if (value === '' || contentOf(html, name) !== value)
        problems.push(`/${path}: ${name} is ${contentOf(html, name)}`);
    }
    if (contentOf(html, 'og:image:alt').length < 8) problems.push(`/${path}: no alternative text`);
    const image = contentOf(html, 'og:image');
    if (!image.startsWith(`${SITE}/`) || !FILES.has(fileOf(image))) problems.push(`/${path}: no ${image}`);
    const code = /^(?:zh\/)?(\d+)\/$/.exec(path)?.[1];
    const card = `${prefix(locale)}og/${code ?? 'site'}.png`;
    const others = code === undefined && /\/og\/\d+\.png$/.test(image);
    if (fileOf(image) !== card && !others) problems.push(`/${path}: ${image}`);
    if (code !== undefined && !contentOf(html, 'twitter:data1')) problems.push(`/${path}: no facts`);
  }
  expect(problems).toEqual([]);
});

test('a status that stands for a signal unfurls with it and with who sets it', () => {
  const html = read('137/index.html');
  const t = translator('en');
  expect(contentOf(html, 'twitter:label1')).toBe(t('glance.signal'));
  expect(contentOf(html, 'twitter:data1')).toContain('SIGKILL');
  expect(contentOf(html, 'twitter:label2')).toBe(t('glance.setBy'));
  expect(contentOf(html, 'twitter:data2')).toContain(t('writer.runtime'));
});

test('every card is a PNG of 1200 by 630 and at most 60 kB; the statuses and the site have one each', () => {
  const cards = [...FILES].filter((file) => /^(zh\/)?og\//.test(file));
  const names = [...Array.from({ length: 256 }, (_, status) => String(status)), 'site'];
  expect(cards.toSorted()).toEqual(
    LOCALES.flatMap((locale) => names.map((name) => `${prefix(locale)}og/${name}.png`)).toSorted(),
  );
  const drawn = new Set<string>();
  for (const card of cards) {
    const png = readFileSync(join(DIST, card));
    expect.soft(sizeOf(png), card).toEqual([1200, 630]);
    expect.soft(png.length, card).toBeLessThanOrEqual(60_000);
    drawn.add(png.toString('base64'));
  }
  expect(drawn.size, 'no two are alike').toBe(cards.length);
});

test('every status and guide has its twins, and they say what the page says', () => {
  expect(ARTICLES.length).toBeGreaterThan(2 * 256);
  const folders = /^(zh\/)?(\d+|(guides|reasons|windows|programs)\/[^/]+)\/$/;
  expect(PAGES.filter(({ path }) => folders.test(path)).map(({ path }) => path)).toEqual(
    ARTICLES.map(({ path }) => path),
  );
  const problems: string[] = [];
  for (const { path, html, locale } of ARTICLES) {
    const title = contentOf(html, 'og:title');
    const stem = path.slice(0, -1);
    const markdown = read(`${stem}.md`);
    if (!markdown.startsWith(`# ${title}\n`)) problems.push(`${stem}.md: title ${markdown.split('\n')[0]}`);
    if (!markdown.includes(`<${SITE}/${path}>`)) problems.push(`${stem}.md: no address`);
    const prose = markdown.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
    if (/undefined|\[object|<\/?[A-Z]\w|\]\((?!http)/.test(prose)) problems.push(`${stem}.md: raw marks`);
    const cited = new Set([...prose.matchAll(/\[\^(\d+)\](?!:)/g)].map(([, number]) => number));
    const listed = new Set([...prose.matchAll(/^\[\^(\d+)\]:/gm)].map(([, number]) => number));
    if (listed.size === 0 || [...cited].some((number) => !listed.has(number)))
      problems.push(`${stem}.md: sources`);
    const page = json<{ title: string; url: string; language: string }>(`${stem}.json`);
    if (
      page.title !== title ||
      page.url !== `${SITE}/${path}` ||
      page.language !== translator(locale)('lang.tag')
    )
      problems.push(`${stem}.json: ${page.title} at ${page.url}`);
    if (!attributes(html, 'href', 'link').includes(`/${stem}.md`)) problems.push(`/${path}: no link to it`);
  }
  expect(problems).toEqual([]);
});

test('the list of every kind has a twin that names each page on it, in both languages', () => {
  expect(LISTS.size).toBe(2 * KINDS.length);
  for (const locale of LOCALES) {
    for (const kind of KINDS) {
      const path = prefix(locale) + indexPath(kind);
      const stem = path.slice(0, -1);
      const { html = '' } = PAGES.find((page) => page.path === path) ?? {};
      expect(attributes(html, 'href', 'link'), path).toContain(`/${stem}.md`);
      const markdown = read(`${stem}.md`);
      expect(markdown, path).toContain(`<${SITE}/${path}>`);
      const [title = ''] = contentOf(html, 'og:title').split(' · ');
      expect(markdown.split('\n')[0], path).toBe(`# ${title}`);
      const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
      const listed = new Set(attributes(main, 'href', 'a').map((href) => href.slice(1)));
      // The map leads to all 256; the list holds those that somebody wrote.
      const written = ({ path: page }: BuiltPage) => {
        const [, code] = /(?:^|\/)(\d+)\/$/.exec(page) ?? [];
        return code === undefined || existsSync(`content/codes/en/${code}.mdx`);
      };
      const pages = ARTICLES.filter(
        (page) => listed.has(page.path) && page.path.startsWith(prefix(locale) + kind.at) && written(page),
      );
      expect(pages.length, path).toBeGreaterThan(5);
      expect(
        pages
          .filter((page) => !markdown.includes(`${SITE}/${page.path.slice(0, -1)}`))
          .map((page) => page.path),
        path,
      ).toEqual([]);
    }
  }
});

test('links of Markdown twins lead to pages and places that exist', () => {
  const places = new Map(
    PAGES.map(({ path, html }) => [path, new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id))]),
  );
  const wrong = new Set<string>();
  for (const file of [...FILES].filter((name) => name.endsWith('.md'))) {
    for (const [, link = ''] of read(file).matchAll(/[(<](https?:\/\/[^)>\s]*)[)>]/g)) {
      if (!link.startsWith(`${SITE}/`)) continue;
      const [path = '', id] = fileOf(link).split('#');
      // A list leads to the twins of its pages.
      if (id === undefined && path.endsWith('.md') && FILES.has(path)) continue;
      const page = places.get(path);
      if (!page || (id !== undefined && !page.has(id))) wrong.add(`${file}: ${link}`);
    }
  }
  expect([...wrong]).toEqual([]);
});

/** What every data set has; a kind's own fields are in its schema. */
interface DataSet {
  readonly $schema: string;
  readonly version: string;
  readonly sourceTable: Readonly<Record<string, unknown>>;
}
type Record_ = Readonly<Record<string, any>>;

for (const { collection, at } of KINDS) {
  const { folder } = collection;
  test.describe(`the data set of ${folder}`, () => {
    const schema = json<{ $id: string }>(`${folder}.schema.json`);
    const validate = new Ajv2020({ allErrors: true, strict: true, validateFormats: false }).compile(schema);
    const problemsOf = (file: string, data: unknown) =>
      validate(data)
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `${file}${instancePath}: ${message}`);
    const sets = LOCALES.map((locale) => {
      const set = json<DataSet & Record_>(`${prefix(locale)}${folder}.json`);
      return { locale, set, pages: set[folder] as readonly Record_[] };
    });
    const own = ARTICLES.filter(({ path }) => {
      const below = path.replace(/^zh\//, '');
      return at === '' ? /^[^/]+\/$/.test(below) : below.startsWith(at);
    });

    test('is valid, and so is every page on its own; a wrong one is not', () => {
      test.setTimeout(300_000);
      expect(schema.$id).toBe(`${SITE}/${folder}.schema.json`);
      for (const { locale, set } of sets) {
        expect(problemsOf(locale, set)).toEqual([]);
        expect(set.$schema).toBe(schema.$id);
        expect(problemsOf('a field too many', { ...set, extra: 1 })).not.toEqual([]);
        expect(problemsOf('a list too few', { ...set, [folder]: undefined })).not.toEqual([]);
      }
      const files = own.map(({ path }) => `${path.slice(0, -1)}.json`);
      expect(files.length).toBeGreaterThan(0);
      expect(files.flatMap((file) => problemsOf(file, json(file)))).toEqual([]);
    });

    test('has every page, and every source that a fact cites is in its table', () => {
      for (const { locale, set, pages } of sets) {
        const named = new Set<string>();
        JSON.stringify(set, (key, value: unknown) => {
          if ((key === 'sources' || key === 'cite') && Array.isArray(value))
            for (const id of value as string[]) named.add(id);
          return value;
        });
        expect([...named].filter((id) => !(id in set.sourceTable))).toEqual([]);
        expect(Object.keys(set.sourceTable).filter((id) => !named.has(id))).toEqual([]);
        expect(pages.filter(({ sources }) => sources.length === 0).map(({ url }) => url)).toEqual([]);
        expect(pages.map(({ url }) => fileOf(String(url))).sort()).toEqual(
          own
            .filter((page) => page.locale === locale)
            .map(({ path }) => path)
            .sort(),
        );
      }
    });

    test('is the same in both languages but for the words', () => {
      const [english, chinese] = sets;
      const facts = (pages: readonly Record_[] = []) =>
        pages.map(({ slug, sources, steps = [], written, code, family, signal, bits, setBy }) => {
          const commands = (steps as readonly Record_[]).map(({ id, command, effect, cite }) => ({
            id,
            command,
            effect,
            cite,
          }));
          return { slug, sources, commands, written, code, family, signal, bits, setBy };
        });
      expect(facts(chinese?.pages)).toEqual(facts(english?.pages));
      expect(chinese?.set.sourceTable).toEqual(english?.set.sourceTable);
      expect(chinese?.set.version).toBe(english?.set.version);
    });
  });
}

test('the data set of statuses round-trips with the core', () => {
  for (const locale of LOCALES) {
    const { codes, families } = json<{ codes: readonly Record_[]; families: readonly Record_[] }>(
      `${prefix(locale)}codes.json`,
    );
    expect(codes.map(({ code }) => code as number)).toEqual(
      Array.from({ length: 256 }, (_, status) => status),
    );
    for (const { code, family, signal, bits, waitStatus } of codes) {
      expect(family).toBe(familyOf(code).id);
      expect(signal).toEqual(signalOfStatus(code) ?? null);
      expect(Number.parseInt(bits, 2)).toBe(code);
      expect(decodeWaitStatus(waitStatus)).toEqual({ state: 'exited', exitStatus: code });
    }
    expect(families.map(({ id, ranges }) => ({ id: id as string, ranges: ranges as unknown }))).toEqual(
      FAMILIES,
    );
  }
});

/** Whether XML is well-formed, by the elements that open and close. */
function unbalanced(xml: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = xml.replace(/^<\?xml[^?]*\?>\s*/, '');
  for (const [tag, slash, name = '', self] of body.matchAll(
    /<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g,
  )) {
    if (slash) {
      if (open.pop() !== name) wrong.push(tag);
    } else if (!self) open.push(name);
  }
  if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(body)) wrong.push('a bare &');
  if (/<(?!\/?[\w:-]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>)/.test(body)) wrong.push('a bare <');
  return [...wrong, ...open];
}

test('OpenSearch, feed and site map are well-formed, and lead to pages', () => {
  for (const locale of LOCALES) {
    const t = translator(locale);
    const search = read(`${prefix(locale)}opensearch.xml`);
    expect(unbalanced(search)).toEqual([]);
    expect(search).toContain(`template="${SITE}/${prefix(locale)}decode/?q={searchTerms}"`);
    const name = /<ShortName>([^<]*)/.exec(search)?.[1] ?? '';
    expect(name).toBe(t('site.name'));
    expect(name.length, 'the standard allows 16 characters').toBeLessThanOrEqual(16);

    const feed = read(`${prefix(locale)}feed.xml`);
    expect(unbalanced(feed)).toEqual([]);
    const entries = [...feed.matchAll(/<entry>[\s\S]*?<link href="([^"]*)"\/>\s*<updated>([^<]*)</g)];
    expect(entries.length).toBeGreaterThan(10);
    for (const [, link = ''] of entries) expect(FILES).toContain(`${fileOf(link)}index.html`);
    const dates = entries.map(([, , date = '']) => date);
    expect(dates).toEqual(dates.toSorted().reverse());
    expect(dates.every((date) => /^\d{4}-\d\d-\d\dT00:00:00Z$/.test(date))).toBe(true);
  }
  for (const { path, html, locale } of PAGES) {
    expect.soft(attributes(html, 'href', 'link'), path).toContain(`/${prefix(locale)}opensearch.xml`);
  }
});

test('the site map names both languages and a default for every page', () => {
  const maps = [...FILES].filter((file) => /^sitemap-\d+\.xml$/.test(file));
  const entries = maps.flatMap((file) => read(file).match(/<url>.*?<\/url>/g) ?? []);
  expect(entries.length).toBe(
    PAGES.filter((page) => !isAlias(page) && !/^404\.html$|^(zh\/)?offline\/$/.test(page.path)).length,
  );
  for (const entry of entries) {
    expect(unbalanced(entry)).toEqual([]);
    const links = [...entry.matchAll(/hreflang="([^"]*)" href="([^"]*)"/g)];
    expect(links.map(([, language]) => language)).toEqual(['en', 'zh-Hans', 'x-default']);
    for (const [, , href = ''] of links) expect(FILES).toContain(`${fileOf(href)}index.html`);
  }
  expect(read('robots.txt')).toContain(`Sitemap: ${SITE}/sitemap-index.xml`);
  expect(existsSync(join(DIST, 'sitemap-index.xml'))).toBe(true);
});

test('llms.txt has a title, a summary, and links that lead somewhere', () => {
  const text = read('llms.txt');
  expect(text).toMatch(/^# .+\n\n> .+\n/);
  const links = [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, link = '']) => fileOf(link));
  expect(links).toContain('137.md');
  expect(links).toContain('guides/kubernetes.md');
  expect(links.filter((link) => !FILES.has(link))).toEqual([]);
});

test('JSON-LD describes each article', () => {
  for (const { path, html } of ARTICLES) {
    const [, text = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html) ?? [];
    const data = JSON.parse(text) as Record<string, string>;
    expect.soft(data, path).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'TechArticle',
      headline: contentOf(html, 'og:title'),
      url: `${SITE}/${path}`,
    });
    expect.soft(data['dateModified'], path).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});
