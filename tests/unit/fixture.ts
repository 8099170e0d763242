/** The smallest content that is right: one code, one guide, one source, in both languages. Tests break one thing of it. */

import type { ContentFile } from '../../src/schema/problem.ts';

const outcome = { see: '`OOMKilled`', means: 'It hit its limit.', do: 'Raise it.' };
const words = (text: string) => ({ text });

const code = {
  code: 137,
  signal: 'SIGKILL',
  name: 'SIGKILL',
  title: 'killed',
  summary: 'Something killed it.',
  setBy: ['kernel'],
  aliases: ['killed'],
  glance: {
    kubernetes: words('Error'),
    docker: words('Exited'),
    systemd: words('killed'),
    retry: words('Rarely.'),
    confused: words('Nothing.'),
  },
  arithmetic: 'It is 128 plus 9.',
  road: [
    { ask: 'Killed?', evidence: 'OOMKilled', outcome: 'Memory', detail: 'A limit.', step: 'memory' },
    { ask: 'Neither?', outcome: 'Somebody', detail: 'By hand.', step: 'events' },
  ],
  steps: [
    { id: 'memory', do: 'Read it.', command: 'free -m', effect: 'read', outcomes: [outcome] },
    { id: 'events', do: 'Look.', say: 'Soon.', outcomes: [outcome, { ...outcome, see: 'no event' }] },
  ],
  causes: [{ cause: 'A limit.', tell: 'It grows.', fix: 'Raise it.', cite: ['man-exit'] }],
  traps: [words('It may be a child.')],
  claims: [{ said: 'Always memory.', true: 'No.', cite: ['man-exit'] }],
  related: ['guides/kubernetes'],
  sources: ['man-exit'],
  reviewed: '2026-11-22',
};

const codeZh = {
  follows: '0123456789ab',
  name: 'SIGKILL',
  title: '被杀死',
  summary: '有谁杀死了它。',
  aliases: ['已杀死'],
  glance: { kubernetes: '错误', docker: '退出', systemd: '被杀', retry: '很少。', confused: '没有。' },
  arithmetic: '128 加 9。',
  road: [
    { ask: '被杀？', outcome: '内存', detail: '限制。' },
    { ask: '都不是？', outcome: '有人', detail: '手动。' },
  ],
  steps: {
    memory: { do: '看一看。', outcomes: [{ means: '碰到限制。', do: '提高。' }] },
    events: {
      do: '查一查。',
      say: '要快。',
      outcomes: [
        { means: '碰到限制。', do: '提高。' },
        { see: '没有事件', means: '碰到限制。', do: '提高。' },
      ],
    },
  },
  causes: [{ cause: '限制。', tell: '一直涨。', fix: '提高。' }],
  traps: ['可能是子进程。'],
  claims: [{ said: '总是内存。', true: '不是。' }],
  reviewed: '2026-11-22',
};

const guide = {
  title: 'Kubernetes',
  name: 'Kubernetes',
  summary: 'How to read it.',
  aliases: ['k8s'],
  related: [137],
  sources: ['man-exit'],
  reviewed: '2026-11-22',
};

const guideZh = {
  follows: '0123456789ab',
  title: '读懂 Kubernetes',
  name: 'Kubernetes',
  summary: '怎么读。',
  aliases: ['集群'],
  reviewed: '2026-11-22',
};

const sources = {
  'man-exit': { kind: 'man', title: 'exit(3)', version: 'Debian 12', url: 'https://man7.org/exit.3.html' },
};

export const PATHS = {
  code: 'content/codes/en/137.mdx',
  codeZh: 'content/codes/zh/137.mdx',
  guide: 'content/guides/en/kubernetes.mdx',
  guideZh: 'content/guides/zh/kubernetes.mdx',
  sources: 'content/sources.yaml',
} as const;

/** The front matter of a fixture, open to any change a test wants to make. */
// eslint-free zone: what an author can write wrong has no type.
type Data = Record<string, any>;

/** The files as a reader of `content/` would hand them over; each call makes new ones. */
export function validContent(): ContentFile[] {
  const section = (title: string) =>
    `<Section id="more" title="${title}">\n\ntext <Cite id="man-exit" />\n</Section>`;
  return structuredClone([
    { path: PATHS.code, data: code, body: section('More') },
    { path: PATHS.codeZh, data: codeZh, body: section('更多') },
    { path: PATHS.guide, data: guide, body: section('More') },
    { path: PATHS.guideZh, data: guideZh, body: section('更多') },
    { path: PATHS.sources, data: sources, body: '' },
  ]);
}

/** The same files with one of them changed, renamed or left out. */
export function contentWith(
  path: string,
  change: (data: Data, file: { path: string; data: unknown; body: string }) => void,
): ContentFile[] {
  return validContent().map((file) => {
    if (file.path === path) change(file.data as Data, file);
    return file;
  });
}

export function contentWithout(path: string): ContentFile[] {
  return validContent().filter((file) => file.path !== path);
}
