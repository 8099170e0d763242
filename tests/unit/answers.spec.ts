import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { exactAnswers, foldQuery, type Answer } from '../../src/core/answers.ts';
import { familyOf } from '../../src/core/families.ts';
import { SIGNALS } from '../../src/core/signals.ts';
import { readContent } from '../../src/integrations/read-content.ts';

/** The pages of the site as the search index lists them, with the aliases of both languages. */
const { files } = readContent(process.cwd());
const PAGES: readonly Answer[] = files.flatMap(({ path, data }) => {
  const [, kind, slug = ''] = /^content\/(codes|guides)\/en\/(.+)\.mdx$/.exec(path) ?? [];
  if (!kind) return [];
  const facts = data as { name: string; title: string; aliases: readonly string[] };
  const words = files.find((file) => file.path === path.replace('/en/', '/zh/'))?.data as
    typeof facts | undefined;
  const page = {
    name: facts.name,
    title: facts.title,
    url: `/${kind === 'codes' ? slug : `guides/${slug}`}/`,
  };
  const aliases = [...facts.aliases, ...(words?.aliases ?? [])];
  return kind === 'codes'
    ? { ...page, status: Number(slug), plate: slug, family: familyOf(Number(slug)).id, aliases }
    : { ...page, plate: '§', family: 'unassigned' as const, aliases: [slug, ...aliases] };
});
const WRITTEN = PAGES.flatMap(({ status }) => status ?? []);
const lead = (query: string) => exactAnswers(query, PAGES).answers[0];

test('whatever means 139 leads with 139', () => {
  for (const query of [
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
  ]) {
    expect(lead(query)?.status, query).toBe(139);
  }
});

test('every written number leads with itself, in every way of saying it', () => {
  for (const status of WRITTEN) {
    for (const say of [
      `${status}`,
      `exit code ${status}`,
      `Exited (${status}) 2 hours ago`,
      `exited with code ${status}`,
      `退出码 ${status}`,
      `返回值：${status}`,
      `"exitCode": ${status}`,
    ]) {
      expect(lead(say)?.status, say).toBe(status);
    }
  }
});

test('every signal leads to the page of its number, or is told to have none', () => {
  for (const signal of SIGNALS) {
    for (const name of [signal.name, ...signal.aliases].flatMap((name) => [name, name.toLowerCase()])) {
      const { answers, unanswered } = exactAnswers(name, PAGES);
      const status = 128 + signal.number;
      if (WRITTEN.includes(status)) expect(answers[0]?.status, name).toBe(status);
      else expect(unanswered, name).toEqual([status]);
    }
  }
});

test('every alias of every page leads to its page, in any case', () => {
  for (const page of PAGES) {
    for (const alias of page.aliases) {
      for (const query of [alias, alias.toUpperCase(), ` ${alias} `]) {
        expect.soft(lead(query)?.url, query).toBe(page.url);
      }
    }
  }
});

test('a number that is no exit status, or has no page, is not answered by another page', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (number) => {
      const { answers, unanswered } = exactAnswers(String(number), PAGES);
      if (WRITTEN.includes(number)) expect(answers[0]?.status).toBe(number);
      else expect({ answers, unanswered }).toEqual({ answers: [], unanswered: number < 256 ? [number] : [] });
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

test('any text is answered: no throw, no page twice, no status twice, and the same each time', () => {
  fc.assert(
    fc.property(anyText, (query) => {
      const { answers, unanswered } = exactAnswers(query, PAGES);
      expect(new Set(answers).size).toBe(answers.length);
      expect(new Set(unanswered).size).toBe(unanswered.length);
      expect(unanswered.filter((status) => WRITTEN.includes(status))).toEqual([]);
      expect(exactAnswers(query, PAGES)).toEqual({ answers, unanswered });
    }),
    { numRuns: 1000 },
  );
});

test('case, width, quotes and white space make no difference', () => {
  fc.assert(
    fc.property(anyText, (query) => {
      expect(foldQuery(foldQuery(query))).toBe(foldQuery(query));
      expect(exactAnswers(`  “${query}”\n`, PAGES)).toEqual(exactAnswers(query, PAGES));
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
  expect(exactAnswers('skilled', PAGES).answers).toEqual([]);
  expect(exactAnswers('', PAGES)).toEqual({ answers: [], unanswered: [] });
});
