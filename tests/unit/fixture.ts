/** The smallest content that is right: one code, one guide, one source, the names, in both languages. Tests break it. */

import { SIGNALS } from '../../src/core/tables/signals.ts';
import { STATUS_NAMES } from '../../src/core/tables/status-names.ts';
import { TEMPLATES } from '../../src/kinds/codes/derived-schema.ts';
import type { ContentFile } from '../../src/schema/problem.ts';

const outcome = { see: '`OOMKilled`', means: 'It hit its limit.', do: 'Raise it.' };
const words = (text: string) => ({ text, cite: ['man-exit'] });

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
    { evidence: 'OOMKilled', outcome: 'Memory', detail: 'A limit.', cause: 'memory-limit', step: 'memory' },
    {
      evidence: { kubernetes: 'Reason: Error', docker: 'oom=false' },
      say: 'Run this:',
      command: { kubernetes: 'kubectl get events', docker: 'docker events' },
      effect: 'read',
      road: [
        { see: 'A signal.', outcome: 'Stopped', detail: 'On purpose.', step: 'events' },
        { outcome: 'Somebody', detail: 'By hand.', step: 'events' },
      ],
    },
    { outcome: 'Unknown', detail: 'Ask.' },
  ],
  steps: [
    {
      id: 'reason',
      do: 'Read the reason.',
      command: { kubernetes: 'kubectl describe pod', docker: 'docker inspect' },
      effect: 'read',
      cite: ['man-exit'],
    },
    {
      id: 'memory',
      do: 'Read it.',
      command: 'free -m',
      effect: 'read',
      outcomes: [outcome],
      cite: ['man-exit'],
    },
    {
      id: 'events',
      do: 'Look.',
      say: 'Soon.',
      outcomes: [outcome, { ...outcome, see: 'no event' }],
      cite: ['man-exit'],
    },
  ],
  traps: [{ ...words('It may be a child.'), observation: 'killed-child' }],
  reproduce: 'killed-child',
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
    { outcome: '内存', detail: '限制。' },
    {
      say: '运行：',
      road: [
        { see: '信号。', outcome: '停止', detail: '有意。' },
        { outcome: '有人', detail: '手动。' },
      ],
    },
    { outcome: '未知', detail: '问一问。' },
  ],
  steps: {
    reason: { do: '看原因。' },
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

const scenarios = {
  title: { en: 'Shells', zh: 'Shell' },
  how: 'shell',
  subjects: ['bash', 'dash'],
  scenarios: {
    'killed-child': {
      shows: { en: 'a killed child', zh: '子进程被杀' },
      run: "sh -c 'kill -9 $$'; echo $?",
      see: 'stdout',
      expect: { all: 137 },
    },
    'only-recorded': { shows: { en: 'a true child', zh: '子进程成功' }, run: 'true', subjects: ['bash'] },
  },
};

const cell = { machine: 'here', date: '2026-11-22', result: 137 };
const observations = {
  digest: '0'.repeat(64),
  machines: { here: { system: 'Debian', kernel: '6.1', cpu: 'x86_64', cgroup: 'v2' } },
  scenarios: {
    'killed-child': {
      ran: { how: 'shell', run: "sh -c 'kill -9 $$'; echo $?", see: 'stdout' },
      cells: [
        { ...cell, subject: 'bash', version: '5.2' },
        { ...cell, subject: 'dash', version: '0.5' },
      ],
    },
    'only-recorded': {
      ran: { how: 'shell', run: 'true' },
      cells: [{ ...cell, subject: 'bash', version: '5.2', result: 0 }],
    },
  },
};

const family = {
  name: 'A number',
  title: 'chosen by the program',
  summary: 'The program chose it.',
  certain: ['No signal.'],
  steps: [{ id: 'log', do: 'Read the log.', outcomes: [outcome], cite: ['man-exit'] }],
  sources: ['man-exit'],
  reviewed: '2026-11-22',
};

const familyZh = {
  follows: '0123456789ab',
  name: '数字',
  title: '由程序选定',
  summary: '程序选的。',
  certain: ['没有信号。'],
  steps: { log: { do: '看日志。', outcomes: [{ means: '碰到限制。', do: '提高。' }] } },
  reviewed: '2026-11-22',
};

/** Every name that stands for an exit status but 137, which has its page, and the conventions' names of it. */
const NAMES = [
  ...SIGNALS.map(({ name }) => name).filter((name) => name !== code.signal),
  ...['SIG32', 'SIG33'],
  ...STATUS_NAMES.filter(({ convention }) => convention !== 'lsb').map(({ name }) => name),
];
const names = Object.fromEntries(
  NAMES.map((name) => [name, { title: 'a name', say: 'It stands for a number.', cite: ['man-exit'] }]),
);
const namesZh = Object.fromEntries(NAMES.map((name) => [name, { title: '名字', say: '代表一个数字。' }]));

export const PATHS = {
  code: 'content/codes/en/137.mdx',
  codeZh: 'content/codes/zh/137.mdx',
  guide: 'content/guides/en/kubernetes.mdx',
  guideZh: 'content/guides/zh/kubernetes.mdx',
  family: 'content/families/en/signal.mdx',
  familyZh: 'content/families/zh/signal.mdx',
  names: 'content/names/en.yaml',
  namesZh: 'content/names/zh.yaml',
  scenarios: 'content/scenarios/shells.yaml',
  observations: 'content/observations/shells.json',
  sources: 'content/sources/man.yaml',
} as const;

/** The front matter of a fixture, open to any change: what an author can write wrong has no type. */
type Data = Record<string, any>;

/** The files as a reader of `content/` would hand them over; each call makes new ones. */
export function validContent(): ContentFile[] {
  const section = (title: string) =>
    `<Section id="more" title="${title}">\n\ntext <Cite id="man-exit" />\n</Section>`;
  const files: ContentFile[] = [
    { path: PATHS.code, data: code, body: section('More') },
    { path: PATHS.codeZh, data: codeZh, body: section('更多') },
    { path: PATHS.guide, data: guide, body: section('More') },
    { path: PATHS.guideZh, data: guideZh, body: section('更多') },
    ...TEMPLATES.flatMap((template) => [
      { path: `content/families/en/${template}.mdx`, data: family, body: '' },
      { path: `content/families/zh/${template}.mdx`, data: familyZh, body: '' },
    ]),
    { path: PATHS.names, data: names, body: '' },
    { path: PATHS.namesZh, data: namesZh, body: '' },
    { path: PATHS.scenarios, data: scenarios, body: '' },
    { path: PATHS.observations, data: observations, body: '' },
    { path: PATHS.sources, data: sources, body: '' },
  ];
  // Each by itself: files that are written from one object must not change together.
  return files.map((file) => structuredClone(file));
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
