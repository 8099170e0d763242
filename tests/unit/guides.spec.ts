/** What every guide has, whatever it is about. */

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { sectionsOf } from '../../src/schema/mdx.ts';

const FOLDER = 'content/guides';
const SLUGS = readdirSync(`${FOLDER}/en`).map((file) => file.replace(/\.mdx$/, ''));

interface Front {
  readonly aliases: readonly string[];
  readonly related: readonly (string | number)[];
}

function guide(locale: 'en' | 'zh', slug: string) {
  const text = readFileSync(`${FOLDER}/${locale}/${slug}.mdx`, 'utf8');
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  return { front: parse(front) as Front, sections: sectionsOf(body).map(([id]) => id) };
}

test('a guide begins with its minute, and is found by words of both languages', () => {
  expect(SLUGS.length).toBeGreaterThan(9);
  for (const slug of SLUGS) {
    const en = guide('en', slug);
    const zh = guide('zh', slug);
    expect(en.sections[0], slug).toBe('minute');
    expect(zh.sections, slug).toEqual(en.sections);
    expect(en.front.aliases.length, slug).toBeGreaterThan(5);
    expect(zh.front.aliases.filter((alias) => /\p{Script=Han}/u.test(alias)).length, slug).toBeGreaterThan(3);
  }
});

test('guides that name each other do it both ways', () => {
  const related = new Map(SLUGS.map((slug) => [slug, guide('en', slug).front.related]));
  const oneWay = SLUGS.flatMap((slug) =>
    (related.get(slug) ?? [])
      .flatMap((target) => /^guides\/(.+)$/.exec(String(target))?.[1] ?? [])
      .filter((other) => !related.get(other)?.includes(`guides/${slug}`))
      .map((other) => `${slug} names ${other}, which does not name it`),
  );
  expect(oneWay).toEqual([]);
});

test('what a guide names as related names the guide: codes, reasons and values', () => {
  const oneWay = SLUGS.flatMap((slug) =>
    guide('en', slug)
      .front.related.map(String)
      // A program has no list of what is related to it.
      .filter((target) => !/^(guides|programs)\//.test(target))
      .filter((target) => {
        const path = target.includes('/') ? target.replace('/', '/en/') : `codes/en/${target}`;
        const text = readFileSync(`content/${path}.mdx`, 'utf8');
        const { related } = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '') as Front;
        return !related.includes(`guides/${slug}`);
      })
      .map((target) => `${slug} names ${target}, which does not name it`),
  );
  expect(oneWay).toEqual([]);
});
