/** What content does to a build: wrong content stops it, changed English marks its translation. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { COLLECTIONS } from '../../src/kinds/index.ts';
import { contentHash } from '../../src/lib/content-hash.ts';
import { builtPages } from '../built.ts';
import { copyOfProject } from './copy.ts';

// A build takes seconds on a laptop and more beside other tests on two cores.
test.setTimeout(300_000);

const MISTAKES = [
  {
    what: 'a misspelt step id',
    file: 'content/codes/en/137.mdx',
    change: (text: string) => text.replace(/^ {4}step: memory$/m, '    step: memry'),
    says: /^content\/codes\/en\/137\.mdx:\d+: road\.\d(\.road\.\d)?\.step: expected an id of this page \(.*memory.*\), got `memry`$/m,
  },
  {
    what: 'an unknown key in a translation',
    file: 'content/codes/zh/137.mdx',
    change: (text: string) => text.replace(/^name: /m, 'colour: red\nname: '),
    says: /^content\/codes\/zh\/137\.mdx:\d+: colour: expected only known fields; see content\/README\.md$/m,
  },
  {
    what: 'front matter that is no YAML',
    file: 'content/guides/en/kubernetes.mdx',
    change: (text: string) => text.replace(/^title: /m, 'title: [one: '),
    says: /^content\/guides\/en\/kubernetes\.mdx:\d+: \(front matter\): expected YAML: /m,
  },
];

for (const { what, file, change, says } of MISTAKES) {
  test(`${what} fails the build with one message`, async ({}, testInfo) => {
    const copy = copyOfProject(testInfo.outputPath('project'));
    copy.edit(file, change);
    const { code, output } = await copy.build();
    expect(output).toMatch(says);
    expect(output).toContain('The content has 1 problem(s).');
    expect(code).not.toBe(0);
    expect(existsSync(join(copy.dist, 'index.html')), 'nothing is published').toBe(false);
  });
}

test('an English page that changed after its translation marks the translation, and no other page', async ({}, testInfo) => {
  const copy = copyOfProject(testInfo.outputPath('project'));
  // First make every translation fresh: writers may be between two reviews.
  for (const [path, english] of translations(copy.folder)) {
    const hash = contentHash(readFileSync(join(copy.folder, english), 'utf8'));
    const text = readFileSync(join(copy.folder, path), 'utf8');
    if (!text.includes(hash)) copy.edit(path, (old) => old.replace(/^follows: .*$/m, `follows: '${hash}'`));
  }
  copy.edit('content/codes/en/137.mdx', (text) => text.replace(/^title: .*$/m, 'title: killed by someone'));
  copy.edit('content/guides/en/kubernetes.mdx', (text) => `${text}\n`);
  const { code, output } = await copy.build();
  expect(output).toMatch(/^.*content\/codes\/zh\/137\.mdx:\d+: follows: English has changed since/m);
  expect(code).toBe(0);

  const stale = builtPages(copy.dist).filter(({ html }) => /<[^>]*\sdata-stale/.test(html));
  expect(stale.map(({ path }) => path)).toEqual(['zh/137/', 'zh/guides/kubernetes/']);
  for (const { path, html } of stale) {
    const notice = /<aside[^>]*data-stale[\s\S]*?<\/aside>/.exec(html)?.[0] ?? '';
    expect(notice, 'it leads to the English page').toContain(`href="/${path.replace('zh/', '')}"`);
    expect(notice).toContain('英文页面在本译文校对之后有改动');
  }
});

function translations(folder: string): readonly (readonly [zh: string, en: string])[] {
  return COLLECTIONS.filter(({ form }) => form === 'mdx').flatMap(({ folder: kind }) =>
    readdirSync(join(folder, 'content', kind, 'zh')).map(
      (name) => [`content/${kind}/zh/${name}`, `content/${kind}/en/${name}`] as const,
    ),
  );
}
