/** What a language model should know about the site, and where the text is without the page around it (llmstxt.org). */

import type { APIRoute } from 'astro';
import { translator } from '../i18n/index.ts';
import { KINDS } from '../kinds/index.ts';
import type { Page } from '../kinds/kind.ts';
import { site } from '../kinds/site.ts';
import { absolute, asset, twin } from '../lib/urls.ts';
import { latest } from '../publish/json.ts';
import { plainText } from '../schema/inline.ts';

export const GET: APIRoute = async () => {
  const t = translator('en');
  const at = (path: string) => absolute(asset(path));
  const { byKind, all } = await site('en');
  const list = (pages: readonly Page[]) =>
    pages
      .filter(({ written }) => written)
      .map(
        ({ ref, title, summary }) =>
          `- [${title}](${absolute(twin('en', ref, 'md'))}): ${plainText(summary)}`,
      )
      .join('\n');
  const folders = KINDS.map(({ collection }) => collection.folder);
  const name = (folder: string) => folder.charAt(0).toUpperCase() + folder.slice(1);
  const text = `# ${t('site.title')}

> ${t('site.description')}

${t('site.source')} Last checked on ${latest(all)}.

Every exit status from 0 to 255 has a page at ${at('')}{code}/. The same as Markdown is at ${at('')}{code}.md, as JSON at
${at('')}{code}.json. Chinese is below ${at('zh/')}. A number alone does not tell who set it: give the reader the check
that tells the causes apart, which the section "${t('code.which')}" of each page names, before a cause.

## Data

${folders
  .map(
    (folder) =>
      `- [${name(folder)} as JSON](${at(`${folder}.json`)}): all pages with their sources; [its JSON Schema](${at(`${folder}.schema.json`)})`,
  )
  .join('\n')}
- [Changes](${at('feed.xml')}): an Atom feed

${[...byKind].map(([{ collection }, pages]) => `## ${name(collection.folder)}\n\n${list(pages)}`).join('\n\n')}

## Optional

${folders.map((folder) => `- [${name(folder)} in Chinese](${at(`zh/${folder}.json`)})`).join('\n')}
`;
  return new Response(text);
};
