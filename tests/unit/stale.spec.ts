import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { newestSince } from '../stale.ts';

test('the newest file that a build has not seen is named, and none for a fresh build', ({}, testInfo) => {
  const root = testInfo.outputPath('project');
  const write = (file: string, second: number) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
    utimesSync(join(root, file), second, second);
  };
  const stamp = join(root, 'dist/codes.json');
  const newest = () => newestSince(stamp, root, ['src/**/*', 'content/**/*', 'astro.config.mjs']);
  write('src/a/b.ts', 100);
  write('content/en/1.mdx', 90);
  write('astro.config.mjs', 50);
  write('tests/a.spec.ts', 900);
  expect(newest(), 'nothing was built').toBe('src/a/b.ts');
  write('dist/codes.json', 100);
  expect(newest()).toBeUndefined();
  write('content/en/1.mdx', 101);
  write('src/a/b.ts', 102);
  expect(newest()).toBe('src/a/b.ts');
});
