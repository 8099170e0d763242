/** The README's "Scripting", as written, against the built site. The alert and kubectl need what is not here. */

import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { DIST } from '../built.ts';
import { withServer } from '../site.ts';

const run = promisify(execFile);
const SECTION = /\n## Scripting\n([\s\S]*?)\n## /.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
const BLOCKS = [...SECTION.matchAll(/```(?:sh|yaml)\n([\s\S]*?)\n```/g)].map(([, text = '']) => text);

/** The block that has this word in it. */
function block(word: string): string {
  const found = BLOCKS.filter((text) => text.includes(word));
  if (found.length !== 1) throw new Error(`${found.length} blocks of the README's Scripting say ${word}`);
  return found[0] ?? '';
}

test('curl prints a page as Markdown', async () => {
  await withServer({}, async (url) => {
    const env = { ...process.env, SITE: url.replace(/\/$/, '') };
    const { stdout } = await run('sh', ['-c', block('curl')], { env });
    expect(stdout).toBe(readFileSync(join(DIST, '137.md'), 'utf8'));
    const type = (await fetch(`${url}137.md`)).headers.get('content-type');
    expect(type).toBe('text/markdown; charset=utf-8');
  });
});

test('the step of a job adds the link to its summary, and fails as the command did', async ({}, testInfo) => {
  // A `make` that ends as one does whose test was killed.
  const folder = testInfo.outputPath('bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'make'), '#!/bin/sh\nexit 137\n');
  chmodSync(join(folder, 'make'), 0o755);
  const summary = testInfo.outputPath('summary.md');
  await withServer({}, async (url) => {
    const site = url.replace(/\/$/, '');
    const env = {
      ...process.env,
      SITE: site,
      GITHUB_STEP_SUMMARY: summary,
      PATH: [folder, process.env['PATH']].join(delimiter),
    };
    const [step] = parse(block('GITHUB_STEP_SUMMARY')) as { run: string }[];
    // The shell that a job uses: https://docs.github.com/actions, `shell: bash`.
    const ended = await run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], {
      env,
    }).then(
      () => 0,
      ({ code }: { code: number }) => code,
    );
    expect(ended).toBe(137);
    const link = /^\[Exit code 137\]\((.*)\)\n$/.exec(readFileSync(summary, 'utf8'))?.[1] ?? '';
    expect(link).toBe(`${site}/137/`);
    expect((await fetch(link)).status).toBe(200);
  });
});

test('the other examples lead to addresses that the site has', () => {
  expect(block('runbook_url')).toContain("runbook_url: 'https://<your host>/{{ $value }}/'");
  expect(block('kubectl')).toContain("'$SITE'/{{.exitCode}}/");
});
