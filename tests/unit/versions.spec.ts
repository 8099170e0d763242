/**
 * A version that a page names is one that exists, and one that a reader can compare with what `docker version`,
 * `kubectl version` or `containerd --version` prints: no "newer engines", no "a change of 2024".
 */

import { expect, test } from '@playwright/test';
import { readContent } from '../../src/check/read.ts';

/** From one minor release to another: `1.0-1.5`. */
const lines = (...ranges: readonly string[]): ReadonlySet<string> =>
  new Set(
    ranges.flatMap((range) => {
      const [from = '', to = from] = range.split('-');
      const [major = '', first = ''] = from.split('.');
      const last = Number(to.split('.')[1]);
      return Array.from({ length: last - Number(first) + 1 }, (_, n) => `${major}.${Number(first) + n}`);
    }),
  );

/** The lines of releases as the tags of each repository list them, read in November 2026. */
const RELEASED: Readonly<Record<string, ReadonlySet<string>>> = {
  // github.com/docker/cli, which is numbered as the engine is.
  docker: new Set([
    ...lines('23.0', '24.0', '25.0', '26.0-26.1', '27.0-27.5', '28.0-28.5', '29.0-29.7'),
    ...['18.09', '19.03', '20.10'],
  ]),
  // github.com/containerd/containerd, opencontainers/runc, docker/compose, moby/buildkit
  containerd: lines('1.0-1.7', '2.0-2.3'),
  runc: lines('1.0-1.5'),
  compose: lines('2.0-2.40', '5.0-5.5'),
  buildkit: lines('0.3-0.32'),
  // github.com/kubernetes-sigs/cri-tools, which has a release for each of Kubernetes.
  kubernetes: lines('1.0-1.36'),
};

const NAMES = {
  docker: 'Docker(?: CLI| Engine)?|CLI|docker',
  containerd: 'containerd',
  runc: 'runc',
  compose: '(?:Docker )?Compose|docker compose',
  buildkit: 'BuildKit',
  kubernetes: 'Kubernetes|kubectl|kubelet',
} as const;
const AGE = '(?: (?:up to|since|from|before|until|at least))?';

/** Every `Docker since 27.4` of a text, with the name it has above. */
function versionsIn(text: string): readonly (readonly [product: string, line: string])[] {
  return Object.entries(NAMES).flatMap(([product, names]) =>
    [
      ...text.matchAll(
        new RegExp(`(?<![\\w-])(?:${names})${AGE} v?(\\d+\\.\\d+)(?:\\.\\d+)*(?![\\w%])`, 'g'),
      ),
    ].map(([, line = '']) => [product, line] as const),
  );
}

const VAGUE = [
  /\b(newer|newest|older|recent|latest|current) (engines?|runtimes?|daemons?|kubelets?)\b/i,
  /\b(newer|older|recent|latest) (versions?|releases?) of (the )?(engine|Docker|containerd|runc|Kubernetes|kubelet|systemd|CLI)\b/i,
  /\ba change of (\w+ )?20\d\d\b|\b(source|CLI) of \w+ 20\d\d\b/i,
  /(较新|较旧|最新|旧版?|新版?)(的|版)?(引擎|运行时|守护进程|Docker|containerd|runc|Kubernetes|systemd)/,
];

/** Where versions are told, in words: programs have columns of their own for it. */
const TEXTS = readContent(process.cwd()).files.filter(({ path }) =>
  /^content\/(codes|guides|reasons|windows|families|names)\//.test(path),
);
const textOf = ({ data, body }: (typeof TEXTS)[number]) => `${JSON.stringify(data)}\n${body ?? ''}`;

test('every version of an engine, a runtime or Kubernetes that a page names was released', () => {
  const named = TEXTS.flatMap((file) =>
    versionsIn(textOf(file)).map(([product, line]) => ({ path: file.path, product, line })),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(({ product, line }) => !RELEASED[product]?.has(line))).toEqual([]);
});

test('a version that never was would be found, and so would words for one that nobody can see', () => {
  expect(versionsIn('since Docker 21.3, runc up to 2.4 and Kubernetes v1.99.1')).toEqual([
    ['docker', '21.3'],
    ['runc', '2.4'],
    ['kubernetes', '1.99'],
  ]);
  for (const [product, line] of versionsIn('Docker 21.3 runc 2.4 Kubernetes 1.99'))
    expect(RELEASED[product]?.has(line)).toBe(false);
  expect(VAGUE.filter((words) => words.test('on newer engines'))).toHaveLength(1);
  expect(VAGUE.filter((words) => words.test('较旧的引擎'))).toHaveLength(1);
});

test('no page says "newer engines" where a version belongs', () => {
  const found = TEXTS.flatMap((file) =>
    VAGUE.flatMap((words) => {
      const text = textOf(file);
      const match = words.exec(text);
      return match ? [`${file.path}: ${text.slice(Math.max(0, match.index - 60), match.index + 60)}`] : [];
    }),
  );
  expect(found).toEqual([]);
});
