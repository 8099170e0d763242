import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { codeFacts, codeWords } from './schema/code.ts';
import { guideFacts, guideWords } from './schema/guide.ts';
import { source } from './schema/source.ts';

const mdx = (base: string) => glob({ pattern: '*.mdx', base });

export const collections = {
  codes: defineCollection({ loader: mdx('content/codes/en'), schema: codeFacts }),
  codesZh: defineCollection({ loader: mdx('content/codes/zh'), schema: codeWords }),
  guides: defineCollection({ loader: mdx('content/guides/en'), schema: guideFacts }),
  guidesZh: defineCollection({ loader: mdx('content/guides/zh'), schema: guideWords }),
  sources: defineCollection({ loader: file('content/sources.yaml'), schema: source }),
};
