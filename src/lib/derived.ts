/** Pages that nobody wrote: an exit status told from the core's tables, a template for its kind, and a line on its name. */

import { getCollection, getEntry } from 'astro:content';
import { familyOf, type FamilyId } from '../core/tables/families.ts';
import { signalOfStatus, REALTIME, type Signal } from '../core/tables/signals.ts';
import { namesOfStatus } from '../core/tables/status-names.ts';
import type { Locale } from '../i18n/index.ts';
import type { FamilyFacts, NameFacts, Template } from '../schema/derived.ts';
import { fillSlots } from '../schema/inline.ts';
import { isStale } from './staleness.ts';
import { mergeSteps, override } from './steps.ts';

export interface DerivedPage extends Omit<FamilyFacts, 'reviewed'> {
  readonly code: number;
  readonly family: FamilyId;
  readonly signalFacts: Signal | undefined;
  readonly aliases: readonly string[];
  readonly reviewed: string;
  readonly stale: boolean;
}

/** The page of an exit status (0-255) without a written one. */
export async function derivedCode(locale: Locale, code: number): Promise<DerivedPage> {
  const signalFacts = signalOfStatus(code);
  const family = familyOf(code).id;
  const template = await familyTemplate(locale, templateFor(family, signalFacts));
  const convention = namesOfStatus(code)[0]?.name;
  const own =
    (await nameWords(locale, signalFacts?.name ?? convention ?? '')) ??
    (await nameWords(locale, String(code)));
  const name = signalFacts?.name ?? own?.name ?? convention ?? template.name;

  const slots = { code, name, signal: signalFacts?.name ?? '', number: signalFacts?.number ?? 0 };
  const filled = fillSlots(template, slots);
  return {
    ...filled,
    name,
    title: own?.title ?? filled.title,
    summary: own?.say ?? filled.summary,
    // Where the name has a sentence of its own, the template's is still true of the number.
    certain: own ? [filled.summary, ...filled.certain] : filled.certain,
    aliases: own?.aliases ?? [],
    sources: [...new Set([...(own?.cite ?? []), ...filled.sources])],
    code,
    family,
    signalFacts,
    stale: template.stale,
  };
}

function templateFor(family: FamilyId, signal: Signal | undefined): Template {
  if (signal && signal.number >= REALTIME.kernelFirst) return 'realtime-signal';
  if (signal) return signal.action === 'terminate' || signal.action === 'core' ? 'signal' : 'harmless-signal';
  // 0 and 255 have written pages; without them they would be numbers a program chose.
  return family === 'success' || family === 'top' ? 'application' : family;
}

async function familyTemplate(locale: Locale, template: Template): Promise<FamilyFacts & { stale: boolean }> {
  const english = (await getCollection('families')).find(({ id }) => id === template);
  if (!english) throw new Error(`content/families/en/${template}.mdx is missing`);
  const words = locale === 'zh' ? (await getEntry('familiesZh', template))?.data : undefined;
  if (!words) return { ...english.data, stale: false };
  const { follows, steps, ...rest } = words;
  return {
    ...override(english.data, rest),
    steps: [...mergeSteps(english.data.steps, steps)],
    stale: isStale(english, follows),
  };
}

async function nameWords(locale: Locale, key: string): Promise<NameFacts | undefined> {
  if (key === '') return undefined;
  const english = (await getCollection('names')).find(({ id }) => id === key);
  if (!english) return undefined;
  const words = locale === 'zh' ? (await getEntry('namesZh', key))?.data : undefined;
  if (!words) return english.data;
  return {
    ...override(english.data, words),
    aliases: [...(words.aliases ?? []), ...(english.data.aliases ?? [])],
  };
}
