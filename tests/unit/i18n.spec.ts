import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { translator, type Key } from '../../src/i18n/index.ts';
import { zh } from '../../src/i18n/zh.ts';
import { filesIn } from '../built.ts';

const KEYS = Object.keys(en) as Key[];

/** A run of bits without a meaning of its own has no name in any language. */
const EMPTY_ON_PURPOSE: readonly Key[] = ['mark.gap', 'decode.role.value'];

/** Names of products, programs and systems, the same in both languages on purpose. It grows with kinds of page alone. */
const SAME_ON_PURPOSE: readonly Key[] = [
  'convention.sysexits',
  'convention.systemd',
  'fill.POD',
  'fill.example.NAMESPACE',
  'tool.kubernetes',
  'tool.docker',
  'tool.podman',
  'tool.crictl',
  'tool.systemd',
  'tool.windows',
  // The name of a field of Python.
  'wait.returncode',
  'writer.systemd',
  'evidence.unitResult',
  'family.sysexits',
  'family.systemd',
  'seen.shell',
  'seen.docker',
  'seen.kubernetes',
  'seen.systemd',
  'seen.python',
  'seen.windows',
  'seen.slurm',
  'seen.ci',
  'decode.by.docker',
  'decode.by.kubernetes',
  'decode.by.systemd',
  'decode.by.python',
  'decode.by.windows',
  'decode.by.slurm',
  'decode.by.airflow',
  'decode.by.go',
  'decode.by.java',
  'decode.by.ksh93',
  'decode.by.lsf',
  'decode.by.msys',
  'decode.by.npm',
  'decode.by.pbs',
  'decode.by.torque',
  'decode.by.php',
  'decode.by.rust',
  'decode.by.ssh',
  'decode.by.yarn',
  'decode.platform.macos',
  'decode.platform.freebsd',
  'decode.platform.mips',
  'program.group.ci',
  'program.group.kubernetes',
  'program.group.windows',
  'reason.group.ci',
  'reason.group.ecs',
  'windows.group.clr',
  'windows.group.hresult',
  'windows.index',
];

const slots = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const sources = filesIn('src')
  .filter((path) => !path.startsWith('i18n/'))
  .map((path) => readFileSync(`src/${path}`, 'utf8'))
  .join('\n');

test('both languages have the same keys', () => {
  expect(Object.keys(zh).sort()).toEqual([...KEYS].sort());
});

test('every string is translated', () => {
  const same = KEYS.filter((key) => zh[key] === en[key] && !EMPTY_ON_PURPOSE.includes(key));
  expect(same.sort()).toEqual([...SAME_ON_PURPOSE].sort());
});

test('English has no Han, the name of the other language apart', () => {
  expect(KEYS.filter((key) => /\p{Script=Han}/u.test(en[key]))).toEqual(['language.switch']);
});

test('both languages fill the same slots', () => {
  expect(KEYS.filter((key) => slots(zh[key]).join() !== slots(en[key]).join())).toEqual([]);
});

test('no string is empty but on purpose', () => {
  expect(KEYS.filter((key) => en[key].trim() === '' || zh[key].trim() === '')).toEqual(EMPTY_ON_PURPOSE);
});

/** Where a key is put together of a beginning and a name: `family.${id}`, or a part of the list that an element is given. */
const BEGINNINGS = new Set(
  [
    ...sources.matchAll(/`([a-zA-Z-]+(?:\.[a-zA-Z-]+)*\.?)\$\{/g),
    ...sources.matchAll(/wordsFor\(\w+, '(\w+)'\)/g),
  ].map(([text, name = '']) => (text.startsWith('wordsFor') ? `${name}.` : name)),
);

/** Whether code says a key: as a string, as the name of a field, or as a beginning and a name that it says. */
const isSaid = (key: string): boolean =>
  new RegExp(`'${key}'|\\b${key}\\??:|[{,] ?${key} ?[,}]`, 'i').test(sources) ||
  [...BEGINNINGS].some(
    (beginning) =>
      key.startsWith(beginning) && key.length > beginning.length && isSaid(key.slice(beginning.length)),
  );

test('every string is used', () => {
  expect(KEYS.filter((key) => !isSaid(key))).toEqual([]);
  // Also where a whole part of the list goes to an element.
  expect(['decode.printedByNobody', 'family.nobodys', 'step.seenByNobody'].filter(isSaid)).toEqual([]);
});

test('a slot without a value stays as it is', () => {
  expect(translator('en')('step.n', { n: 2 })).toBe('step 2');
  expect(translator('zh')('step.n', { n: 2 })).toBe('第 2 步');
  expect(translator('en')('step.n')).toBe('step {n}');
});

/** Labels whose neighbours would fit in their place: nothing but their words tells them apart. */
const LABELS = {
  en: {
    'step.see': /see/i,
    'step.means': /mean/i,
    'step.do': /^(then|do|next|go)/i,
    'glance.catchable.yes': /^yes/i,
    'glance.catchable.no': /^no/i,
    'step.change': /change/i,
  },
  zh: {
    'step.see': /看|见/,
    'step.means': /说明|表示|意味|含义/,
    'step.do': /做|处理|接着|然后|下一步/,
    'glance.catchable.yes': /^(可以|能|是)/,
    'glance.catchable.no': /^(不|否|无)/,
    'step.change': /改|变/,
  },
} as const satisfies Readonly<Record<string, Partial<Readonly<Record<Key, RegExp>>>>>;

test('each label says what its key says, in both languages', () => {
  for (const locale of ['en', 'zh'] as const) {
    const t = translator(locale);
    for (const [key, words] of Object.entries(LABELS[locale]))
      expect.soft(t(key as Key), `${locale}: ${key}`).toMatch(words);
  }
});
