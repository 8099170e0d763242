/** Written pages by the day on which they were last held against their sources, newest first (Atom, RFC 4287). */

import type { APIRoute } from 'astro';
import { translator, type Locale } from '../../i18n/index.ts';
import { localePaths } from '../../lib/routes.ts';
import { site } from '../../kinds/site.ts';
import { absolute, localeFile, url } from '../../lib/urls.ts';
import { latest } from '../../publish/json.ts';
import { escapeXml } from '../../publish/xml.ts';
import { plainText } from '../../schema/inline.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) => {
  const t = translator(locale);
  const pages = (await site(locale)).all
    .flatMap((page) =>
      page.written && page.reviewed !== undefined ? [{ ...page, reviewed: page.reviewed }] : [],
    )
    .toSorted((a, b) => b.reviewed.localeCompare(a.reviewed, 'en'));
  const home = absolute(url(locale, { kind: 'home' }));
  const entries = pages.map(({ ref, title, summary, reviewed }) => {
    const address = escapeXml(absolute(url(locale, ref)));
    return `  <entry>
    <id>${address}</id>
    <title>${escapeXml(title)}</title>
    <link href="${address}"/>
    <updated>${reviewed}T00:00:00Z</updated>
    <summary>${escapeXml(plainText(summary))}</summary>
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
