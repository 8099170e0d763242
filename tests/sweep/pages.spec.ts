/** What every built page must have, read from the files: no browser needed, so no page is left out. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { SIGNALS } from '../../src/core/tables/signals.ts';
import type { OfflineList } from '../../src/offline/list.ts';
import { contentHash } from '../../src/lib/content-hash.ts';
import { addressed, partsOf, published } from '../addresses.ts';
import { attributes, builtPages, DIST, filesIn, prefix, unescaped, type BuiltPage } from '../built.ts';

const PAGES = builtPages();
const BY_PATH = new Map(PAGES.map((page) => [page.path, page]));
const FILES = new Set(filesIn(DIST));
const SITE = process.env['SITE_URL'] || 'http://localhost:4321';

/** A page that only leads to another. */
const isAlias = ({ html }: BuiltPage) => html.includes('<meta http-equiv="refresh"');
/** What stands in for a page that is not there. */
const isMissing = ({ path }: BuiltPage) => /^404\.html$|^(zh\/)?offline\/$/.test(path);
const first = (html: string, pattern: RegExp) => unescaped(pattern.exec(html)?.[1] ?? '');
const idsOf = (html: string) => attributes(html, 'id');
const english = ({ path }: BuiltPage) => path.replace(/^zh\//, '');

/** Fails once with every page that has a problem, not with the first. */
function forEveryPage(check: (page: BuiltPage) => readonly string[] | string | undefined) {
  const problems = PAGES.flatMap((page) =>
    [check(page) ?? []].flat().map((problem) => `/${page.path}: ${problem}`),
  );
  expect(problems).toEqual([]);
}

test('the pages that were promised are there, each in both languages', () => {
  const codes = [0, 1, 125, 126, 127, 128, 134, 137, 139, 143, 255].map((code) => `${code}/`);
  const others = [
    '',
    'decode/',
    'search/',
    'guides/',
    'guides/container-lifecycle/',
    'guides/kubernetes/',
    'guides/docker/',
    'guides/pid-1/',
    'guides/shells/',
    'guides/arithmetic/',
    'guides/oom/',
    'guides/ci/',
    'guides/windows/',
    'guides/choosing-exit-codes/',
    'evidence/',
    'codes/',
    'signals/',
  ];
  const signals = SIGNALS.flatMap(({ name, aliases }) => [name, ...aliases]).flatMap((name) => [
    `${name}/`,
    `${name.toLowerCase()}/`,
  ]);
  const promised = [...codes, ...others, ...signals].flatMap((path) =>
    LOCALES.map((locale) => prefix(locale) + path),
  );
  expect(promised.filter((path) => !BY_PATH.has(path))).toEqual([]);
  const without = (language: RegExp) =>
    PAGES.filter((page) => !isMissing(page) && !language.test(page.path)).length;
  expect(PAGES.filter((page) => page.locale === 'zh' && !isMissing(page)).length).toBe(without(/^zh\//));
});

test('head: language, one title, a description, a viewport', () => {
  forEveryPage(({ html, locale }) => {
    const problems: string[] = [];
    if (!html.includes(`<html lang="${translator(locale)('lang.tag')}"`)) problems.push('wrong language');
    const head = html.slice(0, html.indexOf('</head>'));
    const count = (pattern: RegExp) => head.match(pattern)?.length ?? 0;
    if (count(/<title>/g) !== 1) problems.push('not one title');
    if (count(/<meta name="description"/g) !== 1) problems.push('not one description');
    if (count(/<meta name="viewport" content="width=device-width, initial-scale=1"/g) !== 1)
      problems.push('viewport');
    const title = first(html, /<title>([^<]*)<\/title>/);
    const description = first(html, /<meta name="description" content="([^"]*)"/);
    if (title.length < 2 || title.length > 110)
      problems.push(`title of ${title.length} characters: ${title}`);
    if (description.length < 8 || description.length > 300) problems.push(`description: ${description}`);
    // Marks of the source that were not turned into anything.
    if (/[`]|\]\(|\*\*|\{\w+\}|undefined|\[object/.test(title + description))
      problems.push(`raw marks: ${title} / ${description}`);
    return problems;
  });
});

test('no two pages of a language have the same title', () => {
  for (const locale of LOCALES) {
    const titles = PAGES.filter((page) => page.locale === locale && !isAlias(page)).map(({ html }) =>
      first(html, /<title>([^<]*)<\/title>/),
    );
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  }
});

test('titles of codes lead with the number, and with the signal where there is one', () => {
  const wrong = PAGES.filter(({ path }) => /^(zh\/)?\d+\/$/.test(path)).filter(({ path, html, locale }) => {
    const code = /\d+/.exec(path)?.[0];
    return !new RegExp(locale === 'zh' ? `^退出码 ${code}(（[^）]+）)?：\\S` : `^${code}( [^:]+)?: \\S`).test(
      first(html, /<title>([^<]*)<\/title>/),
    );
  });
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('one main heading, one main part, and no step skipped in the order of headings', () => {
  forEveryPage(({ html }) => {
    const problems: string[] = [];
    // A template stands for another page.
    if (html.replace(/<template[\s\S]*?<\/template>/g, '').match(/<h1[\s>]/g)?.length !== 1)
      problems.push('not one h1');
    if (html.match(/<main[\s>]/g)?.length !== 1) problems.push('not one main');
    const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
    levels.forEach((level, index) => {
      if (level > (levels[index - 1] ?? 0) + 1) problems.push(`h${level} after h${levels[index - 1] ?? 0}`);
    });
    return problems;
  });
});

test('a canonical address, and both languages as alternates', () => {
  forEveryPage((page) => {
    const { html, path } = page;
    const canonical = attributes(html, 'href', 'link').filter((_, index) =>
      /rel="canonical"/.test(html.match(/<link\s[^>]*>/g)?.[index] ?? ''),
    );
    const problems: string[] = [];
    if (canonical.length !== 1) problems.push(`${canonical.length} canonical links`);
    const target = canonical[0]?.replace(`${SITE}/`, '') ?? '';
    if (isMissing(page)) return problems;
    if (isAlias(page)) {
      if (!/^(zh\/)?\d+\/$/.test(target) || !BY_PATH.has(target)) problems.push(`leads to ${target}`);
      if (first(html, /<meta http-equiv="refresh" content="0; url=\/([^"]*)"/) !== target)
        problems.push('refresh differs');
      return problems;
    }
    if (target !== path) problems.push(`canonical ${target}`);
    for (const locale of LOCALES) {
      const href = `${SITE}/${prefix(locale)}${english(page)}`;
      const link = `<link rel="alternate" hreflang="${translator(locale)('lang.tag')}" href="${href}"`;
      if (!html.includes(link)) problems.push(`no alternate ${locale}`);
    }
    if (!html.includes(`<meta property="og:url" content="${canonical[0]}"`)) problems.push('og:url differs');
    return problems;
  });
});

test('ids are the same in both languages, and each stands once', () => {
  forEveryPage((page) => {
    const ids = idsOf(page.html);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    if (twice.length > 0) return `twice: ${twice.join(', ')}`;
    if (page.locale === 'en') return undefined;
    const theirs = idsOf(BY_PATH.get(english(page))?.html ?? '');
    return ids.join() === theirs.join()
      ? undefined
      : `ids ${ids.filter((id) => !theirs.includes(id)).join()} differ`;
  });
});

test('an address of a part that was published once leads to a place on its page for ever', () => {
  const parts = new Map(addressed().map((page) => [`/${page.path}`, partsOf(page)]));
  const gone = [...published()].flatMap(([path, ids]) =>
    ids.filter((id) => !parts.get(path)?.has(id)).map((id) => `${path}#${id}`),
  );
  expect(gone, 'ids that pages have lost: `was` of the step that took over keeps them').toEqual([]);
  const listed = published();
  const unlisted = [...parts].flatMap(([path, ids]) =>
    [...ids].filter((id) => !listed.get(path)?.includes(id)).map((id) => `${path}#${id}`),
  );
  expect(unlisted, 'new addresses: `npm run addresses` puts them on the list').toEqual([]);
  expect(listed.size).toBeGreaterThan(700);
});

test('every section and every step has a link to itself', () => {
  let count = 0;
  forEveryPage(({ html }) => {
    const links = (html.match(/<a\s[^>]*data-copy-link[^>]*>/g) ?? []).map((tag) =>
      first(tag, /href="#([^"]*)"/),
    );
    // What is folded is named by its summary.
    const places = [...html.matchAll(/(?<!<\/summary>)<section\s[^>]*?\bid="([^"]*)"/g)].map(
      ([, id = '']) => id,
    );
    count += places.length;
    return places.filter((id) => !links.includes(id)).map((id) => `#${id} has no link`);
  });
  expect(count).toBeGreaterThan(100);
});

test('no internal link, asset or fragment is broken', () => {
  const ids = new Map(PAGES.map(({ path, html }) => [path, new Set(idsOf(html))]));
  let checked = 0;
  forEveryPage(({ path, html }) => {
    const base = new URL(path === '404.html' ? '' : path, `${SITE}/`);
    const names = ['href', 'src', 'action', 'data-index', 'data-pagefind', 'data-link', 'data-search'];
    return names
      .flatMap((name) => attributes(html, name))
      .flatMap((link) => {
        const target = new URL(link, base);
        if (target.origin !== base.origin) return target.protocol === 'https:' ? [] : `not https: ${link}`;
        checked++;
        const file = decodeURIComponent(target.pathname.slice(1));
        const page = ids.get(file);
        if (!page) return FILES.has(file) ? [] : `${link} leads nowhere`;
        const id = decodeURIComponent(target.hash.slice(1));
        return id === '' || page.has(id) ? [] : `${link} has no such place`;
      });
  });
  expect(checked).toBeGreaterThan(PAGES.length * 10);
});

test('the policy of every page, in its meta tag and in the header, allows what the page carries and nothing unsafe', () => {
  const header =
    /Content-Security-Policy: (.*)/.exec(readFileSync(join(DIST, '_headers'), 'utf8'))?.[1] ?? '';
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const values = (policy: string, name: string) =>
    policy
      .split('; ')
      .find((part) => part.startsWith(`${name} `))
      ?.split(' ') ?? [];
  expect(header).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:/);
  expect(header).toContain("frame-ancestors 'none'");
  forEveryPage(({ html }) => {
    const metas = [...html.matchAll(/<meta http-equiv="content-security-policy" content="([^"]*)"/g)];
    const meta = unescaped(metas[0]?.[1] ?? '');
    const problems: string[] = [];
    if (metas.length !== 1 || meta.includes('{')) problems.push('not one policy');
    if (/unsafe|https?:/.test(meta)) problems.push(`unsafe: ${meta}`);
    const before = html.slice(0, metas[0]?.index);
    if (/<(script|style|link|img)/.test(before)) problems.push('something precedes the policy');
    const styles = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, text = '']) => hash(text));
    const scripts = [
      ...html.matchAll(/<script(?![^>]*(?:\ssrc=|\stype="application\/))[^>]*>([\s\S]*?)<\/script>/g),
    ].map(([, text = '']) => hash(text));
    for (const policy of [meta, header]) {
      for (const style of styles)
        if (!values(policy, 'style-src').includes(style)) problems.push(`style ${style}`);
      for (const script of scripts)
        if (!values(policy, 'script-src').includes(script)) problems.push(`script ${script}`);
    }
    const body = html.replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/g, '');
    if (/<[^>]*\s(style|on[a-z]+)="/.test(body)) problems.push('an attribute that the policy forbids');
    return problems;
  });
});

test('no form can send what was typed: its script may be late, missing or switched off', () => {
  const forms = new Map<string, string>();
  for (const { path, html } of PAGES)
    for (const [form] of html.matchAll(/<form[\s>][^]*?<\/form>/g)) forms.set(form, path);
  expect(forms.size).toBeGreaterThan(10);
  for (const [form, path] of forms) {
    const [head = ''] = /^<form[^>]*>/.exec(form) ?? [];
    // Without a dialog around it, it does nothing.
    if (/\smethod="dialog"/.test(head)) continue;
    const fields = form.match(/<(?:input|textarea)[\s>][^>]*/g) ?? [];
    const written = fields.filter((field) => !/\stype="(?:checkbox|radio|submit|button|hidden)"/.test(field));
    // Enter in one of several fields sends nothing where no button sends,
    // https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#implicit-submission.
    if (written.length > 1 && !/<button(?![^>]*\stype="button")|type="submit"/.test(form)) continue;
    for (const field of written) expect.soft(field, `${path}: ${head}`).not.toMatch(/\sname="/);
  }
});

test('of Pagefind there is what its search asks for, and its licence', () => {
  const asked = filesIn(DIST)
    .filter((file) => /^_astro\/offline-\w+\.\w+\.json$/.test(file))
    .flatMap((file) =>
      Object.keys((JSON.parse(readFileSync(join(DIST, file), 'utf8')) as OfflineList).files),
    );
  const there = [...FILES].filter((file) => file.startsWith('pagefind/') && !asked.includes(file));
  expect(there).toEqual(['pagefind/LICENSE.txt']);
  expect(readFileSync(join(DIST, 'pagefind/LICENSE.txt'), 'utf8')).toMatch(/Copyright \(c\) Pagefind[^]*MIT/);
});

test('nothing is loaded from another host', () => {
  forEveryPage(({ html }) => {
    const loaded = [
      ...attributes(html, 'src'),
      ...(
        html.match(/<link\s[^>]*rel="(?:stylesheet|icon|preload|modulepreload|manifest)"[^>]*>/g) ?? []
      ).flatMap((tag) => attributes(tag, 'href')),
      ...[...html.matchAll(/url\(([^)]*)\)|@import/g)].map(([, link]) => link ?? '@import'),
    ];
    return loaded.filter((link) => /^["']?(https?:)?\/\/|@import/.test(link));
  });
});

test('a translation is marked as stale exactly when its English page has changed', () => {
  forEveryPage(({ path, html }) => {
    const slug = /^zh\/(\d+|guides\/[^/]+)\/$/.exec(path)?.[1];
    const file = slug?.startsWith('guides/') ? slug.replace('/', '/zh/') : `codes/zh/${slug}`;
    const source = `content/${file}.mdx`;
    const shown = /<[^>]*\sdata-stale/.test(html);
    if (slug === undefined || !existsSync(source))
      return shown && slug === undefined ? 'stale for no reason' : undefined;
    const follows = /^follows: ['"]?([0-9a-f]+)/m.exec(readFileSync(source, 'utf8'))?.[1];
    const stale = contentHash(readFileSync(source.replace('/zh/', '/en/'), 'utf8')) !== follows;
    return shown === stale ? undefined : `stale ${stale}, shown ${shown}`;
  });
});

test('what only leads elsewhere stays out of search engines and of the site map', () => {
  const listed = [...FILES]
    .filter((file) => /^sitemap-\d+\.xml$/.test(file))
    .flatMap((file) => [...readFileSync(join(DIST, file), 'utf8').matchAll(/<loc>([^<]*)<\/loc>/g)])
    .map(([, address = '']) => address.replace(`${SITE}/`, ''));
  const indexed = PAGES.filter(({ html }) => !html.includes('<meta name="robots" content="noindex"'));
  expect(
    PAGES.filter((page) => isAlias(page) || isMissing(page)).filter((page) => indexed.includes(page)),
  ).toEqual([]);
  expect(listed.sort()).toEqual(indexed.map(({ path }) => path).sort());
});

test('every page exists beside its folder as well, for hosts that look there', () => {
  const missing = PAGES.filter(({ path }) => path.endsWith('/') && !FILES.has(`${path.slice(0, -1)}.html`));
  expect(missing.map(({ path }) => path)).toEqual([]);
});

test('paths that differ only in case are the same file to the byte: some disks have room for one of them', () => {
  const byPath = new Map<string, string[]>();
  for (const file of FILES) {
    const path = file.toLowerCase();
    byPath.set(path, [...(byPath.get(path) ?? []), file]);
  }
  const pairs = [...byPath.values()].filter(({ length }) => length > 1);
  expect(pairs.length).toBeGreaterThan(100);
  const bytes = (file = ''): string => readFileSync(join(DIST, file), 'latin1');
  const different = pairs.filter(([one, ...others]) => others.some((other) => bytes(other) !== bytes(one)));
  expect(different).toEqual([]);
});
