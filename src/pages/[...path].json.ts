/** Every page of every kind as JSON, the data set of each kind, and its schema. */

import type { APIRoute } from 'astro';
import { LOCALES } from '../i18n/index.ts';
import { KINDS } from '../kinds/index.ts';
import { pagePaths } from '../kinds/paths.ts';
import { localePath } from '../lib/routes.ts';
import { dataSet, jsonSchema, onePage } from '../publish/json.ts';

interface Props {
  answer: () => Promise<object> | object;
}

export async function getStaticPaths() {
  const pages = (await pagePaths()).map(({ params, props: { locale, page } }) => ({
    params,
    props: { answer: () => onePage(locale, page) },
  }));
  const sets = KINDS.flatMap((kind) => [
    ...LOCALES.map((locale) => ({
      params: { path: localePath(locale, kind.collection.folder) },
      props: { answer: () => dataSet(locale, kind) },
    })),
    {
      params: { path: `${kind.collection.folder}.schema` },
      props: { answer: () => jsonSchema(kind) },
    },
  ]);
  return [...pages, ...sets];
}

export const GET: APIRoute<Props> = async ({ props: { answer } }) => Response.json(await answer());
