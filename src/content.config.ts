/** Where Astro finds what `content/` holds. Pages' files follow from the registry of kinds; src/check has read them all before. */

import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { LOCALES } from './i18n/index.ts';
import { COLLECTIONS } from './kinds/index.ts';
import type { Collection } from './kinds/kind.ts';
import { collectionName } from './kinds/collection-name.ts';
import { capturedAbout, podObject } from './schema/captured.ts';
import { observationFile } from './schema/observation.ts';
import { scenarioFile } from './schema/scenario.ts';
import { sourceFile } from './schema/source.ts';

/** Files hold what their kind's schema says; it is applied where a page is made of them, language by language. */
const schema = z.looseObject({});

const yaml = (folder: string) => glob({ pattern: '*.yaml', base: `content/${folder}` });

function collectionsOf({ folder, form }: Collection) {
  if (form === 'yaml') return [[folder, defineCollection({ loader: yaml(folder), schema })] as const];
  return LOCALES.map((locale) => {
    const loader =
      form === 'mdx'
        ? // A file's name is its id as it is written: `OOMKilled`.
          glob({
            pattern: '*.mdx',
            base: `content/${folder}/${locale}`,
            generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
          })
        : file(`content/${folder}/${locale}.yaml`);
    return [collectionName(folder, locale), defineCollection({ loader, schema })] as const;
  });
}

export const collections = {
  ...Object.fromEntries(COLLECTIONS.flatMap(collectionsOf)),
  /** By language. */
  causes: defineCollection({ loader: yaml('causes'), schema }),
  scenarios: defineCollection({ loader: yaml('scenarios'), schema: scenarioFile }),
  observations: defineCollection({
    loader: glob({ pattern: '*.json', base: 'content/observations' }),
    schema: observationFile,
  }),
  /** By the folder's name. */
  captured: defineCollection({
    loader: glob({
      pattern: '*/about.yaml',
      base: 'content/observations/captured',
      generateId: ({ entry }) => entry.replace('/about.yaml', ''),
    }),
    schema: capturedAbout,
  }),
  /** By folder and name: `kubernetes-1.36/exit3`. */
  capturedPods: defineCollection({
    loader: glob({
      pattern: ['*/*.yaml', '!*/about.yaml'],
      base: 'content/observations/captured',
      generateId: ({ entry }) => entry.replace(/\.yaml$/, ''),
    }),
    schema: podObject,
  }),
  sources: defineCollection({ loader: yaml('sources'), schema: sourceFile }),
};
