/** Written pages by the day on which they were last held against their sources, newest first (Atom, RFC 4287). */

import type { APIRoute } from 'astro';
import { translator, type Locale } from '../../i18n/index.ts';
import { localePaths } from '../../lib/routes.ts';
import { latest } from '../../lib/twins/data.ts';
import { allTwins } from '../../lib/twins/kinds.ts';
import { absolute, localeFile, url } from '../../lib/urls.ts';
import { escapeXml } from '../../lib/xml.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) => {
  const t = translator(locale);
  const pages = (await allTwins(locale))
    .filter(({ written }) => written)
    .toSorted((a, b) => b.reviewed.localeCompare(a.reviewed, 'en'));
  const home = absolute(url(locale, { kind: 'home' }));
  const entries = pages.map(({ page, title, summary, reviewed }) => {
    const address = escapeXml(absolute(url(locale, page)));
    return `  <entry>
    <id>${address}</id>
    <title>${escapeXml(title)}</title>
    <link href="${address}"/>
    <updated>${reviewed}T00:00:00Z</updated>
    <summary>${escapeXml(summary)}</summary>
  </entry>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${t('lang.tag')}">
  <id>${escapeXml(home)}</id>
  <title>${escapeXml(t('site.title'))}</title>
  <updated>${latest(pages)}T00:00:00Z</updated>
  <author><name>${escapeXml(t('site.name'))}</name></author>
  <link href="${escapeXml(home)}"/>
  <link rel="self" href="${escapeXml(absolute(localeFile(locale, 'feed.xml')))}"/>
${entries.join('\n')}
</feed>
`;
  return new Response(xml, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
};
