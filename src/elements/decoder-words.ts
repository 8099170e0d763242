/** What the server says for the decoder: strings of the page, and files that are asked for when they are needed. */

import type { Documented, ProgramTable } from '../core/read/programs.ts';
import type { Target } from '../core/read/reading.ts';
import { targetPath } from '../core/read/target.ts';
import { fill } from './fill.ts';

/** Sentences with {slots}, by their keys. */
export type Words = Readonly<Record<string, string>>;

/** What the server says about a cause. */
export interface CauseWords {
  readonly title: string;
  readonly says: string;
  /** What it means beside SIGKILL. */
  readonly more?: string | undefined;
  /** In place of `says`, when nothing was seen to happen. */
  readonly suspected?: string | undefined;
  readonly ask?: string | undefined;
  /** Addresses of a step, by exit status, and one for all others. */
  readonly leads: { readonly default: string } & Words;
  /** The next command, by tool. */
  readonly run: Words;
}

/** `decode/words.json`. */
export interface DecoderWords {
  readonly causes: Readonly<Record<string, CauseWords>>;
  /** What each page is about that a reading leads to, by kind and name: `status:137`, `windows:0xc0000005`. */
  readonly pages: Words;
  /** The tools whose commands are in the second file. */
  readonly later: readonly string[];
}

/** `decode/more.json`. */
export interface MoreWords {
  /** Of the tools that are `later`, by cause and tool. */
  readonly run: Readonly<Record<string, Words>>;
  readonly pages: Words;
}

/** A row of `decode/programs.json`: a program's numbers, and what each of them means, in their order. */
export interface ProgramWords extends ProgramTable {
  readonly means: readonly string[];
}

/** A page that exists, and one line on what it says; the line is empty for a page that is made of tables. */
export interface KnownPage {
  readonly href: string;
  readonly says: string;
}

/** The strings of one box and its files, each asked for once; one that cannot be loaded is asked for again. */
export class Dictionary {
  readonly #host: HTMLElement;
  readonly #words: Words;
  /** Addresses by kind of target, with a {target} slot: the server makes them. */
  readonly #targets: Words;
  #loading: Promise<unknown> | undefined;
  /** Empty until they are there: without them what ended is still told. */
  file: DecoderWords = { causes: {}, pages: {}, later: [] };
  #more: MoreWords | undefined;
  /** Undefined until they are there. */
  programs: readonly ProgramWords[] | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#words = JSON.parse(host.dataset.words ?? '{}') as Words;
    this.#targets = JSON.parse(host.dataset.targets ?? '{}') as Words;
  }

  say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(this.#words[key] ?? '', values);
  }

  has(key: string): boolean {
    return key in this.#words;
  }

  async load(): Promise<void> {
    this.file = await loaded(this.#host.dataset.file, this.file);
  }

  /** Loads the second file where the first does not have what is to be said of these pages and tools. */
  async complete(targets: readonly (Target | undefined)[], tools: readonly string[] = []): Promise<void> {
    const lacks =
      targets.some(
        (target) =>
          target && SHARED_OUT.includes(target.kind) && this.file.pages[keyOf(target)] === undefined,
      ) || tools.some((tool) => this.file.later.includes(tool));
    if (lacks)
      this.#more ??= await loaded<MoreWords | undefined>(
        this.#host.dataset.file?.replace(/words(?=\.json)/, 'more'),
        undefined,
      );
  }

  /** The next command for a cause, in a tool's words. */
  command(cause: string, tool: string): string | undefined {
    return this.file.causes[cause]?.run[tool] ?? this.#more?.run[cause]?.[tool];
  }

  /** Once for all who ask. Without them a program's name is a word like any other. */
  loadPrograms(): Promise<unknown> {
    this.#loading ??= loaded<readonly ProgramWords[]>(this.#host.dataset.programs, []).then((programs) => {
      this.programs = programs;
    });
    return this.#loading;
  }

  /** The address at which the decoder answers a question; of the decoder itself for an empty one. */
  question(query: string): string {
    const decoder = this.#host.querySelector('form')?.getAttribute('action') ?? '';
    return query === '' ? decoder : `${decoder}?q=${encodeURIComponent(query)}`;
  }

  /** The page of a target; undefined where there is none. */
  page(target: Target | undefined): KnownPage | undefined {
    if (!target) return undefined;
    const root = this.#targets[target.kind];
    if (root === undefined) return undefined;
    const href = fill(root, { target: targetPath(target) });
    if (target.kind === 'program') return { href, says: '' };
    const key = keyOf(target);
    const says = this.file.pages[key] ?? this.#more?.pages[key];
    // Every status has a page.
    return says === undefined && target.kind !== 'status' ? undefined : { href, says: says ?? '' };
  }

  /** What a program says of its number, or of each bit of it. */
  means(
    slug: string,
    { code, range, parts }: Documented,
  ): readonly (readonly [code: number, means: string])[] {
    const program = this.programs?.find((each) => each.slug === slug);
    const of = (number: number): string => {
      const at = program?.codes.findIndex((each) =>
        typeof each === 'number' ? each === number : each.join('-') === range,
      );
      return (at !== undefined && program?.means[at]) || '';
    };
    return (parts ?? [code]).map((number) => [number, of(number)] as const);
  }

  nameOf(slug: string): string {
    return this.programs?.find((each) => each.slug === slug)?.name ?? slug;
  }
}

/** The pages of these kinds are in both files; those of reasons in the first, of programs in neither. */
const SHARED_OUT: readonly Target['kind'][] = ['status', 'windows'];

const keyOf = (target: Target): string => `${target.kind}:${targetPath(target).split('/')[0]?.toLowerCase()}`;

async function loaded<File>(address: string | undefined, without: File): Promise<File> {
  try {
    const answer = await fetch(address ?? '');
    return answer.ok ? ((await answer.json()) as File) : without;
  } catch {
    return without;
  }
}
