/**
 * What a kind of page is: where its files and its pages lie, what a file may hold, and how a file becomes a page of blocks.
 * Everything that is published follows from this; a new kind is a folder here and a line in index.ts.
 */

import type { ProgramTable } from '../core/read/programs.ts';
import type { Target } from '../core/read/reading.ts';
import type { z } from 'astro/zod';
import type { FamilyId } from '../core/tables/families.ts';
import type { Locale, Translate, Words } from '../i18n/index.ts';
import type { PageRef } from '../lib/urls.ts';
import type { Step } from '../schema/fields.ts';
import type { Report, ContentFile } from '../schema/problem.ts';
import type { Source } from '../schema/source.ts';
import type { Block, Entry } from './blocks.ts';

/** Files of one shape below `content/`. */
export interface Collection<Schema extends z.ZodObject = z.ZodObject> {
  readonly folder: string;
  /**
   * `mdx`: `{en,zh}/<slug>.mdx`, English with the facts and the Chinese file with its words alone.
   * `yaml`: `<slug>.yaml`, one file for both languages, with `{ en, zh }` wherever there are words.
   * `rows`: `{en,zh}.yaml`, a row for each slug.
   */
  readonly form: 'mdx' | 'yaml' | 'rows';
  readonly schema: Schema;
}

/** A file or row in one language: English facts with that language's words. */
export interface Item<Data = unknown> {
  readonly slug: string;
  readonly data: Data;
  /** The MDX below the front matter. */
  readonly body: string;
  /** What renders the body: an entry of the content store. */
  readonly entry: unknown;
  /** True when the English file has changed since the translation was reviewed. */
  readonly stale: boolean;
}
export type Items<Data = unknown> = ReadonlyMap<string, Item<Data>>;

/** A page in one language, before anything is rendered. */
export interface Page<Data = unknown> {
  readonly kind: Kind;
  readonly ref: PageRef & { readonly kind: 'page' };
  /** The file's name; the last part of the address. */
  readonly slug: string;
  /** Of the document, of every link to it and of an unfurl. */
  readonly title: string;
  /** One sentence, in the marks of schema/inline.ts. */
  readonly summary: string;
  /** The part of the kind's list that has it: an id and a heading. Pages of one group stand together. */
  readonly group?: { readonly id: string; readonly title: string };
  /** The page in a list. */
  readonly list: Omit<Entry, 'page'>;
  /** Its colour. */
  readonly family: FamilyId;
  /** What stands beside its name among results of a search, where that is not the line of the list. */
  readonly hint?: string;
  readonly aliases: readonly string[];
  /** What stands on its plate among results of a search, where it is not the page of an exit status. */
  readonly plate?: string;
  /** Whom the search puts first where pages share a word: 1 = met every day, 4 = rarely. */
  readonly rank?: number;
  /** Its numbers, as the decoder and the search read them, where it is the page of a program. */
  readonly program?: ProgramTable;
  /** What each of them means, in their order, without marks. */
  readonly means?: readonly string[];
  /** The exit status that it is the page of. */
  readonly status?: number;
  /** False for a page that is made of tables: its text stays out of full-text search and of the feed. */
  readonly written: boolean;
  readonly stale: boolean;
  readonly reviewed?: string;
  readonly steps: readonly Step[];
  /** Ids of `content/sources`, or rows of its own; the page numbers them as it cites them. */
  readonly sources: readonly (string | (Source & { readonly id: string }))[];
  /** What an unfurl shows beside the title. */
  readonly unfurl?: readonly (readonly [term: string, fact: string])[];
  readonly body: string;
  readonly entry: unknown;
  /** What the file says in this language, and the schema that it fits. */
  readonly data: Data;
  readonly schema: z.ZodObject;
  /** What the core knows besides: goes into the JSON as it is, and wins over a field of the same name. */
  readonly computed: Readonly<Record<string, unknown>>;
}

/** What a kind may ask while it makes pages. */
export interface Making {
  readonly locale: Locale;
  readonly t: Translate;
  /** What the kind's `parts` hold, by their names. */
  readonly parts: Readonly<Record<string, Items>>;
}

/** What a page may ask of the rest of the site while it becomes blocks. */
export interface Surroundings {
  readonly t: Translate;
  /** Pages of the same kind, in order. */
  readonly siblings: readonly Page[];
  /** What pages of other kinds say that an exit status means, the most used first. */
  readonly said: (status: number) => readonly Said[];
  /** The pages that `related` names, in the order of the site. */
  readonly entries: (targets: readonly (string | number)[]) => readonly Entry[];
}

/** What a page says that an exit status means. */
export interface Said {
  readonly status: number;
  /** Who says it. */
  readonly name: string;
  /** As links call the place: `programs/curl#6`. */
  readonly target: string;
  readonly means: string;
  readonly look?: string | undefined;
  /** 1 is met every day; larger numbers stand further down. */
  readonly rank: number;
}

/** A page that only leads to another: a second address for it. */
export interface Redirect {
  /** Below the language, with a slash at the end. */
  readonly path: string;
  /**
   * The spelling that the page itself names, as in the link to the other language. Two paths that differ only in case are
   * one file on some disks, so that their pages must be the same to the byte.
   */
  readonly spelling: string;
  readonly slug: string;
  readonly title: string;
  readonly text: string;
}

export interface Kind<Data = unknown> {
  /** As code calls it. */
  readonly id: string;
  /** The files, and the name of the list in the JSON: `/<folder>.json`. */
  readonly collection: Collection;
  /** Other files that its pages are made of. */
  readonly parts?: Readonly<Record<string, Collection>>;
  /** Where its addresses begin below the language: `guides/`, or nothing. */
  readonly at: string;
  /** The page that lists those that somebody wrote, and whether the site's navigation leads there. */
  readonly index?: {
    /** Its address, where it is not `at` of the kind: `codes/`. */
    readonly at?: string;
    readonly title: Words;
    readonly description: Words;
    readonly nav?: Words;
    /** Whether the map of all exit statuses stands above the list. */
    readonly map?: boolean;
    /** What stands with the list, made of its pages: below it on the page, above it in Markdown. */
    readonly overview?: (pages: readonly Page[], t: Translate) => readonly Block[];
  };
  /** Its list on the home page: an id, a title, and which pages in which order where not all of them stand there. */
  readonly home?: { readonly id: string; readonly title: Words; readonly first?: readonly string[] };
  /** `unique`: no other page may have one of its aliases. `ranked`: several may, and the search orders them. */
  readonly aliases: 'unique' | 'ranked';
  /** What the decoder's readings call its pages, where they lead to them. */
  readonly target?: Target['kind'];
  /** What a page of this kind is called in a list of results. */
  readonly label: Words;
  /** True when every page has a picture of its own to unfurl into, `og/<slug>.png`. */
  readonly cards?: boolean;
  /** What a page says in the JSON: the schemas of its data, and what is computed besides. */
  readonly records: readonly { readonly schema: z.ZodObject; readonly computed: z.ZodRawShape }[];
  /** More about the whole list, for the head of its JSON. */
  readonly about?: { readonly schema: z.ZodRawShape; facts(t: Translate): Readonly<Record<string, unknown>> };
  /** Every page in one language, in order. */
  pages(items: Items<Data>, making: Making): readonly Page<Data>[];
  blocks(page: Page<Data>, around: Surroundings): readonly Block[];
  /** What a page says about exit statuses, for the pages of these. */
  says?(page: Page<Data>): readonly Said[];
  redirects?(t: Translate): readonly Redirect[];
  /** Ids of sections that the blocks use; an author's must differ. */
  readonly ids: readonly string[];
  /** Rules of this kind alone, for one file that fits its schema. */
  check?(
    page: { readonly slug: string; readonly file: ContentFile; readonly data: Data },
    report: Report,
  ): void;
  /** Rules on its `parts`: which slugs each has, and those of the written pages. */
  checkParts?(
    parts: Readonly<Record<string, ReadonlySet<string>>>,
    written: ReadonlySet<string>,
    report: Report,
  ): void;
  /** What a new file may start with, by language: of the slug, and of rows of `parts`. Undefined where there can be none. */
  blank?(
    slug: string,
    row: (part: string, key: string, locale: Locale) => Readonly<Record<string, unknown>> | undefined,
  ): Readonly<Record<Locale, Readonly<Record<string, unknown>>>> | undefined;
  /** Whether a written page stands in for an item of a part, which is then not used. */
  isShadowed?(slug: string, written: ReadonlySet<string>): boolean;
}

/** Keeps the type of a kind's data inside its own folder. */
export function defineKind<Data>(kind: Kind<Data>): Kind {
  return kind as Kind;
}

/** The path of the list of a kind below the language: `programs/`. */
export const indexPath = ({ at, index }: Pick<Kind, 'at' | 'index'>): string => index?.at ?? at;

/** What a page has of its file as it stands there; how it is called and where it is listed, its kind adds. */
export function pageOf<Data extends { readonly reviewed: string }>(
  kind: Kind,
  { slug, data, body, entry, stale }: Item<Data>,
) {
  return {
    kind,
    ref: refTo(kind, slug),
    slug,
    body,
    entry,
    stale,
    written: true,
    reviewed: data.reviewed,
    data,
    schema: kind.collection.schema,
    computed: {},
  };
}

/** The page of a kind that a slug stands for. */
export function refTo(kind: Pick<Kind, 'at' | 'cards'>, slug: string): PageRef & { readonly kind: 'page' } {
  return { kind: 'page', path: `${kind.at}${slug}/`, ...(kind.cards && { card: slug }) };
}
