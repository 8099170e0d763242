/** Guides: what takes longer than a number's page. */

import type { Translate } from '../../i18n/index.ts';
import { plainText } from '../../schema/inline.ts';
import { sectionsOf } from '../../schema/mdx.ts';
import { defineKind, pageOf, type Item, type Kind, type Page } from '../kind.ts';
import { guideSchema, type GuideData } from './schema.ts';

/** The topic of a guide in as few characters as a plate holds. */
const MARKS: Readonly<Record<string, string>> = {
  'container-lifecycle': 'up/down',
  kubernetes: 'k8s',
  docker: 'docker',
  arithmetic: '128+n',
  'pid-1': 'PID 1',
  shells: 'sh',
  oom: 'OOM',
  ci: 'CI',
  'choosing-exit-codes': 'exit n',
  windows: '0xC0…',
  'other-tools': 'crictl',
};

/** What a reader gets: the first sentence of the summary. */
const firstSentence = (summary: string) => /^.*?(?:\.(?= |$)|。|$)/.exec(plainText(summary))?.[0] ?? '';

function guidePage(kind: Kind, item: Item<GuideData>, t: Translate): Page<GuideData> {
  const { slug, data } = item;
  return {
    ...pageOf(kind, item),
    title: data.title,
    summary: data.summary,
    family: 'unassigned',
    list: {
      family: 'top',
      plate: MARKS[slug] ?? t('guide.word'),
      name: data.title,
      line: firstSentence(data.summary),
    },
    hint: data.name,
    aliases: data.aliases,
    steps: data.steps ?? [],
    sources: data.sources,
  };
}

export const guides = defineKind<GuideData>({
  id: 'guide',
  collection: { folder: 'guides', form: 'mdx', schema: guideSchema },
  at: 'guides/',
  index: { title: 'guides.title', description: 'guides.description', nav: 'site.guides' },
  home: { id: 'guides', title: 'home.guides' },
  aliases: 'ranked',
  label: 'guide.word',
  records: [{ schema: guideSchema, computed: {} }],
  ids: ['steps'],
  pages(items, { t }) {
    return [...items.values()]
      .sort((a, b) => a.slug.localeCompare(b.slug, 'en'))
      .map((item) => guidePage(this as Kind, item, t));
  },
  blocks: ({ ref, data, body, entry, stale, reviewed }, { t, entries }) => [
    {
      type: 'heading',
      crumbs: [{ page: { kind: 'page', path: 'guides/' }, label: t('guides.title') }],
      title: data.title,
      summary: data.summary,
    },
    ...(stale ? [{ type: 'stale', page: ref } as const] : []),
    { type: 'contents', entries: [...sectionsOf(body), ['sources', t('code.sources')]] },
    { type: 'prose', body, entry },
    { type: 'folds', parts: [{ block: { type: 'sources', reviewed } }] },
    { type: 'related', id: 'related', title: t('code.related'), entries: entries(data.related) },
  ],
});
