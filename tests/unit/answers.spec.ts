import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { exactAnswers, foldQuery, type Answer } from '../../src/core/search/answers.ts';
import { SIGNAL_OFFSET, signalByName, SIGNALS } from '../../src/core/tables/signals.ts';
import { STATUS_NAMES } from '../../src/core/tables/status-names.ts';
import { readContent } from '../../src/integrations/read-content.ts';

const { files } = readContent(process.cwd());
const data = (path: string) => files.find((file) => file.path === path)?.data as Record<string, unknown>;

/** The words of both languages that mean a page, and of every name that stands for the status. */
function aliasesOf(path: string): readonly string[] {
  return ['en', 'zh'].flatMap((locale) => (data(path.replace('{}', locale))?.['aliases'] ?? []) as string[]);
}
const NAMED = ['en', 'zh'].flatMap((locale) =>
  Object.entries(data(`content/names/${locale}.yaml`) as Record<string, { aliases?: string[] }>).map(
    ([name, { aliases = [] }]) => ({ status: statusOf(name), aliases }),
  ),
);

function statusOf(name: string): number | undefined {
  const signal = signalByName(name);
  if (signal) return SIGNAL_OFFSET + signal.number;
  return STATUS_NAMES.find((row) => row.name === name)?.status ?? Number(name);
}

/** All pages as the search index lists them. */
const PAGES: readonly Answer[] = [
  ...Array.from({ length: 256 }, (_, status) => ({
    status,
    name: String(status),
    title: '',
    path: `${status}/`,
    aliases: [
      ...aliasesOf(`content/codes/{}/${status}.mdx`),
      ...NAMED.filter((row) => row.status === status).flatMap(({ aliases }) => aliases),
    ],
  })),
  ...files.flatMap(({ path }) => {
    const slug = /^content\/guides\/en\/(.+)\.mdx$/.exec(path)?.[1];
    if (slug === undefined) return [];
    const aliases = [slug, ...aliasesOf(`content/guides/{}/${slug}.mdx`)];
    return { name: slug, title: '', path: `guides/${slug}/`, aliases };
  }),
];
const lead = (query: string) => exactAnswers(query, PAGES)[0];

test('whatever means 139 leads with 139', () => {
  const queries = [
    'SIGSEGV',
    'sigsegv',
    'SigSegv',
    'SEGV',
    'segfault',
    'Segfault',
    '139',
    ' 139 ',
    '１３９',
    '段错误',
    'exit code 139',
    'Exit Code: 139',
    'Exited (139)',
    'exit status 139',
    'status=139',
    '退出码：１３９',
    '退出码 139',
    '$? is 139',
    'signal 11',
    '信号 11',
    'Segmentation fault',
    'Segmentation fault (core dumped)',
    './run.sh: line 3: 42 Segmentation fault      (core dumped) ./a.out',
  ];
  expect(astray(queries.map((query) => [query, '139/']))).toEqual([]);
});

/** The queries that do not lead to where they should. One expectation for a table: each costs more than an answer. */
function astray(rows: readonly (readonly [query: string, path: string])[]): readonly string[] {
  return rows.flatMap(([query, path]) => {
    const found = lead(query)?.path;
    return found === path ? [] : `${query} leads to ${found}, not to ${path}`;
  });
}

test('every exit status leads with itself, in every way of saying it', () => {
  const says = [
    (status: number) => `exit code ${status}`,
    (status: number) => `Exited (${status}) 2 hours ago`,
    (status: number) => `exited with code ${status}`,
    (status: number) => `退出码 ${status}`,
    (status: number) => `返回值：${status}`,
    (status: number) => `"exitCode": ${status}`,
  ];
  const rows = Array.from({ length: 256 }, (_, status) =>
    [String(status), says[status % says.length]?.(status) ?? ''].map(
      (query) => [query, `${status}/`] as const,
    ),
  );
  expect(astray(rows.flat())).toEqual([]);
});

test('every signal leads to the page of its number, by every name and in any case', () => {
  const rows = SIGNALS.flatMap(({ name, aliases, number }) =>
    [name, ...aliases]
      .flatMap((each) => [each, each.toLowerCase(), each.slice(3)])
      .map((query) => [query, `${SIGNAL_OFFSET + number}/`] as const),
  );
  expect(astray(rows)).toEqual([]);
});

test('every alias of every page leads to its page, in any case', () => {
  const rows = PAGES.flatMap(({ aliases, path }) =>
    aliases.map((alias, index) => [index % 2 ? alias : ` ${alias.toUpperCase()} `, path] as const),
  );
  expect(rows.length).toBeGreaterThan(500);
  expect(astray(rows)).toEqual([]);
});

test('a bare number that is no exit status names no page', () => {
  fc.assert(
    fc.property(fc.integer({ min: 256, max: 4_294_967_295 }), (number) => {
      return exactAnswers(String(number), PAGES).length === 0;
    }),
  );
});

/** Text in which queries are likely to be found, and text of any kind. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'exit code ',
          '退出码',
          'SIG',
          'SEGV',
          'RTMIN+',
          '(',
          '139',
          'signal ',
          'oom',
          '段错误',
          '１',
          ' ',
        ),
        fc.string({ maxLength: 5 }),
        fc.nat().map(String),
      ),
    )
    .map((parts) => parts.join('')),
);

test('any text is answered: no throw, no page twice, and the same each time', () => {
  fc.assert(
    fc.property(anyText, (query) => {
      const answers = exactAnswers(query, PAGES);
      const again = exactAnswers(query, PAGES);
      return (
        new Set(answers).size === answers.length &&
        again.length === answers.length &&
        again.every((page, index) => page === answers[index])
      );
    }),
    { numRuns: 300 },
  );
});

test('case, width, quotes and white space make no difference', () => {
  fc.assert(
    fc.property(anyText, (query) => {
      const answers = exactAnswers(query, PAGES);
      const dressed = exactAnswers(`  “${query}”\n`, PAGES);
      return (
        foldQuery(foldQuery(query)) === foldQuery(query) &&
        dressed.length === answers.length &&
        dressed.every((page, index) => page === answers[index])
      );
    }),
  );
});

test('a long paste is read in a moment', () => {
  const paste = 'exit code 139 sigsegv 段错误 signal 11 '.repeat(2000);
  const start = performance.now();
  expect(lead(paste)?.status).toBe(139);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('an alias inside a longer word is not that word', () => {
  expect(exactAnswers('skilled', PAGES)).toEqual([]);
  expect(exactAnswers('', PAGES)).toEqual([]);
});
