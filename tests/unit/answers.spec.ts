import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  answersAlone,
  exactAnswers,
  isNumeric,
  searchTable,
  type SearchTable,
} from '../../src/core/search/answers.ts';
import { foldPhrase, foldQuery, pack, unpack, unpackAll, type SearchRow } from '../../src/core/search/row.ts';
import { SIGNAL_OFFSET, signalByName, SIGNALS } from '../../src/core/tables/signals.ts';
import { STATUS_NAMES } from '../../src/core/tables/status-names.ts';
import { PROGRAMS } from './core/programs.fixture.ts';
import { readContent } from '../../src/check/read.ts';

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

const WRITTEN = new Set(
  files.flatMap(({ path }) => Number(/^content\/codes\/en\/(\d+)\.mdx$/.exec(path)?.[1] ?? -1)),
);

/** All pages as the search index lists them. */
const ROWS: readonly SearchRow[] = [
  ...Array.from({ length: 256 }, (_, status) => ({
    kind: 'code',
    target: 'status' as const,
    plate: String(status),
    name: String(status),
    title: '',
    path: `${status}/`,
    words: [
      ...aliasesOf(`content/codes/{}/${status}.mdx`),
      ...NAMED.filter((row) => row.status === status).flatMap(({ aliases }) => aliases),
    ].map(foldQuery),
    rank: WRITTEN.has(status) ? 1 : 3,
  })),
  ...files.flatMap(({ path, data }) => {
    const slug = /^content\/guides\/en\/(.+)\.mdx$/.exec(path)?.[1];
    if (slug === undefined) return [];
    const words = [slug, ...aliasesOf(`content/guides/{}/${slug}.mdx`)].map(foldQuery);
    const name = String((data as { title?: unknown }).title);
    return { kind: 'guide', plate: 'OOM', name, title: '', path: `guides/${slug}/`, words, rank: 2 };
  }),
];
const PAGES = searchTable(ROWS);
const lead = (query: string, table: SearchTable = PAGES) => {
  const [first] = exactAnswers(query, table);
  return first && { path: first.row.path + (first.code === undefined ? '' : `#${first.code}`) };
};

test('the mark of a topic on the plate of a guide is no name of it', () => {
  expect(lead('oom')?.path).toBe('137/');
});

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
  const ofCodes = new Set(ROWS.flatMap(({ kind, words }) => (kind === 'code' ? words : [])));
  // A guide's address may be what people type for a code: OOM is 137 first, and guides/oom/ second.
  const isOfACode = (word: string, path: string) => path === `guides/${word}/` && ofCodes.has(word);
  const rows = ROWS.flatMap(({ words, path }) =>
    words
      .filter((word) => !isOfACode(word, path))
      .map((word, index) => [index % 2 ? word : ` ${word.toUpperCase()} `, path] as const),
  );
  expect(lead('OOM')?.path).toBe('137/');
  expect(rows.length).toBeGreaterThan(500);
  expect(astray(rows)).toEqual([]);
});

/** Pages of kinds that are not written yet, made up so that words clash. */
const MORE: readonly SearchRow[] = [
  ...ROWS,
  {
    kind: 'windows',
    target: 'windows',
    plate: '0xC0000005',
    name: 'STATUS_ACCESS_VIOLATION',
    title: '',
    path: 'windows/0xC0000005/',
    words: [],
    rank: 2,
  },
  {
    kind: 'windows',
    target: 'windows',
    plate: '1603',
    name: 'ERROR_INSTALL_FAILURE',
    title: '',
    path: 'windows/1603/',
    words: [],
    rank: 2,
  },
  {
    kind: 'reason',
    target: 'reason',
    plate: 'OOMKilled',
    name: 'OOMKilled',
    title: '',
    path: 'reasons/OOMKilled/',
    words: ['oom'],
    rank: 2,
  },
  ...PROGRAMS.map((program) => ({
    kind: 'program',
    target: 'program' as const,
    plate: program.name,
    name: program.name,
    title: '',
    path: `programs/${program.slug}/`,
    words: [program.slug, ...(program.aliases ?? [])].map(foldQuery),
    rank: 3,
    program,
  })),
  {
    kind: 'guide',
    plate: '§',
    name: 'made up',
    title: '',
    path: 'made-up/',
    words: ['139', 'memory', 'out of memory today'],
    rank: 1,
  },
];
const WIDE = searchTable(MORE);

test('what the box reads, the search answers', () => {
  const rows = [
    ['35072', '137/'],
    ['0:9', '137/'],
    ['9/KILL', '137/'],
    ['203/EXEC', '203/'],
    ['STATUS_ACCESS_VIOLATION', 'windows/0xC0000005/'],
    ['-1073741819', 'windows/0xC0000005/'],
    ['3221225477', 'windows/0xC0000005/'],
    ['0xc0000005', 'windows/0xC0000005/'],
    ['error 1603', 'windows/1603/'],
    ['exit 256', '0/'],
    ['wait status 35584', '139/'],
    ['exit(-1)', '255/'],
    ['-9', '137/'],
    ['rc=-9', '137/'],
    ['status 0x8900', '137/'],
    ['OOMKilled', 'reasons/OOMKilled/'],
    ['curl 7', 'programs/curl/#7'],
    ['curl: (7)', 'programs/curl/#7'],
    ['apt 100', 'programs/apt-get/#100'],
    ['msiexec 1603', 'programs/msiexec/#1603'],
    ['git exit code 128', 'programs/git/#128'],
    ["'git clone' of that repository failed with status 128", '128/'],
    ['robocopy 11', 'programs/robocopy/'],
    ['k8s pod 重启 137', '137/'],
    ['why does it say 137 when nothing is wrong', '137/'],
  ] as const;
  expect(rows.map(([query]) => [query, lead(query, WIDE)?.path])).toEqual(rows.map((row) => [...row]));
  for (const query of ['pid 137', 'line 139', 'took 143 minutes'])
    expect(lead(query, WIDE), query).toBeUndefined();
});

test('a number alone leads before a page that has it for a word, and any other whole word before what is read in it', () => {
  expect(lead('139', WIDE)?.path).toBe('139/');
  expect(exactAnswers('139', WIDE).map(({ row }) => row.path)).toContain('made-up/');
  expect(lead('oomkilled', WIDE)?.path).toBe('reasons/OOMKilled/');
});

test('of two phrases in a query the longer one is the surer', () => {
  expect(lead('what if it is out of memory today', WIDE)?.path).toBe('made-up/');
  const short = searchTable([
    { kind: 'a', plate: 'a', name: 'a', title: '', path: 'short/', words: ['disk'], rank: 1 },
    { kind: 'a', plate: 'b', name: 'b', title: '', path: 'long/', words: ['disk is full'], rank: 4 },
  ]);
  expect(exactAnswers('the disk is full again', short).map(({ row }) => row.path)).toEqual([
    'long/',
    'short/',
  ]);
  expect(exactAnswers('full again is the disk', short).map(({ row }) => row.path)).toEqual([
    'long/',
    'short/',
  ]);
});

test('words that several pages share are ranked', () => {
  const row = (path: string, rank: number) => ({
    kind: 'a',
    plate: path,
    name: path,
    title: '',
    path,
    words: ['not found'],
    rank,
  });
  const shared = searchTable([row('rare/', 4), row('daily/', 1), row('often/', 2)]);
  expect(exactAnswers('not found', shared).map(({ row: { path } }) => path)).toEqual([
    'daily/',
    'often/',
    'rare/',
  ]);
});

test('a slip of the keys still finds its page, and only where nothing is named', () => {
  const rows = [
    ['segmantation fault', '139/'],
    ['SIGSEGVV', '139/'],
    ['OOMKiled', 'reasons/OOMKilled/'],
    ['comand not found', '127/'],
    ['段错设', '139/'],
  ] as const;
  expect(rows.map(([query]) => [query, lead(query, WIDE)?.path])).toEqual(rows.map((row) => [...row]));
  expect(exactAnswers('wqxjzk', WIDE)).toEqual([]);
});

test('rows come back from the wire as they were', () => {
  const back = unpack(JSON.parse(JSON.stringify(pack(MORE))) as ReturnType<typeof pack>);
  const plain = (rows: readonly SearchRow[]) => [...rows].sort((a, b) => a.path.localeCompare(b.path));
  expect(plain(back)).toEqual(plain(MORE));
});

test('a first file of exit statuses answers what it surely can, as both files do', () => {
  const isStatus = ({ kind }: SearchRow) => kind === 'code';
  const own = (word: string) => !/\p{Script=Han}/u.test(word);
  const all = [...ROWS.filter(isStatus), ...MORE.filter((row) => !isStatus(row))];
  const statuses = ROWS.filter(isStatus);
  const first = pack(statuses.map((row) => ({ ...row, words: row.words.filter(own) })));
  const rest = {
    words: statuses.map(({ words }) => words.filter((word) => !own(word)).join('\n')),
    kinds: pack(all.filter((row) => !isStatus(row))),
  };
  const sorted = (rows: readonly SearchRow[]) =>
    rows.map((row) => ({ ...row, words: row.words.toSorted() })).sort((a, b) => a.path.localeCompare(b.path));
  expect(sorted(unpackAll(first, rest))).toEqual(sorted(all));

  const [part, whole] = [searchTable(unpack(first)), searchTable(unpackAll(first, rest))];
  for (const query of ['137', 'exit code 139', '-9', '35072', 'SIGSEGV', 'segfault']) {
    expect(answersAlone(query, part), query).toBe(true);
    expect(lead(query, part), query).toEqual(lead(query, whole));
  }
  for (const query of ['curl 7', 'OOMKilled', '0xC0000005', '容器内存溢出', 'no such words', ''])
    expect(answersAlone(query, part), query).toBe(false);
});

test('what is numeric is never left to full text', () => {
  for (const query of ['137', ' 137 ', '-9', '−9', '0xC0000005', '１３７', '0:9', '3.5', '1,073'])
    expect(isNumeric(query), query).toBe(true);
  for (const query of ['', '-', 'curl 7', 'exit 137', 'SIG9', '9/KILL', '段错误'])
    expect(isNumeric(query), query).toBe(false);
});

test('fifteen hundred pages answer a key in 5 ms', () => {
  const made = Array.from({ length: 1500 - MORE.length }, (_, index) => ({
    kind: 'program',
    target: 'program' as const,
    plate: `tool${index}`,
    name: `tool${index}`,
    title: 'what it does',
    path: `programs/tool${index}/`,
    words: [`tool ${index} failed`, `工具${index}`, `cannot open file ${index}`],
    rank: 4,
    program: { slug: `tool${index}`, name: `tool${index}`, codes: [1, 2, [64, 78] as const] },
  }));
  const table = searchTable([...MORE, ...made]);
  const queries = [
    '1',
    '13',
    '137',
    'sigs',
    'sigsegv',
    'tool77 64',
    'cannot open fiel 99',
    '段错误',
    'docker exit code 137 why',
    'zzzzzz',
  ];
  const times = queries.map((query) => {
    for (let warm = 0; warm < 5; warm++) exactAnswers(query, table);
    const runs = Array.from({ length: 15 }, () => {
      const start = process.cpuUsage();
      exactAnswers(query, table);
      return process.cpuUsage(start).user / 1000;
    });
    // The processor's time, and the quickest: other work on the machine is not the search's.
    return [query, Math.min(...runs)] as const;
  });
  expect(times.filter(([, ms]) => ms > 5)).toEqual([]);
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
        new Set(answers.map(({ row }) => row)).size === answers.length &&
        again.length === answers.length &&
        again.every(({ row }, index) => row === answers[index]?.row)
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
        dressed.every(({ row }, index) => row === answers[index]?.row)
      );
    }),
  );
});

test('a long paste is read in a moment', () => {
  const paste = 'exit code 139 sigsegv 段错误 signal 11 '.repeat(2000);
  const start = performance.now();
  expect(lead(paste)?.path).toBe('139/');
  expect(performance.now() - start).toBeLessThan(2000);
});

test('an alias inside a longer word is not that word', () => {
  expect(exactAnswers('skilled', PAGES)).toEqual([]);
  expect(exactAnswers('', PAGES)).toEqual([]);
});

test('a phrase is found in other forms and in another order, in Chinese by its parts', () => {
  const row = (path: string, words: readonly string[], more: Partial<SearchRow> = {}): SearchRow => ({
    kind: 'guide',
    plate: '§',
    name: path,
    title: '',
    path: `${path}/`,
    words: words.map(foldPhrase),
    rank: 2,
    ...more,
  });
  const docker = { slug: 'docker', name: 'docker', codes: [125] };
  const table = searchTable([
    row('stop', ['stop gracefully']),
    row('loop', ['keeps restarting', '容器 重启']),
    row('heap', ['npm 内存溢出']),
    row('memory', ['内存溢出']),
    row('docker', [], { kind: 'program', program: docker }),
    row('error', ['error'], { kind: 'reason' }),
    row('entry', ['no such file']),
  ]);
  const rows = [
    ['support stopping a container gracefully', 'stop/'],
    ['graceful stops do not work here', 'stop/'],
    ['the pods keep being restarted all day', 'loop/'],
    ['修复容器频繁重启的问题', 'loop/'],
    ['升级 npm 版本后，报内存溢出错误', 'heap/'],
    ['运行时内存溢出', 'memory/'],
    // What went wrong before where it did, and before a word of every other sentence.
    ['in docker there is an error: no such file', 'entry/'],
  ] as const;
  expect(rows.map(([query]) => [query, lead(query, table)?.path])).toEqual(rows.map((each) => [...each]));
  // The folder of a path is no program.
  expect(exactAnswers('it is at /code/docker/run somewhere', table)).toEqual([]);
});

test('the line of a shell or a source and the process id of a log are no codes', () => {
  const paths = (query: string) => exactAnswers(query, WIDE).map(({ row: { path } }) => path);
  expect(paths('/bin/sh: 1: foo: not found')[0]).toBe('127/');
  expect(paths('standard_init_linux.go:228: exec user process caused: no such file')).not.toContain('228/');
  expect(paths("systemd[1]: app.service: Failed with result 'exit-code'")).not.toContain('1/');
  expect(paths('sshd[42]: exited with status 255')).toContain('255/');
});
