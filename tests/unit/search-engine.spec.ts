import { expect, test } from '@playwright/test';
import { pack, type PackedRest } from '../../src/core/search/row.ts';
import { isAbout, partsOf, SearchEngine, type SearchIndex } from '../../src/elements/search-engine.ts';

test('a page that only shares the first letter of a word is no answer to it', () => {
  for (const [query, excerpt, about] of [
    ['wqxjzk', 'holds a lock and <mark>waits</mark> for it', false],
    ['vvkkvv', '在多个<mark>虚拟</mark>环境里运行', false],
    ['killed', 'the kernel <mark>kills</mark> it', true],
    ['bit mask of the signals', 'the <mark>mask</mark> of what is blocked', true],
    ['位掩码', '信号的<mark>掩码</mark>', true],
    ['memories', 'no <mark>memory</mark> left', true],
    ['env', 'the <mark>environment</mark>', true],
    ['docker exit code 137', '<mark>137</mark>', true],
    ['anything', 'an excerpt without a mark', true],
  ] as const)
    expect(isAbout(query, excerpt), `${query}: ${excerpt}`).toBe(about);
});

const asFile = (data: object) => `data:application/json,${encodeURIComponent(JSON.stringify(data))}`;
const MISSING = 'data:';
const status = { kind: 'code', target: 'status', plate: '7', name: '7', title: '', path: '7/' } as const;
const curl = { slug: 'curl', name: 'curl', codes: [7] };
const program = { kind: 'program', target: 'program', plate: 'curl', name: 'curl', title: '' } as const;
const REST: PackedRest = {
  words: ['connection refused'],
  kinds: pack([{ ...program, path: 'programs/curl/', words: [], rank: 1, program: curl }]),
};

function engine({ rest = asFile(REST) } = {}): SearchEngine {
  const words = { one: '', many: '', none: '', accepts: '', decode: 'decode' };
  const kinds = pack([{ ...status, words: ['seven'], rank: 1 }]);
  const index: SearchIndex = { words, home: '/', decode: '/decode/', headings: {}, kinds, rest };
  return new SearchEngine(asFile(index), MISSING);
}
const urls = async (found: ReturnType<SearchEngine['all']>) => {
  const { hits, complete } = await found;
  return [...hits.map(({ url }) => url), complete];
};

test('a first file answers alone what it surely can, and the other is asked for the rest', async () => {
  const alone = engine({ rest: MISSING });
  expect(await urls(alone.exact('7'))).toEqual(['/7/', false]);
  expect(await urls(alone.exact('seven'))).toEqual(['/7/', false]);
  // What is missing takes away no answer that is there, and is told.
  expect(await urls(alone.all('7'))).toEqual(['/7/', false]);
  expect(await urls(alone.exact('curl 7'))).toEqual(['/7/', false]);
  expect(await urls(engine().exact('curl 7'))).toEqual(['/programs/curl/#7', '/7/', false]);
  expect(await urls(engine().exact('connection refused'))).toEqual(['/7/', false]);
});

test('a bare number is complete without the full text; words are not', async () => {
  expect(await urls(engine().all('7'))).toEqual(['/7/', true]);
  expect(await urls(engine().all('123'))).toEqual(['/decode/?q=123', true]);
  expect(await urls(engine().all('seven'))).toEqual(['/7/', false]);
});

test('an excerpt becomes text, with what was found at every other place', () => {
  expect(partsOf('a &lt;b&gt; <mark>c &amp;amp;</mark> d')).toEqual(['a <b> ', 'c &amp;', ' d']);
  expect(partsOf('nothing is marked')).toEqual(['nothing is marked']);
  // A line that ended without a stop, in a language that has its own.
  expect(partsOf('\u200b. \u200b存活<mark>探针</mark>\u200b. \u200bkubelet 停止\u200b. 1.2')).toEqual([
    '存活',
    '探针',
    '。kubelet 停止。1.2',
  ]);
});
