/** Guides in one language. */

import { getCollection, getEntry, type CollectionEntry } from 'astro:content';
import type { Locale } from '../i18n/index.ts';
import type { GuideFacts } from '../schema/guide.ts';
import { isStale } from './staleness.ts';
import { mergeSteps } from './steps.ts';

export interface GuidePage extends GuideFacts {
  readonly slug: string;
  readonly stale: boolean;
  readonly entry: CollectionEntry<'guides'> | CollectionEntry<'guidesZh'>;
}

/** Every guide, by slug. */
export async function guides(locale: Locale): Promise<readonly GuidePage[]> {
  const english = await getCollection('guides');
  const pages = await Promise.all(english.map((entry) => guidePage(locale, entry)));
  return pages.sort((a, b) => a.slug.localeCompare(b.slug, 'en'));
}

async function guidePage(locale: Locale, english: CollectionEntry<'guides'>): Promise<GuidePage> {
  const facts = english.data;
  const translation = locale === 'zh' ? await getEntry('guidesZh', english.id) : undefined;
  if (!translation) return { ...facts, slug: english.id, stale: false, entry: english };
  const { title, name, summary, aliases, steps, reviewed, follows } = translation.data;
  return {
    ...facts,
    title,
    name,
    summary,
    aliases: [...aliases, ...facts.aliases],
    ...(facts.steps && { steps: [...mergeSteps(facts.steps, steps)] }),
    reviewed,
    slug: english.id,
    stale: isStale(english, follows),
    entry: translation,
  };
}
