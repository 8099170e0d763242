/** Exit statuses, 0 to 255 at the root of the site: those that somebody wrote, and the others made of tables. */

import { z } from 'astro/zod';
import { FAMILIES } from '../../core/tables/families.ts';
import { SIGNALS, SIGNAL_OFFSET } from '../../core/tables/signals.ts';
import { defineKind, type Items, type Kind, type Page } from '../kind.ts';
import { blankCode } from './blank.ts';
import { checkCode, checkNames, isShadowed } from './check.ts';
import { derivedBlocks, derivedPage } from './derived.ts';
import {
  derivedSchema,
  familySchema,
  nameSchema,
  type DerivedData,
  type FamilyData,
  type NameData,
} from './derived-schema.ts';
import { codeSchema, type CodeData } from './schema.ts';
import { familyId, statusShape } from './status.ts';
import { writtenBlocks, writtenPage } from './written.ts';

/** By how often people come with them, as far as we can tell: nobody is counted here. */
const FIRST = ['137', '1', '127', '143', '139', '126', '125', '134', '255', '128', '0'];

export const codes = defineKind<CodeData | DerivedData>({
  id: 'code',
  collection: { folder: 'codes', form: 'mdx', schema: codeSchema },
  parts: {
    families: { folder: 'families', form: 'mdx', schema: familySchema },
    names: { folder: 'names', form: 'rows', schema: nameSchema },
  },
  at: '',
  index: {
    at: 'codes/',
    title: 'codes.title',
    description: 'codes.lead',
    nav: 'site.codes',
    map: true,
  },
  home: { id: 'most', title: 'home.most', first: FIRST },
  aliases: 'unique',
  target: 'status',
  label: 'code.word',
  cards: true,
  records: [
    { schema: codeSchema, computed: statusShape },
    { schema: derivedSchema, computed: statusShape },
  ],
  about: {
    schema: {
      families: z.array(
        z.strictObject({ id: familyId, name: z.string(), ranges: z.array(z.tuple([z.int(), z.int()])) }),
      ),
    },
    facts: (t) => ({
      families: FAMILIES.map(({ id, ranges }) => ({ id, name: t(`family.${id}`), ranges })),
    }),
  },
  ids: [
    'which',
    'glance',
    'bits',
    'steps',
    'traps',
    'by-version',
    'reproduce',
    'often-said',
    'certain',
    'programs',
  ],
  pages(items, { parts, t }) {
    const derivedFrom = {
      families: parts['families'] as Items<FamilyData>,
      names: parts['names'] as Items<NameData>,
    };
    return Array.from({ length: 256 }, (_, code) => {
      const item = items.get(String(code));
      return item
        ? writtenPage(this as Kind, { ...item, data: item.data as CodeData }, t)
        : derivedPage(this as Kind, code, derivedFrom, t);
    });
  },
  blocks: (page, around) =>
    page.written
      ? writtenBlocks(page as Page<CodeData>, around)
      : derivedBlocks(page as Page<DerivedData>, around),
  redirects: (t) =>
    SIGNALS.flatMap(({ name, aliases, number }) =>
      [name, ...aliases]
        .flatMap((each) => [each, each.toLowerCase()])
        .map((address) => {
          const code = SIGNAL_OFFSET + number;
          const values = { name: address.toUpperCase(), number, code };
          return {
            path: `${address}/`,
            spelling: `${values.name}/`,
            slug: String(code),
            title: t('redirect.title', values),
            text: t('redirect.text', values),
          };
        }),
    ),
  check: ({ slug, file, data }, report) => checkCode(slug, file, data as CodeData, report),
  blank: blankCode,
  checkParts: checkNames,
  isShadowed,
});
