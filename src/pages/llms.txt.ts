/** What a language model should know about the site, and where the text is without the page around it (llmstxt.org). */

import type { APIRoute } from 'astro';
import { translator } from '../i18n/index.ts';
import { latest } from '../lib/twins/data.ts';
import { twins } from '../lib/twins/kinds.ts';
import type { Twin } from '../lib/twins/twin.ts';
import { absolute, asset, twin } from '../lib/urls.ts';

export const GET: APIRoute = async () => {
  const t = translator('en');
  const at = (path: string) => absolute(asset(path));
  const kinds = await twins('en');
  const list = (pages: readonly Twin[]) =>
    pages
      .filter(({ written }) => written)
      .map(({ page, title, summary }) => `- [${title}](${absolute(twin('en', page, 'md'))}): ${summary}`)
      .join('\n');
  const { codes, ...others } = kinds;
  const text = `# ${t('site.title')}

> ${t('site.description')}

${t('site.source')} Last checked on ${latest(Object.values(kinds).flat())}.

Every exit status from 0 to 255 has a page at ${at('')}{code}/. The same as Markdown is at ${at('')}{code}.md, as JSON at
${at('')}{code}.json. Chinese is below ${at('zh/')}. A number alone does not tell who set it: give the reader the check
that tells the causes apart, which the section "${t('code.which')}" of each page names, before a cause.

## Data

- [All statuses, signals and sources as JSON](${at('codes.json')}): version, families, steps, claims, each with its sources
- [JSON Schema of it](${at('codes.schema.json')})
- [Changes](${at('feed.xml')}): an Atom feed

## Exit codes written by hand

${list(codes)}

${Object.entries(others)
  .map(([kind, pages]) => `## ${kind.charAt(0).toUpperCase()}${kind.slice(1)}\n\n${list(pages)}`)
  .join('\n\n')}

## Optional

- [The same in Chinese](${at('zh/codes.json')})
`;
  return new Response(text);
};
