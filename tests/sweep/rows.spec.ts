/**
 * Rows of tables and of facts: what stands beside a number is what its file says of it and what the core knows, on the page
 * and in its twin, in both languages. What is expected is read off the files and the tables, not off what makes the pages.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readContent } from '../../src/check/read.ts';
import { familyOf } from '../../src/core/tables/families.ts';
import { ELSEWHERE } from '../../src/core/tables/platforms.ts';
import { SIGNALS, signalOfStatus } from '../../src/core/tables/signals.ts';
import { STATUS_NAMES } from '../../src/core/tables/status-names.ts';
import { LOCALES, translator, type Locale, type Translate } from '../../src/i18n/index.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { parseInline } from '../../src/schema/inline.ts';
import { DIST, prefix, unescaped } from '../built.ts';

type Data = Readonly<Record<string, any>>;
const { files } = readContent(process.cwd());
const read = (file: string) => readFileSync(join(DIST, file), 'utf8');

/** The files of a folder by the names of their pages. */
function inFolder(folder: string, ending = 'mdx'): ReadonlyMap<string, Data> {
  const name = new RegExp(`^content/${folder}/(?:en/)?([^/]+)\\.${ending}$`);
  return new Map(
    files.flatMap(({ path, data }) => {
      const slug = name.exec(path)?.[1];
      return slug === undefined ? [] : [[slug, data as Data] as const];
    }),
  );
}
const CODES = inFolder('codes');
const PROGRAMS = inFolder('programs', 'yaml');
/** Pages of two files, by their addresses: what stands in the English one. */
const PAGES = new Map(
  KINDS.filter(({ collection }) => collection.form === 'mdx').flatMap(({ collection: { folder }, at }) =>
    [...inFolder(folder)].map(([slug, data]) => [`${at}${slug}/`, data] as const),
  ),
);
const SOURCES = Object.assign(
  {},
  ...files.filter(({ path }) => path.startsWith('content/sources/')).map(({ data }) => data),
) as Data;
/** Ids of a page's sources in the order of their numbers, which is that in which it first cites them. */
const numbersOf = (stem: string) => (JSON.parse(read(`${stem}.json`)) as { sources: string[] }).sources;
const STATUSES = Array.from({ length: 256 }, (_, status) => status);

/** A part of a twin, from its heading to the next. */
const partOf = (markdown: string, title: string) =>
  (markdown.split(`\n## ${title}\n`)[1] ?? '').split('\n## ')[0] ?? '';

/** The rows of the first table, their cells as they stand. */
const tableIn = (markdown: string) =>
  (/(?:^\|.*\n?)+/m.exec(markdown)?.[0] ?? '')
    .trim()
    .split('\n')
    .filter((_, index) => index !== 1)
    .map((row) =>
      row
        .slice(2, -2)
        .split(/ (?<!\\)\| /)
        .map((cell) => cell.replaceAll('\\|', '|').trim()),
    );

const factsIn = (markdown: string) =>
  [...markdown.matchAll(/^- \*\*(.*?)\*\*: (.*)$/gm)].map(
    ([, term = '', fact = '']) => [term, fact] as const,
  );

/** A cell of a twin without its links: words, numbers of sources, how many records. */
function cellOf(text: string, t: Translate) {
  const mark = `[${t('evidence.mark')}](`;
  return {
    text: text
      .replace(/ \[\^\d+\]/g, '')
      .replaceAll(new RegExp(` \\[${t('evidence.mark')}\\]\\([^)]*\\)`, 'g'), '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
    cited: [...text.matchAll(/\[\^(\d+)\]/g)].map(([, number]) => Number(number)),
    records: text.split(mark).length - 1,
  };
}

const textOf = (html: string) =>
  unescaped(html.replace(/<a class="cite"[\s\S]*?<\/a>/g, '').replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
const wordsOf = (line = '') =>
  parseInline(line)
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ');
/** A line of a twin without links. */
const plain = (line = '') =>
  parseInline(line)
    .map(({ kind, text }) => (kind === 'code' ? `\`${text}\`` : kind === 'strong' ? `**${text}**` : text))
    .join('');
const said = (value: unknown, locale: Locale): string | undefined =>
  typeof value === 'object' && value !== null ? (value as Data)[locale] : (value as string | undefined);

function citesIn(html: string): readonly (number | 'record')[] {
  return [...html.matchAll(/<a class="cite" href="([^"]*)"/g)].map(([, href = '']) =>
    href.startsWith('#source-') ? Number(href.slice(8)) : 'record',
  );
}

/** What the tables say of a number; of a written page, whether it is about the signal that its number stands for. */
function factsOf(status: number, aboutSignal: boolean, t: Translate): readonly (readonly [string, string])[] {
  const signal = aboutSignal ? signalOfStatus(status) : undefined;
  const word = status * 2 ** 8;
  const hex = `0x${word.toString(16).toUpperCase()}`;
  return [
    [t('code.family'), t(`family.${familyOf(status).id}`)],
    ...(signal
      ? ([
          [t('glance.signal'), t('glance.signalValue', { name: signal.name, number: status - 128 })],
          [t('glance.action'), t(`glance.action.${signal.action}`)],
          [t('glance.catchable'), t(`glance.catchable.${signal.catchable ? 'yes' : 'no'}`)],
        ] as const)
      : []),
    ...ELSEWHERE.filter(({ number }) => signal && number === status - 128).map(
      ({ platform, signal: name }) =>
        [t(`platform.${platform}`), t('derived.elsewhere', { code: status, name })] as const,
    ),
    ...STATUS_NAMES.filter((each) => each.status === status).map(
      ({ convention, name }) => [t(`convention.${convention}`), name] as const,
    ),
    [t('derived.raw'), t('derived.rawValue', { code: status, raw: word, hex })],
  ];
}

for (const locale of LOCALES) {
  const t = translator(locale);
  const home = prefix(locale);

  test(`${locale}: at a glance, a number has the facts that the tables have of it, all of them and no others`, () => {
    for (const status of STATUSES) {
      const written = CODES.get(String(status));
      const facts = factsOf(status, written === undefined || written['signal'] !== undefined, t);
      const shown = factsIn(partOf(read(`${home}${status}.md`), t('code.glance')));
      const own = written
        ? ['setBy', 'kubernetes', 'docker', 'systemd', 'retry', 'confused']
            .filter((row) => row === 'setBy' || written['glance'][row])
            .map((row) => t(`glance.${row}` as 'glance.setBy'))
        : [];
      expect.soft(shown.slice(0, facts.length), String(status)).toEqual(facts);
      expect.soft(shown.slice(facts.length).map(([term]) => term)).toEqual(own);
      if (written) {
        const [, writers = ''] = shown.find(([term]) => term === t('glance.setBy')) ?? [];
        for (const writer of written['setBy'] as string[])
          expect.soft(writers, String(status)).toContain(t(`writer.${writer}` as 'writer.shell'));
        continue;
      }
      const section = read(`${home}${status}/index.html`).split('id="glance"')[1] ?? '';
      const list = /<dl class="facts">([\s\S]*?)<\/dl>/.exec(section)?.[1] ?? '';
      const rows = [...list.matchAll(/<dt>([\s\S]*?)<\/dt>\s*<dd>([\s\S]*?)<\/dd>/g)];
      expect.soft(rows.map(([, term = '', fact = '']) => [textOf(term), textOf(fact)])).toEqual(facts);
    }
    // Every signal that has a number is told on its page, written or not.
    expect(SIGNALS.every(({ number }) => STATUSES.includes(128 + number))).toBe(true);
  });

  test(`${locale}: a Windows value is one number in all of its spellings`, () => {
    const pages = inFolder('windows');
    expect(pages.size).toBeGreaterThan(30);
    for (const [slug, { value, symbol }] of pages) {
      const bits = BigInt(value);
      const signed = BigInt.asIntN(32, bits);
      const left = bits % 256n;
      const hex = bits.toString(16).toUpperCase().padStart(8, '0');
      const shown = factsIn(partOf(read(`${home}windows/${slug}.md`), t('windows.spellings')));
      expect
        .soft(
          shown.map(([term, fact]) => [term, cellOf(fact, t).text]),
          slug,
        )
        .toEqual([
          ...(symbol === undefined ? [] : [[t('windows.symbol'), `\`${symbol}\``]]),
          [t('windows.hex'), `\`0x${hex}\``],
          [t('windows.unsigned'), `\`${bits}\``],
          ...(signed === bits ? [] : [[t('windows.signed'), `\`${signed}\``]]),
          ...(left === bits
            ? []
            : [
                [
                  t('windows.eightBits'),
                  t('windows.eightBitsText', { code: Number(left) }).replace(/\[(.*?)\]\(.*?\)/, '$1'),
                ],
              ]),
        ]);
    }
  });

  test(`${locale}: each number of a program has its meaning, its versions, its sources and its records`, () => {
    let rows = 0;
    // Thousands of rows: an assertion for each would take minutes.
    const problems: string[] = [];
    const hold = (at: string, shown: unknown, held: unknown) => {
      if (JSON.stringify(shown) !== JSON.stringify(held))
        problems.push(`${at}: ${JSON.stringify(shown)}, expected ${JSON.stringify(held)}`);
    };
    for (const [slug, data] of PROGRAMS) {
      const { codes, sums = [], sources } = data as { codes: Data[]; sums?: Data[]; sources: Data };
      const html = read(`${home}programs/${slug}/index.html`);
      const markdown = read(`${home}programs/${slug}.md`);
      const numbered = numbersOf(`${home}programs/${slug}`).map((id) => id.slice(slug.length + 1));
      hold(`${slug}: sources`, numbered.toSorted(), Object.keys(sources).toSorted());
      const found = new Map(
        ['common', 'others', 'all', 'sums'].flatMap((part) => {
          const title = t(`program.${part}` as 'program.all', { n: '@' });
          const heading = new RegExp(`\\n## ${title.replace('@', '\\d+')}\\n`);
          const table = tableIn((markdown.split(heading)[1] ?? '').split('\n## ')[0] ?? '');
          const [heads = [], ...body] = table;
          return body.map(
            ([code = '', ...cells]) => [cellOf(code, t).text, { heads: heads.slice(1), cells }] as const,
          );
        }),
      );
      hold(
        slug,
        [...found.keys()].toSorted(),
        [...codes, ...sums].map(({ code }) => String(code)).toSorted(),
      );
      for (const { code, means, look, since, until, cite, observation = [] } of [...codes, ...sums]) {
        const at = `${slug}#${code}`;
        const { heads = [], cells = [] } = found.get(String(code)) ?? {};
        const read = new Map(cells.map((cell, index) => [heads[index], cellOf(cell, t)]));
        const versions = [
          since && t('program.since', { version: since }),
          until && t('program.until', { version: until }),
        ].filter(Boolean);
        const records = [observation].flat().length;
        const number = (id: string) => numbered.indexOf(id) + 1;
        const sorted = (ids: readonly string[]) => ids.map(number).sort((a, b) => a - b);
        const told = [...read.values()];
        hold(
          `${at} as Markdown`,
          {
            means: read.get(t('program.means'))?.text,
            look: read.get(t('program.look'))?.text ?? '',
            versions: read.get(t('program.versions'))?.text ?? '',
            sources: told.flatMap(({ cited }) => cited),
            records: told.reduce((sum, each) => sum + each.records, 0),
          },
          {
            means: plain(said(means, locale)),
            look: plain(said(look, locale)),
            versions: versions.join(t('program.between')),
            sources: sorted(cite),
            records,
          },
        );

        const start = html.indexOf(`<tr id="${code}">`);
        const row = start < 0 ? '' : html.slice(start, html.indexOf('</tr>', start));
        const [, ...columns] = [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
          textOf(cell),
        );
        // What most rows cite may be said once, above the table.
        const above = html.slice(html.lastIndexOf('<section', start), start).split('<table')[0] ?? '';
        const own = citesIn(row);
        hold(
          at,
          {
            means: columns[0],
            look: look === undefined ? '' : columns[1],
            versions: versions.length === 0 ? '' : columns.at(-1),
            cites: own.length > 0 ? own : citesIn(above),
          },
          {
            means: wordsOf(said(means, locale)),
            look: wordsOf(said(look, locale)),
            versions: versions.join(t('program.between')),
            cites: [
              ...sorted((cite as string[]).filter((id) => !(records > 0 && sources[id].kind === 'lab'))),
              ...Array.from({ length: records }, () => 'record' as const),
            ],
          },
        );
        rows++;
      }
    }
    expect(problems).toEqual([]);
    expect(rows).toBeGreaterThan(2000);
  });

  test(`${locale}: a page names the programs that give its number a meaning, those that people meet most first`, () => {
    const means = Map.groupBy(
      [...PROGRAMS].flatMap(([slug, { name, rank, codes, sums = [] }]) =>
        [...(codes as Data[]), ...(sums as Data[])].flatMap(({ code, common, means: words }) => {
          const [from = 0, to = from] =
            String(code)
              .match(/^-?\d+|(?<=-)\d+$/g)
              ?.map(Number) ?? [];
          const range = typeof code === 'string';
          return STATUSES.filter((status) => status > 0 && status >= from && status <= to).map((status) => ({
            status,
            name: String(name),
            address: `/${home}programs/${slug}/#${code}`,
            words: said(words, locale),
            place: rank + (range ? 10 : 0) - (common ? 0.5 : 0),
          }));
        }),
      ),
      ({ status }) => status,
    );
    let named = 0;
    for (const status of STATUSES) {
      const all = (means.get(status) ?? []).toSorted(
        (a, b) => a.place - b.place || a.name.localeCompare(b.name, 'en'),
      );
      const written = CODES.has(String(status));
      const markdown = read(`${home}${status}.md`);
      const title = written ? t('program.who') : t('program.whoMeans', { code: status });
      const part = partOf(markdown, title);
      const links = [...part.matchAll(/\[((?:[^\]\\]|\\.)*)\]\(https?:\/\/[^/]+([^)]*)\)/g)].map(
        ([, name, address]) => [name, address],
      );
      const most = written ? all.slice(0, 16) : all;
      const everyone = [t('program.everyone', { n: all.length }), `/${home}programs/`];
      const expected = [
        ...most.map(({ name, address }) => [name, address]),
        ...(written && all.length > 16 ? [everyone] : []),
      ];
      expect
        .soft(
          links.filter(([, address]) => address?.includes('/programs/')),
          String(status),
        )
        .toEqual(expected);
      if (!written && all.length > 0) {
        const [, ...rows] = tableIn(part);
        expect
          .soft(
            rows.map(([, cell = '']) => cellOf(cell, t).text),
            String(status),
          )
          .toEqual(all.slice(0, 8).map(({ words }) => plain(words)));
      }
      named += expected.length;
    }
    expect(named).toBeGreaterThan(500);
  });

  test(`${locale}: the lists count and mark what the pages below them say`, () => {
    const counts = new Map<number, number>();
    for (const { codes, sums = [] } of PROGRAMS.values())
      for (const { code } of [...codes, ...sums])
        if (typeof code === 'number') counts.set(code, (counts.get(code) ?? 0) + 1);
    const [, ...tally] = tableIn(partOf(read(`${home}programs.md`), t('program.picture')));
    expect(tally.map(([code = '', n]) => [Number(cellOf(code, t).text), Number(n)])).toEqual(
      STATUSES.filter((status) => counts.has(status)).map((status) => [status, counts.get(status)]),
    );

    const reasons = [...inFolder('reasons').values()];
    const [[, ...columns] = [], ...rows] = tableIn(partOf(read(`${home}reasons.md`), t('reason.matrix')));
    const marks = rows.map(([name = '', ...cells]) => [
      cellOf(name, t).text,
      cells.flatMap((cell, index) => (cell === '' ? [] : [Number(cellOf(columns[index] ?? '', t).text)])),
    ]);
    const expected = reasons
      .filter(({ codes }) => codes.length > 0)
      .map(({ name, codes }) => [
        name,
        [...new Set((codes as Data[]).map(({ code }) => code as number))].sort((a, b) => a - b),
      ]);
    const byName = (list: readonly unknown[][]) =>
      list.toSorted(([a], [b]) => String(a).localeCompare(String(b), 'en'));
    expect(byName(marks)).toEqual(byName(expected));
    const drawn = read(`${home}reasons/index.html`).split('id="codes"')[1] ?? '';
    const html = [...drawn.matchAll(/<tr>\s*<th scope="row">([\s\S]*?)<\/th>([\s\S]*?)<\/tr>/g)];
    expect(
      html.map(([, name = '', cells = '']) => [
        textOf(name),
        [...cells.matchAll(/<span class="plate[^>]*>(\d+)</g)].map(([, code]) => Number(code)),
      ]),
    ).toEqual(marks);
  });

  test(`${locale}: a page lists its sources by number, with title, version and address`, () => {
    let listed = 0;
    for (const [path, { sources }] of PAGES) {
      const html = read(`${home}${path}index.html`);
      const rows = [...html.matchAll(/<li id="source-(\d+)">([\s\S]*?)<\/li>/g)].map(
        ([, number, row = '']) => [Number(number), /<a href="([^"]*)"/.exec(row)?.[1], textOf(row)] as const,
      );
      const numbered = numbersOf(home + path.slice(0, -1));
      expect.soft(numbered.toSorted(), path).toEqual((sources as string[]).toSorted());
      const expected = numbered.map((id, index) => {
        const { kind, title, version, url } = SOURCES[id] as Data;
        const label = t(`source.${kind}` as 'source.man');
        return [
          index + 1,
          url === undefined ? `/${home}evidence/` : String(url),
          `${title} ${label} · ${version}`.replace(/\s+/g, ' '),
        ];
      });
      expect
        .soft(
          rows.map(([number, href, text]) => [number, unescaped(href ?? ''), text]),
          path,
        )
        .toEqual(expected);
      listed += rows.length;
    }
    expect(listed).toBeGreaterThan(500);
  });

  test(`${locale}: exits lead to the steps of their file, and what changes the system says so`, () => {
    interface Fork {
      readonly step?: string;
      readonly road?: readonly Fork[];
      readonly command?: unknown;
      readonly effect?: string;
    }
    const all = (forks: readonly Fork[]): readonly Fork[] =>
      forks.flatMap((fork) => (fork.road ? [fork, ...all(fork.road)] : [fork]));
    const formsOf = (command: unknown) =>
      typeof command === 'string' ? 1 : Object.keys(command as Data).length;
    let exits = 0;
    let changes = 0;
    for (const [path, { road = [], steps = [] }] of PAGES) {
      const html = read(`${home}${path}index.html`);
      const forks = all(road as Fork[]);
      const shown = [...html.matchAll(/<div class="exit">([\s\S]*?)<\/div>/g)].map(([, exit = '']) => [
        /<b><a href="#([^"]*)"/.exec(exit)?.[1],
        /<u>([^<]*)<\/u>/.exec(exit)?.[1],
      ]);
      const place = (id: string) => (steps as Data[]).findIndex((step) => step['id'] === id) + 1;
      expect
        .soft(shown, path)
        .toEqual(
          forks
            .filter((fork) => !fork.road)
            .map(({ step }) => [step, step === undefined ? undefined : t('code.toStep', { n: place(step) })]),
        );
      exits += shown.length;
      // Guides have commands in their bodies too.
      if (path.startsWith('guides/')) continue;
      for (const effect of ['change', 'rerun'] as const) {
        const expected = [...forks, ...(steps as Fork[])]
          .filter((each) => each.command !== undefined && each.effect === effect)
          .reduce((sum, { command }) => sum + formsOf(command), 0);
        const marks = html.split(`>${t(`step.${effect}`)}<`).length - 1;
        expect.soft(marks, `${path}: ${effect}`).toBe(expected);
        changes += marks;
      }
    }
    expect(exits).toBeGreaterThan(400);
    expect(changes).toBeGreaterThan(20);
  });

  test(`${locale}: the lines to look at are those of the file, and related pages are those that it names`, () => {
    let lit = 0;
    for (const [path, { screen, related }] of PAGES) {
      const html = read(`${home}${path}index.html`);
      if (screen) {
        const part = html.split('id="screen"')[1]?.split('</section>')[0] ?? '';
        const marked = [...part.matchAll(/<mark>([\s\S]*?)<\/mark>/g)].map(([, line = '']) =>
          unescaped(line),
        );
        const lines = String(screen.lines).split('\n');
        expect
          .soft(marked, path)
          .toEqual((screen.lit as number[]).toSorted((a, b) => a - b).map((number) => lines[number - 1]));
        lit += marked.length;
      }
      const part = html.split('<section id="related"')[1]?.split('</section>')[0] ?? '';
      const links = [...part.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href = '']) => href);
      expect
        .soft(links.toSorted(), path)
        .toEqual(
          [...new Set((related as (string | number)[]).map((target) => `/${home}${target}/`))].toSorted(),
        );
    }
    expect(lit).toBeGreaterThan(40);
  });

  test(`${locale}: before and after a number stand its neighbours in the family`, () => {
    for (const status of STATUSES) {
      const html = read(`${home}${status}/index.html`);
      const family = STATUSES.filter((each) => familyOf(each).id === familyOf(status).id);
      const place = family.indexOf(status);
      const shown = [...html.matchAll(/<a class="[^"]*" href="([^"]*)" rel="(prev|next)"/g)].map(
        ([, href, rel]) => [rel, href],
      );
      const expected = [
        ['prev', family[place - 1]],
        ['next', family[place + 1]],
      ].filter(([, number]) => number !== undefined);
      expect
        .soft(shown, String(status))
        .toEqual(expected.map(([rel, number]) => [rel, `/${home}${number}/`]));
    }
  });
}

test('what is often said stands as said, and what is true as true; traps and fixes are lines of the file', () => {
  let lines = 0;
  for (const [path, { claims = [], traps, fixes, writtenBy }] of PAGES) {
    const html = read(`${path}index.html`);
    const part = (id: string) => html.split(`<section id="${id}"`)[1]?.split('</section>')[0] ?? '';
    const pairs = [...part('often-said').matchAll(/<q>([\s\S]*?)<\/q>[\s\S]*?<dd>([\s\S]*?)<\/dd>/g)];
    const t = translator('en');
    const label = t('code.claimTrue') + t('mark.colon');
    const shown = pairs.map(([, claim = '', fact = '']) => [textOf(claim), textOf(fact)]);
    const held = (claims as Data[]).filter(
      ({ said: claim, fact, true: truth }) =>
        ![claim, fact ?? truth].some((line) => /\[\]\(/.test(String(line))),
    );
    for (const { said: claim, fact, true: truth } of held)
      expect.soft(shown, path).toContainEqual([wordsOf(claim), `${label}${wordsOf(fact ?? truth)}`]);
    for (const [id, list] of [
      ['traps', traps],
      ['fix', fixes],
      ['written-by', writtenBy],
    ] as const) {
      const items = [...part(id).matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item = '']) => textOf(item));
      const own = ((list ?? []) as Data[]).map(({ text }) => String(text));
      own.forEach((line, index) => {
        // A link to a step is called by its number.
        if (!/\[\]\(/.test(line)) expect.soft(items[index], `${path}#${id}`).toBe(wordsOf(line));
        lines++;
      });
    }
    lines += held.length;
  }
  expect(lines).toBeGreaterThan(500);
});
