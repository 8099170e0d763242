/** Every limit of a field holds at its number and not one beyond it. The numbers are those that content/README.md promises. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { COLLECTIONS } from '../../src/kinds/index.ts';
import { validate } from '../../src/schema/problem.ts';
import { inLanguage, translate } from '../../src/schema/translation.ts';

type Data = Readonly<Record<string, unknown>>;

/** A file of each collection that has every field below. */
const SAMPLES: Readonly<Record<string, string>> = {
  codes: 'codes/en/137.mdx',
  families: 'families/en/signal.mdx',
  names: 'names/en.yaml',
  guides: 'guides/en/kubernetes.mdx',
  reasons: 'reasons/en/OOMKilled.mdx',
  windows: 'windows/en/0xC0000005.mdx',
  programs: 'programs/curl.yaml',
};

/** Letters of a line, by the field of each collection; in Chinese where that is another number. */
const LETTERS: Readonly<
  Record<string, Readonly<Record<string, number | readonly [en: number, zh: number]>>>
> = {
  codes: { name: 32, title: 60, summary: [230, 160] },
  families: { name: 32, title: 60, summary: [230, 160] },
  names: { title: 60, say: [260, 200] },
  guides: { name: 32, title: 60, summary: [230, 160] },
  reasons: { name: 40, title: 60, summary: [230, 160] },
  windows: { symbol: 60, title: 60, summary: [230, 160] },
  programs: { name: 40, is: 160, says: 320, 'codes.0.means': 160, 'codes.0.look': 120 },
};

/** Entries of a list: at least, and at most where there is such a number. */
const ENTRIES: Readonly<Record<string, Readonly<Record<string, readonly [least: number, most?: number]>>>> = {
  codes: {
    road: [2, 9],
    steps: [2, 8],
    'steps.1.outcomes': [1, 6],
    traps: [1],
    setBy: [1],
    sources: [1],
    related: [1],
  },
  families: { steps: [1, 8], 'steps.0.outcomes': [1, 6], certain: [1], sources: [1] },
  guides: { sources: [1], related: [1] },
  reasons: { steps: [1, 8], 'steps.0.outcomes': [1, 6], fixes: [1], writtenBy: [1], 'screen.lit': [1] },
  windows: { steps: [1, 8], 'steps.0.outcomes': [1, 6], fixes: [1], shown: [1] },
  programs: { codes: [1] },
};

function sample(folder: string): Data {
  const text = readFileSync(`content/${SAMPLES[folder]}`, 'utf8');
  const data = parse(text.startsWith('---') ? (text.split(/^---$/m)[1] ?? '') : text) as Data;
  return (folder === 'names' ? Object.values(data)[0] : inLanguage(data, 'en', ['en', 'zh'])) as Data;
}

/** A copy with another value at a place, which need not be there. */
function put(value: unknown, path: string, instead: unknown): unknown {
  const [key = '', ...rest] = path.split('.');
  const below = (value as Data | undefined)?.[key];
  const own = rest.length === 0 ? instead : put(below, rest.join('.'), instead);
  return Array.isArray(value)
    ? value.map((each: unknown, index) => (String(index) === key ? own : each))
    : { ...(value as object), [key]: own };
}
const at = (value: unknown, path: string) =>
  path.split('.').reduce((inside, key) => (inside as Data | undefined)?.[key] as unknown, value);

for (const { folder, schema } of COLLECTIONS) {
  /** What is said of a field itself, not of what lies in it. */
  const refusals = (data: unknown, field: string) => {
    const said: string[] = [];
    validate(schema, data, { path: folder, data, body: '' }, (_, place, message) => {
      if (place === field) said.push(message);
    });
    return said;
  };

  test(`content/${folder}: limits of letters`, () => {
    const data = sample(folder);
    for (const [field, limit] of Object.entries(LETTERS[folder] ?? {})) {
      const [most, chinese] = typeof limit === 'number' ? [limit] : limit;
      expect(refusals(put(data, field, 'x'.repeat(most)), field), field).toEqual([]);
      const refused = refusals(put(data, field, 'x'.repeat(most + 1)), field);
      expect(refused, field).toHaveLength(1);
      expect(refused[0], field).toMatch(new RegExp(`^expected .*at most ${most} characters$`));
      if (chinese === undefined) continue;
      const facts = schema.parse(data);
      const said = (words: string) => {
        const messages: string[] = [];
        translate(schema, facts, { [field]: words }, (place, message) => {
          if (place === field) messages.push(message);
        });
        return messages;
      };
      expect(said('字'.repeat(chinese)), field).toEqual([]);
      expect(said('字'.repeat(chinese + 1)), field).toEqual([`expected at most ${chinese} characters`]);
    }
  });

  test(`content/${folder}: limits of lists`, () => {
    const data = sample(folder);
    for (const [field, [least, most]] of Object.entries(ENTRIES[folder] ?? {})) {
      const list = at(data, field);
      if (!Array.isArray(list)) throw new Error(`content/${SAMPLES[folder]} has no list ${field}`);
      // The last of a list may be of another shape than those before it.
      const many = (n: number) =>
        put(data, field, [...Array.from({ length: n - 1 }, () => list[0] as unknown), list.at(-1)]);
      expect(refusals(many(least), field), `${field}: ${least}`).toEqual([]);
      expect(
        refusals(put(data, field, list.slice(0, least - 1)), field),
        `${field}: ${least - 1}`,
      ).not.toEqual([]);
      if (most === undefined) continue;
      expect(refusals(many(most), field), `${field}: ${most}`).toEqual([]);
      expect(refusals(many(most + 1), field), `${field}: ${most + 1}`).not.toEqual([]);
    }
  });
}
