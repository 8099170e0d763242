/**
 * Every command that a page offers is read by the tool it is for, where that tool is at hand: by a shell as a whole, by
 * kubectl, docker, systemctl and journalctl with its options and templates. Nothing is run: there is no server at the
 * address they are given.
 */

import { execFile, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readContent } from '../../src/check/read.ts';
import { formsOf, type ByTool } from '../../src/schema/tools.ts';

interface Shown {
  readonly path: string;
  readonly command: string;
}

/** The commands of a value, each form of them; what is for PowerShell is another language. */
function commandsIn(value: unknown, path: string): readonly Shown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'command' && child !== undefined
      ? formsOf(child as ByTool<string>)
          .filter(({ tool }) => tool !== 'windows')
          .map(({ value: command }) => ({ path, command }))
      : commandsIn(child, path),
  );
}

const SHOWN: readonly Shown[] = readContent(process.cwd()).files.flatMap(({ path, data, body }) =>
  /^content\/(codes|guides|reasons|families|programs)\//.test(path)
    ? [
        ...commandsIn(data, path),
        ...[...body.matchAll(/<Command [^>]*run=\{`([^`]*)`\}/g)].map(([, command = '']) => ({
          path,
          command,
        })),
      ]
    : [],
);
const isWindows = ({ path, command }: Shown) =>
  /windows/.test(path) || /^\$|Get-|-Path |certutil/.test(command);

/** The words of each simple command of a text that begins with one of these tools: up to a pipe, a list or a redirection. */
function callsOf(tool: string, text: string): readonly (readonly string[])[] {
  const calls: string[][] = [];
  // A word is pieces side by side: quoted, escaped, or plain.
  const words = /(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\|&;<>()])+|[|&;<>()\n]/g;
  let call: string[] = [];
  for (const [piece = '\n'] of [...text.matchAll(words), ['\n']]) {
    if (/^[|&;<>()\n]$/.test(piece)) {
      if (call[0] === tool) calls.push(call.slice(1));
      call = [];
    } else call.push(piece.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g, unquoted));
  }
  return calls;
}

function unquoted(_: string, single?: string, double?: string, escaped?: string): string {
  return single ?? double?.replace(/\\([$`"\\])/g, '$1') ?? escaped ?? '';
}

const ENV = { ...process.env, DOCKER_HOST: 'unix:///nonexistent', KUBECONFIG: '/dev/null' };
const isHere = (tool: string) => !spawnSync(tool, ['--version'], { env: ENV, timeout: 30_000 }).error;
const said = (tool: string, args: readonly string[]): Promise<string> =>
  new Promise((done) => {
    const child = execFile(tool, args, { env: ENV, timeout: 60_000 }, (_, stdout, stderr) =>
      done(stdout + stderr),
    );
    child.stdin?.end();
  });

/** Calls of a tool in all commands, each once, with where it stands. */
function distinct(
  tool: string,
): ReadonlyMap<string, { readonly path: string; readonly args: readonly string[] }> {
  return new Map(
    SHOWN.filter((shown) => !isWindows(shown)).flatMap(({ path, command }) =>
      callsOf(tool, command).map((args) => [args.join(' '), { path, args }] as const),
    ),
  );
}

/** What of many is wrong, four at a time. */
async function wrongOf<Item>(
  items: Iterable<Item>,
  check: (item: Item) => Promise<string | undefined>,
): Promise<readonly string[]> {
  const rest = [...items];
  const wrong: string[] = [];
  const work = async () => {
    for (let next = rest.pop(); next; next = rest.pop()) {
      const problem = await check(next);
      if (problem !== undefined) wrong.push(problem);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return wrong;
}

test('a text becomes the calls that a shell would make of it', () => {
  expect(
    callsOf('kubectl', `kubectl get pod POD -o jsonpath='{"\\n"}' | grep "a b"\nkubectl top node`),
  ).toEqual([
    ['get', 'pod', 'POD', '-o', 'jsonpath={"\\n"}'],
    ['top', 'node'],
  ]);
});

test('every command is one that a shell can read', () => {
  const bash = SHOWN.filter((shown) => !isWindows(shown));
  expect(bash.length).toBeGreaterThan(400);
  const text = bash.map(({ command }, index) => `f${index}() {\n${command}\n}`).join('\n');
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8', timeout: 60_000 });
  // One that is wrong is found by asking for each.
  const wrong =
    status === 0
      ? []
      : bash.filter(({ command }) => spawnSync('bash', ['-n'], { input: `${command}\n` }).status !== 0);
  expect(wrong, stderr).toEqual([]);
});

test('kubectl knows every option of its commands, and reads every jsonpath', async () => {
  test.setTimeout(300_000);
  if (!isHere('kubectl')) return;
  const calls = distinct('kubectl');
  expect(calls.size).toBeGreaterThan(50);
  const folder = mkdtempSync(join(tmpdir(), 'commands-'));
  const pod = join(folder, 'pod.yaml');
  writeFileSync(
    pod,
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: b }] }\n',
  );
  try {
    const wrong = await wrongOf(calls, async ([call, { path, args }]) => {
      const answer = await said('kubectl', ['--server=http://127.0.0.1:1', ...args]);
      const refused =
        /unknown (shorthand )?flag|unknown command|flag needs an argument|invalid argument/.exec(answer);
      const template = args.find((arg) => arg.startsWith('jsonpath='));
      const unread =
        template && (await said('kubectl', ['label', '--local', '-f', pod, 'a=b', '-o', template]));
      return refused || unread?.includes('error parsing jsonpath')
        ? `${path}: kubectl ${call}: ${refused?.[0] ?? unread}`
        : undefined;
    });
    expect(wrong).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what is read of the containers of a pod is read of its init containers and sidecars too', () => {
  // Since 1.28 a sidecar stands among the init containers.
  const half = SHOWN.filter(
    ({ command }) =>
      /range \.(spec\.containers|status\.containerStatuses)\[/.test(command) &&
      !/initContainer/.test(command),
  );
  expect(half).toEqual([]);
});

test('docker knows every option of its commands, and reads every template', async () => {
  test.setTimeout(300_000);
  if (!isHere('docker')) return;
  const calls = distinct('docker');
  expect(calls.size).toBeGreaterThan(50);
  // Compose is a plugin of its own.
  const composes = spawnSync('docker', ['compose', 'version'], { env: ENV, timeout: 30_000 }).status === 0;
  const own = [...calls].filter(([, { args }]) => args[0] !== 'compose' || composes);
  const wrong = await wrongOf(own, async ([call, { path, args }]) => {
    const answer = await said('docker', args);
    const refused =
      /unknown (shorthand )?flag|is not a docker command|flag needs an argument|invalid argument|template parsing error/i.exec(
        answer,
      );
    return refused ? `${path}: docker ${call}: ${answer.trim().slice(0, 200)}` : undefined;
  });
  expect(wrong).toEqual([]);
});

for (const tool of ['journalctl', 'systemctl'])
  test(`${tool} knows every option of its commands`, async () => {
    test.setTimeout(300_000);
    if (!isHere(tool)) return;
    // What only reads: here, there may be a system to change.
    const calls = [...distinct(tool)].filter(
      ([call]) => tool === 'journalctl' || /^(show|status|cat|list-)/.test(call),
    );
    expect(calls.length).toBeGreaterThan(10);
    const wrong = await wrongOf(calls, async ([call, { path, args }]) => {
      const answer = await said(tool, [
        ...args.filter((arg) => arg !== '-f' && arg !== '--follow'),
        '--no-pager',
      ]);
      const refused = /unrecognized option|invalid option|requires an argument|Failed to parse|Unknown/.exec(
        answer,
      );
      return refused ? `${path}: ${tool} ${call}: ${answer.trim().slice(0, 200)}` : undefined;
    });
    expect(wrong).toEqual([]);
  });

test('what is filled in and copied stands in a block, not in a sentence about a number', () => {
  const prose = readContent(process.cwd()).files.flatMap(({ path, data }) =>
    /^content\/(codes|families)\//.test(path)
      ? sentencesIn(data).map((sentence) => ({ path, sentence }))
      : [],
  );
  expect(prose.length).toBeGreaterThan(3000);
  const copyable =
    /`(?:kubectl|docker|podman|crictl|journalctl|systemctl) [^`]*\b(?:POD|NAMESPACE|CONTAINER|UNIT|IMAGE|NODE)\b[^`]*`/;
  expect(prose.filter(({ sentence }) => copyable.test(sentence))).toEqual([]);
});

function sentencesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === 'command' ? [] : sentencesIn(child)));
}
