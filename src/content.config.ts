import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { capturedAbout, podObject } from './schema/captured.ts';
import { codeFacts, codeWords } from './schema/code.ts';
import { familyFacts, familyWords, nameFacts, nameWords } from './schema/derived.ts';
import { guideFacts, guideWords } from './schema/guide.ts';
import { observationFile } from './schema/observation.ts';
import { scenarioFile } from './schema/scenario.ts';
import { sourceFile } from './schema/source.ts';

const mdx = (base: string) => glob({ pattern: '*.mdx', base });

export const collections = {
  codes: defineCollection({ loader: mdx('content/codes/en'), schema: codeFacts }),
  codesZh: defineCollection({ loader: mdx('content/codes/zh'), schema: codeWords }),
  guides: defineCollection({ loader: mdx('content/guides/en'), schema: guideFacts }),
  guidesZh: defineCollection({ loader: mdx('content/guides/zh'), schema: guideWords }),
  families: defineCollection({ loader: mdx('content/families/en'), schema: familyFacts }),
  familiesZh: defineCollection({ loader: mdx('content/families/zh'), schema: familyWords }),
  names: defineCollection({ loader: file('content/names/en.yaml'), schema: nameFacts }),
  namesZh: defineCollection({ loader: file('content/names/zh.yaml'), schema: nameWords }),
  scenarios: defineCollection({
    loader: glob({ pattern: '*.yaml', base: 'content/scenarios' }),
    schema: scenarioFile,
  }),
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
  sources: defineCollection({
    loader: glob({ pattern: '*.yaml', base: 'content/sources' }),
    schema: sourceFile,
  }),
};
