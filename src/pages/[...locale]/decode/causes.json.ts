/** What the decoder says about causes, in the page's language: one file, which it asks for with the reader of pastes. */

import type { APIRoute } from 'astro';
import { parse } from 'yaml';
import en from '../../../../content/causes/en.yaml?raw';
import zh from '../../../../content/causes/zh.yaml?raw';
import type { CauseTable } from '../../../elements/report-view.ts';
import type { Locale } from '../../../i18n/index.ts';
import { localePaths } from '../../../lib/routes.ts';
import { pageRef, url } from '../../../lib/urls.ts';
import type { CauseEntry, CauseWords } from '../../../schema/cause.ts';

export const getStaticPaths = localePaths;

const FACTS = parse(en) as Readonly<Record<string, CauseEntry>>;
const WORDS: Readonly<Record<Locale, Readonly<Record<string, CauseWords>>>> = {
  en: FACTS,
  zh: parse(zh) as Readonly<Record<string, CauseWords>>,
};

export const GET: APIRoute<{ locale: Locale }> = ({ props: { locale } }) => {
  const rows = Object.entries(FACTS).map(([id, { leads, run }]) => {
    const { title, says, more, suspected, ask } = WORDS[locale][id] as CauseWords;
    const addresses = Object.entries(leads).map(([status, target]) => {
      const { page, fragment } = pageRef(target);
      return [status, url(locale, page) + fragment];
    });
    return [
      id,
      {
        title,
        says,
        more,
        suspected,
        ask,
        leads: Object.fromEntries(addresses) as CauseTable[string]['leads'],
        run,
      },
    ];
  });
  return Response.json(Object.fromEntries(rows) as CauseTable);
};
