/** A guide for programs. */

import { translator, type Locale } from '../../i18n/index.ts';
import { plainText } from '../../schema/inline.ts';
import { records } from '../evidence.ts';
import { guides } from '../guides.ts';
import { numberedSources } from '../sources.ts';
import { bodyMarkdown } from './markdown.ts';
import { commonRecord, markdownContext, pageMarkdown, relatedMarkdown, type Twin } from './twin.ts';

export async function guideTwins(locale: Locale): Promise<readonly Twin[]> {
  const t = translator(locale);
  return Promise.all(
    (await guides(locale)).map(async (guide) => {
      const page = { kind: 'guide', slug: guide.slug } as const;
      const sources = await numberedSources(guide.sources);
      const context = markdownContext(locale, t, page, {
        sources,
        steps: guide.steps ?? [],
        records: await records(),
      });
      const body = bodyMarkdown(guide.entry.body ?? '', context);
      return {
        page,
        title: guide.title,
        summary: plainText(guide.summary),
        reviewed: guide.reviewed,
        written: true,
        sources,
        markdown: pageMarkdown(guide, context, body, relatedMarkdown(locale, guide.related, t)),
        record: { slug: guide.slug, ...commonRecord(locale, page, guide, context), body },
      };
    }),
  );
}
