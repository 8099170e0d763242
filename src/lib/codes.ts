/** Written exit codes in one language: English facts, with translated words where the language has them. */

import { getCollection, getEntry, type CollectionEntry } from 'astro:content';
import { exitStatusBits, type BitPicture } from '../core/arithmetic/bits.ts';
import { familyOf, type FamilyId } from '../core/tables/families.ts';
import { signalOfStatus, type Signal } from '../core/tables/signals.ts';
import { namesOfStatus } from '../core/tables/status-names.ts';
import type { Locale, Translate } from '../i18n/index.ts';
import type { CodeFacts } from '../schema/code.ts';
import { mergeSteps, override } from './steps.ts';
import { isStale } from './staleness.ts';

export interface CodePage extends CodeFacts {
  readonly family: FamilyId;
  /** The signal that the page is about; a code may lie among the signals without being about one. */
  readonly signalFacts: Signal | undefined;
  /** Only where the author wrote a sentence about the arithmetic. */
  readonly bits: BitPicture | undefined;
  /** True when the English page has changed since the translation was reviewed. */
  readonly stale: boolean;
  /** The entry whose body is shown. */
  readonly entry: CollectionEntry<'codes'> | CollectionEntry<'codesZh'>;
}

/** `137 SIGKILL: killed from outside`: the title of the page and of every link to it. */
export function codeTitle(
  { code, name, title }: { readonly code: number; readonly name: string; readonly title: string },
  t: Translate,
): string {
  // A name that stands on screens belongs in the title of a shared link; our own words for a number do not.
  const named =
    signalOfStatus(code) !== undefined || namesOfStatus(code).some((entry) => entry.name === name);
  return t(named ? 'code.pageTitle' : 'code.plainTitle', { code, name, title });
}

/** Every written code, by number. */
export async function writtenCodes(locale: Locale): Promise<readonly CodePage[]> {
  const english = await getCollection('codes');
  const pages = await Promise.all(english.map((entry) => codePage(locale, entry)));
  return pages.sort((a, b) => a.code - b.code);
}

async function codePage(locale: Locale, english: CollectionEntry<'codes'>): Promise<CodePage> {
  const facts = english.data;
  const computed = {
    family: familyOf(facts.code).id,
    signalFacts: facts.signal && signalOfStatus(facts.code),
    bits: facts.arithmetic === undefined ? undefined : exitStatusBits(facts.code),
  };
  const translation = locale === 'zh' ? await getEntry('codesZh', english.id) : undefined;
  if (!translation) return { ...facts, ...computed, stale: false, entry: english };
  const words = translation.data;
  return {
    ...facts,
    ...computed,
    name: words.name,
    title: words.title,
    summary: words.summary,
    aliases: [...words.aliases, ...facts.aliases],
    ...(words.arithmetic === undefined ? {} : { arithmetic: words.arithmetic }),
    glance: {
      kubernetes: { ...facts.glance.kubernetes, text: words.glance.kubernetes },
      docker: { ...facts.glance.docker, text: words.glance.docker },
      systemd: { ...facts.glance.systemd, text: words.glance.systemd },
      retry: { ...facts.glance.retry, text: words.glance.retry },
      confused: { ...facts.glance.confused, text: words.glance.confused },
    },
    road: facts.road.map((fork, index) => override(fork, words.road[index])),
    steps: [...mergeSteps(facts.steps, words.steps)],
    causes: facts.causes.map((cause, index) => override(cause, words.causes[index])),
    traps: facts.traps.map((trap, index) => ({ ...trap, text: words.traps[index] ?? trap.text })),
    claims: facts.claims.map((claim, index) => override(claim, words.claims[index])),
    reviewed: words.reviewed,
    stale: isStale(english, words.follows),
    entry: translation,
  };
}
