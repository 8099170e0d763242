/** Lets a browser ask the decoder from its address bar: https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md */

import type { APIRoute } from 'astro';
import { translator, type Locale } from '../../i18n/index.ts';
import { localePaths } from '../../lib/routes.ts';
import { absolute, asset, localeFile, url } from '../../lib/urls.ts';
import { escapeXml } from '../../publish/xml.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute<{ locale: Locale }> = ({ props: { locale } }) => {
  const t = translator(locale);
  const decoder = absolute(url(locale, { kind: 'decode' }));
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${escapeXml(t('site.name'))}</ShortName>
  <Description>${escapeXml(t('decodePage.pageTitle'))}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Language>${t('lang.tag')}</Language>
  <Image type="image/svg+xml">${escapeXml(absolute(asset('favicon.svg')))}</Image>
  <Url type="text/html" template="${escapeXml(decoder)}?q={searchTerms}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="${escapeXml(absolute(localeFile(locale, 'opensearch.xml')))}"/>
</OpenSearchDescription>
`;
  return new Response(xml, { headers: { 'Content-Type': 'application/opensearchdescription+xml' } });
};
