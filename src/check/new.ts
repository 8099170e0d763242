/**
 * `npm run new 130`, `npm run new guides/oom`: a blank page in both languages with everything that its schema wants. What a
 * row of `names/` already says of the number is taken over; the row may stay, the written page stands in for it.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { LOCALES } from '../i18n/index.ts';
import { kindOf, KINDS } from '../kinds/index.ts';
import { contentHash } from '../lib/content-hash.ts';
import { blank, blankWords } from './blank.ts';
import { readContent } from './read.ts';

const root = resolve(import.meta.dirname, '../..');
const [target = ''] = process.argv.slice(2);

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const kind = kindOf(target);
const slug = target.slice(kind?.at.length ?? 0);
if (!kind || !/^[A-Za-z0-9-]+$/.test(slug))
  fail(
    `expected the address of a page, such as ${KINDS.map(({ at }) => `${at}${at === '' ? '130' : 'name'}`).join(' or ')}, got \`${target}\``,
  );
const { folder, form, schema } = kind.collection;
const path = (locale: string) =>
  form === 'yaml' ? `content/${folder}/${slug}.yaml` : `content/${folder}/${locale}/${slug}.mdx`;
const exists = LOCALES.map(path).find((each) => existsSync(join(root, each)));
if (exists !== undefined) fail(`${exists} is there already`);

const { files } = readContent(root);
const known = kind.blank?.(slug, (part, key, locale) => {
  const rows = files.find((file) => file.path === `content/${part}/${locale}.yaml`)?.data;
  return (rows as Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined)?.[key];
});

if (kind.blank && !known) fail(`expected a page that ${folder} can have, got \`${target}\``);

function write(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  console.log(`${file}: written`);
}

const page = (data: object) => `---\n${stringify(data, { lineWidth: 120 })}---\n`;
if (form === 'yaml') {
  write(path('en'), stringify(blank(schema, { languages: LOCALES, known: known?.en }), { lineWidth: 120 }));
} else {
  const english = page(blank(schema, { known: known?.en }) as object);
  write(path('en'), english);
  const follows = contentHash(readFileSync(join(root, path('en')), 'utf8'));
  write(path('zh'), page({ follows, ...(blankWords(schema, { known: known?.zh }) as object) }));
}
console.log(
  [
    '',
    'Next:',
    `1. Fill in ${path('en')}: every TODO. Leave out what is optional and has nothing to say.`,
    '2. Add what you read to content/sources/<group>.yaml, and cite it.',
    ...(form === 'yaml' ? [] : [`3. Fill in ${path('zh')}, in the same order.`]),
    `${form === 'yaml' ? 3 : 4}. \`npm run fix\` writes the hash of the English file, \`npm run content\` says what is missing.`,
  ].join('\n'),
);
