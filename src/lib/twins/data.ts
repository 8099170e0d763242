/** The JSON answers: one page, and the whole data set. */

import { FAMILIES } from '../../core/tables/families.ts';
import { translator, type Locale } from '../../i18n/index.ts';
import { DATA_VERSION, type DataSet } from '../../schema/record.ts';
import type { NumberedSource } from '../sources.ts';
import { absolute, asset, localeFile } from '../urls.ts';
import { twins } from './kinds.ts';
import type { Twin } from './twin.ts';

function envelope(locale: Locale) {
  return {
    $schema: absolute(asset('codes.schema.json')),
    version: DATA_VERSION,
    language: translator(locale)('lang.tag'),
  } as const;
}

/** The record of a page with the sources that it names. */
export function onePage(locale: Locale, { record, sources }: Twin) {
  return { ...envelope(locale), ...record, sourceTable: sourceTable(sources) };
}

export async function dataSet(locale: Locale) {
  const t = translator(locale);
  const kinds = await twins(locale);
  const all = Object.values(kinds).flat();
  const records = Object.fromEntries(
    Object.entries(kinds).map(([name, pages]) => [name, pages.map(({ record }) => record)]),
  );
  return {
    ...envelope(locale),
    url: absolute(localeFile(locale, 'codes.json')),
    updated: latest(all),
    families: FAMILIES.map(({ id, ranges }) => ({
      id,
      name: t(`family.${id}`),
      ranges: ranges.map(([from, to]): [number, number] => [from, to]),
    })),
    ...records,
    sourceTable: sourceTable(all.flatMap(({ sources }) => sources)),
  } satisfies Omit<DataSet, 'codes' | 'guides'>;
}

/** The newest day on which one of the pages was held against its sources. */
export function latest(pages: readonly Twin[]): string {
  return pages.reduce((newest, { reviewed }) => (reviewed > newest ? reviewed : newest), '');
}

function sourceTable(sources: readonly NumberedSource[]): DataSet['sourceTable'] {
  return Object.fromEntries(
    sources.map(({ id, kind, title, version, url }) => [
      id,
      { kind, title, version, ...(url !== undefined && { url }) },
    ]),
  );
}
