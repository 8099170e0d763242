/** The reducer from MDX to Markdown, and what is made of single lines. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { translator } from '../../src/i18n/index.ts';
import { claimsMarkdown } from '../../src/components/blocks/claims.md.ts';
import { factsMarkdown } from '../../src/components/blocks/facts.md.ts';
import { linesMarkdown } from '../../src/components/blocks/lines.md.ts';
import { bodyMarkdown } from '../../src/components/blocks/prose.md.ts';
import { roadMarkdown } from '../../src/components/blocks/road.md.ts';
import { sourcesMarkdown } from '../../src/components/blocks/sources.md.ts';
import { stepList } from '../../src/components/blocks/steps.md.ts';
import { tableBlockMarkdown } from '../../src/components/blocks/table.md.ts';
import { lineMarkdown, tableMarkdown, type MarkdownContext } from '../../src/lib/markdown.ts';
import { escapeXml } from '../../src/publish/xml.ts';
import { reduceMdx, screenLines, stringLiteral } from '../../src/schema/mdx.ts';
import type { RecordedScenario } from '../../src/lib/evidence.ts';
import { filesIn } from '../built.ts';

const context: MarkdownContext = {
  t: translator('en'),
  address: 'https://ref.example/guides/kubernetes/',
  linkTo: (target) => `https://ref.example/${target}/`,
  addressOf: ({ kind }) => `https://ref.example/${kind}/`,
  recordOf: (id) => ({
    scenario: { id } as RecordedScenario,
    address: `https://ref.example/evidence/#${id}`,
  }),
  observed: () => ({
    heads: ['bash'],
    rows: [{ head: '`exit 3.5`', cells: [{ text: '2', href: 'https://ref.example/evidence/#exit' }] }],
    engine: false,
  }),
  sources: [
    {
      id: 'man-exit',
      number: 1,
      kind: 'man',
      title: 'exit(3)',
      version: '2021',
      url: 'https://man.example/',
    },
    { id: 'lab-shells', number: 2, kind: 'lab', title: 'Run and recorded', version: '2026' },
  ],
  steps: [
    {
      id: 'memory',
      do: 'Compare `use` with the limit',
      command: 'kubectl top pod POD | sort',
      effect: 'read',
      outcomes: [{ see: '`a|b`', means: 'It leaks.', do: 'Go to [](#memory).' }],
      cite: ['lab-shells'],
    },
  ],
};

test('each component becomes its Markdown', () => {
  const body = (text: string) => bodyMarkdown(text, context);
  expect(body('<Section id="a" title="The states">\n\nText.\n\n</Section>')).toBe('## The states\n\nText.');
  expect(body('Claimed.<Cite id="lab-shells" /> And.')).toBe('Claimed. [^2] And.');
  expect(body('Claimed. <Cite id="man-exit" /> <Cite id="lab-shells" />')).toBe('Claimed. [^1] [^2]');
  expect(body('| a | Text <Cite id="man-exit" />. |')).toBe('| a | Text [^1]. |');
  expect(body('<Command effect="read" run={`docker inspect -f \'{{.State}}\' CONTAINER`} />')).toBe(
    "```sh\ndocker inspect -f '{{.State}}' CONTAINER\n```",
  );
  expect(body('<Command run={`reboot`} effect="change" />')).toBe(
    '**Changes the system**\n\n```sh\nreboot\n```',
  );
  expect(body('Before\n\n<ContainerStates />\n\nafter')).toBe('Before\n\nafter');
  expect(body('<Steps />')).toBe(stepList(context));
  expect(
    body(
      "<AnnotatedScreen label=\"x > y\" lines={[\n  { text: '  State: {}', note: 'It\\'s `now`.' },\n  { text: \"end\" },\n]} />",
    ),
  ).toBe("```text\n  State: {}\nend\n```\n\n- `State: {}`: It's `now`.");
});

test('links become absolute, and an empty one is called by its step', () => {
  expect(bodyMarkdown('See [125](../../125/) and [this](#oom).', context)).toBe(
    'See [125](https://ref.example/125/) and [this](https://ref.example/guides/kubernetes/#oom).',
  );
  expect(lineMarkdown('`a` **b** [137](137), [](#memory)', context)).toBe(
    '`a` **b** [137](https://ref.example/137/), [step 1](https://ref.example/guides/kubernetes/#memory)',
  );
});

test('a link to a step is called by its own number, in a line and in a body', () => {
  const [step] = context.steps;
  if (!step) throw new Error('the context has a step');
  const three = { ...context, steps: [step, { ...step, id: 'second' }, { ...step, id: 'third' }] };
  const link = '[step 2](https://ref.example/guides/kubernetes/#second)';
  expect(lineMarkdown('See [](#second).', three)).toBe(`See ${link}.`);
  expect(bodyMarkdown('See [](#second).', three)).toBe(`See ${link}.`);
  const road = { type: 'road', id: 'which', title: 'Which', hint: 'Look.' } as const;
  expect(
    roadMarkdown(
      { ...road, forks: [{ evidence: 'EOF', outcome: 'It ended', detail: 'Early.', step: 'second' }] },
      three,
    ),
  ).toContain(`1. \`EOF\` → **It ended**. Early. ${link}`);
});

test('whatever is claimed keeps its sources and its records, in every block', () => {
  const cited = { cite: ['man-exit'], observation: ['exit'] };
  const proof = ' [^1] [recorded](https://ref.example/evidence/#exit)';
  const said = { id: 'x', title: 'T' };
  expect(linesMarkdown({ ...said, type: 'lines', lines: [{ text: 'A', ...cited }] }, context)).toBe(
    `## T\n\n- A${proof}`,
  );
  expect(factsMarkdown({ ...said, type: 'facts', rows: [{ term: 'A', text: 'B', ...cited }] }, context)).toBe(
    `## T\n\n- **A**: B${proof}`,
  );
  expect(
    claimsMarkdown({ ...said, type: 'claims', claims: [{ said: 'A', fact: 'B', ...cited }] }, context),
  ).toBe(`## T\n\n- Said: A\n  What is true: B${proof}`);
  const rows = [{ cells: ['1', 'A', ''], ...cited }];
  expect(
    tableBlockMarkdown({ ...said, type: 'table', heads: ['n', 'means', 'look'], rows }, context),
  ).toContain(`| 1 | A${proof} |  |`);
});

test('a source says what it is, by whom, where and at which version', () => {
  const text = sourcesMarkdown({ type: 'sources', reviewed: '2026-11-22' }, context);
  expect(text).toContain('[^1]: Man page: [exit(3)](https://man.example/) · 2021');
  expect(text).toContain('Run and recorded · 2026');
  expect(text).toContain('2026-11-22');
});

test('a step that changes the system, or runs a command again, says so before the command; one that reads says nothing', () => {
  const [step] = context.steps;
  if (!step) throw new Error('the context has a step');
  const told = (effect: 'read' | 'rerun' | 'change') => stepList(context, [{ ...step, effect }]);
  expect(told('change')).toMatch(/\*\*Changes the system\*\*\n\n```sh/);
  expect(told('rerun')).toMatch(/\*\*Runs your command again\*\*\n\n```sh/);
  expect(told('read')).not.toMatch(/\*\*[^*]+\*\*\n\n```sh/);
});

test('text for an XML document or an attribute of one', () => {
  expect(escapeXml('<a b="c">&amp;</a>')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;amp;&lt;/a&gt;');
});

test('a step keeps its command as it is, and a bar does not break its table', () => {
  const markdown = stepList(context);
  expect(markdown).toContain('### [1](https://ref.example/guides/kubernetes/#memory). Compare `use`');
  expect(markdown).toContain('limit [^2]');
  expect(markdown).toContain('```sh\nkubectl top pod POD | sort\n```');
  expect(markdown).toContain('| `a\\|b` | It leaks. | Go to [step 1](');
  expect(tableMarkdown([['a'], ['b\nc']])).toBe('| a |\n| --- |\n| b c |');
});

test('what is not a component passes as it is, code above all', () => {
  const plain = fc.stringMatching(/^[a-z|*#>\-[\]() 退]{0,60}$/).map((text) => text.trim());
  fc.assert(fc.property(plain, (text) => reduceMdx(text, {}) === text));
  for (const code of ['`<Steps />`', '```text\n<Cite id="x" />\n\n\n</Section>\n```', '`Node: <none>`']) {
    expect(reduceMdx(code, {}).replace(/\n+/g, '\n')).toBe(code.replace(/\n+/g, '\n'));
  }
});

test('a component without a rule, and a tag that cannot be read, stop the build', () => {
  expect(() => bodyMarkdown('<Video id="x" />', context)).toThrow('<Video>');
  expect(() => bodyMarkdown('<Cite id=x />', context)).toThrow(/MDX|attribute|parse|expected/i);
  expect(() => bodyMarkdown('<Command run={`x />', context)).toThrow(/MDX|expression|parse|expected/i);
  expect(() => stringLiteral('a + b')).toThrow('expected a string');
  expect(() => screenLines('[{ text: value }]')).toThrow('expected a list');
});

test('every body of the site is reduced without a trace of a component', () => {
  const files = filesIn('content').filter((path) => path.endsWith('.mdx'));
  expect(files.length).toBeGreaterThan(20);
  for (const path of files) {
    const body = readFileSync(`content/${path}`, 'utf8').replace(/^---[\s\S]*?\n---\n/, '');
    const markdown = bodyMarkdown(body, context).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
    expect.soft(markdown, path).not.toMatch(/<\/?[A-Z]|\{[[`]|\]\((#|\.)/);
    const titles = [...body.matchAll(/<Section[^>]*title="([^"]*)"/g)].map(([, title]) => `## ${title}`);
    expect
      .soft(
        titles.filter((title) => !markdown.includes(title.replace(/`[^`]*`/g, ''))),
        path,
      )
      .toEqual([]);
  }
});
