/** Content that runs, hides or leads nowhere stops the build, with the file and the line. */

import { expect, test } from '@playwright/test';
import { checkContent } from '../../src/check/index.ts';
import { parsed, readContent } from '../../src/check/read.ts';
import { describeProblems, type ContentFile } from '../../src/schema/problem.ts';

const files = readContent('.').files.filter(({ path }) =>
  /^content\/(codes|guides|sources|scenarios|observations)\//.test(path),
);
const GUIDE = files.find(({ path }) => path.startsWith('content/guides/en/')) as ContentFile;
const YAML = files.find(({ path }) => path.startsWith('content/sources/')) as ContentFile;

/** What the checks say of the content when one file is another text. */
function problemsWith(file: ContentFile, change: (text: string) => string): string {
  const changed = parsed(file.path, change(file.text ?? '')) as ContentFile;
  return describeProblems(
    checkContent(files.map((each) => (each.path === file.path ? changed : each))).problems.filter(
      ({ file: path }) => path === file.path,
    ),
  );
}

const BODIES: Readonly<Record<string, RegExp>> = {
  '<script>alert(1)</script>': /expected one of our components, got <script>/,
  '<style>p{}</style>': /expected one of our components, got <style>/,
  '<iframe src="https://elsewhere.example"></iframe>': /expected one of our components, got <iframe>/,
  'words <img src="x" onerror="alert(1)" /> words': /expected one of our components, got <img>/,
  '<Section id="a-b" title="A" onclick="alert(1)">\n\nwords\n\n</Section>': /that hold words, got onclick/,
  '<Section id="a-b" title="A" set:html="x">\n\nwords\n\n</Section>': /that hold words, got set:html/,
  '<Section {...globalThis} id="a-b" title="A">\n\nwords\n\n</Section>': /that hold words, got an expression/,
  '{process.exit(7)}': /which the build would run: \{process\.exit/,
  "words {fetch('https://elsewhere.example')} words": /which the build would run/,
  "import fs from 'node:fs'": /got an import or export/,
  'export const a = 1': /got an import or export/,
  '[x](javascript:alert(1))': /expected a link to .* got `javascript:alert\(1\)`/,
  '[x](JaVaScRiPt:alert%281%29)': /expected a link to/,
  '[x](data:text/html,a)': /expected a link to/,
  '[x](//elsewhere.example/)': /expected a link to/,
  '[x](http://elsewhere.example/)': /expected a link to/,
  '[y](/nowhere/at/all/)': /expected a link to/,
  '[x](../../256/)': /expected a link to/,
  '[x](../../../137/..//)': /expected a link to/,
  '[x](137)': /expected a link to/,
  '[x](nonexistent-guide)': /expected a link to/,
  '[x](#no-such-place)': /expected a link to/,
  '[x][y]\n\n[y]: javascript:alert(1)': /expected a link to/,
  '![x](https://elsewhere.example/x.png)': /got a picture/,
  'words \u202e words': /got U\+202E/,
  'words \u2066 words': /got U\+2066/,
  'words \u200b words': /got U\+200B/,
  'words \u0007 words': /got U\+0007/,
  'words \u2028 words': /got U\+2028/,
  'words \ud83d words': /got U\+D83D/,
};

for (const [body, expected] of Object.entries(BODIES)) {
  test(`stops: ${JSON.stringify(body).slice(0, 60)}`, () => {
    const problems = problemsWith(GUIDE, (text) => `${text.trimEnd()}\n\n${body}\n`);
    const line = (GUIDE.text ?? '').trimEnd().split('\n').length + 2;
    expect(problems).toMatch(expected);
    // A definition stands below its use.
    expect(problems).toMatch(new RegExp(`^${GUIDE.path}:(?:${line}|${line + 2}): \\(`, 'm'));
  });
}

test('stops: a page beyond reason, before anything parses it', () => {
  const text = (GUIDE.text ?? '') + 'words and words\n\n'.repeat(600_000);
  expect(parsed(GUIDE.path, text)).toMatchObject({
    file: GUIDE.path,
    message: expect.stringMatching(/expected at most 150000 characters, got \d{8}/) as unknown,
  });
});

test('stops: a mark of direction that YAML writes as an escape', () => {
  expect(problemsWith(GUIDE, (text) => text.replace(/^title: .*$/m, 'title: "a \\u202e b"'))).toMatch(
    /title: expected characters that readers see, got U\+202E/,
  );
  expect(problemsWith(YAML, (text) => `# \u202e\n${text}`)).toMatch(/:1: \(file\): .* got U\+202E/);
});

test('passes: comments, links to places, pages and https, our components', () => {
  const good = [
    '{/* a comment */}',
    '[x](../../137/), [w](../../255/) and [y](../../138/#sources) and [z](https://man7.org/linux/man-pages/)',
    '`<script>` in code, \\{braces\\} and $(command) $?',
  ];
  expect(problemsWith(GUIDE, (text) => `${text}\n\n${good.join('\n\n')}\n`)).toBe('');
});
