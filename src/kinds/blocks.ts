/**
 * What pages are made of. A kind of page turns its file into a list of these; each has one component and one form in
 * Markdown, which stand side by side in components/blocks. Words are in the page's language, lines in the marks of
 * schema/inline.ts.
 */

import type { BitPicture } from '../core/arithmetic/bits.ts';
import type { FamilyId } from '../core/tables/families.ts';
import type { Signal } from '../core/tables/signals.ts';
import type { PageRef } from '../lib/urls.ts';
import type { Cited, Effect, Step } from '../schema/fields.ts';
import type { ByTool, Slot, Tool } from '../schema/tools.ts';

/** A part with a heading, and an id that is the same in every language. */
interface Part {
  readonly id: string;
  readonly title: string;
}

/** A page as a row of a list: a plate, a name, half a line. */
export interface Entry {
  readonly page: PageRef;
  readonly family: FamilyId;
  /** A number, or a sign for what has none. */
  readonly plate: string;
  readonly name: string;
  readonly line: string;
}

/** A step on the way from the home page to a page. */
export interface Crumb {
  readonly page: PageRef;
  /** `#map` */
  readonly fragment?: string;
  readonly label: string;
  /** Left out where there is no room for it. */
  readonly detail?: string;
}

/** The road sign at the top: whoever arrives holds the number or the name, and this confirms it. */
export interface Sign {
  readonly type: 'sign';
  readonly page: PageRef;
  readonly crumbs: readonly Crumb[];
  /** What stands before the big word: `Exit code`. */
  readonly word?: string;
  readonly big: string;
  readonly name: string;
  readonly summary: string;
  /** What is copied for a chat; the address of `anchor` follows. */
  readonly chat: string;
  /** The section that the copied text leads to. */
  readonly anchor: string;
}

/** A plain head: where it belongs, the title, one sentence. */
export interface Heading {
  readonly type: 'heading';
  readonly crumbs: readonly Crumb[];
  readonly title: string;
  readonly summary: string;
}

/** Says that the English page has changed since this translation was reviewed. */
export interface Stale {
  readonly type: 'stale';
  readonly page: PageRef;
}

/** Says that nobody wrote this page by hand. */
export interface Unwritten {
  readonly type: 'unwritten';
  readonly text: string;
}

export interface Contents {
  readonly type: 'contents';
  readonly entries: readonly (readonly [id: string, title: string])[];
}

/** A fork of a road: an exit, or a turn with a side road. See the schema of codes. */
export interface Fork extends Omit<Cited, 'text'> {
  readonly evidence?: ByTool<string> | undefined;
  readonly see?: string | undefined;
  readonly for?: readonly Tool[] | undefined;
  readonly outcome?: string | undefined;
  readonly detail?: string | undefined;
  readonly cause?: string | undefined;
  readonly step?: string | undefined;
  readonly say?: string | undefined;
  readonly command?: ByTool<string> | undefined;
  readonly effect?: Effect | undefined;
  readonly road?: readonly Fork[] | undefined;
}

/** Find your case: one exit per cause; the first text that is on the screen decides. */
export interface Road extends Part {
  readonly type: 'road';
  readonly hint: string;
  readonly forks: readonly Fork[];
}

/** What to run before anything else. The choice of the tool holds for the whole page. */
export interface First {
  readonly type: 'first';
  readonly title: string;
  readonly step: Step;
  /** What may be chosen; fewer than two are no choice. */
  readonly tools: readonly Tool[];
  /** Where those find their commands who have another tool. */
  readonly others?: string | undefined;
  /** What the commands of the page leave open, and for which tools; undefined: for all. */
  readonly slots: readonly { readonly slot: Slot; readonly tools: readonly Tool[] | undefined }[];
}

/** Parts that most readers do not need, each with a line on what is inside. */
export interface Folds {
  readonly type: 'folds';
  readonly parts: readonly { readonly block: Block; readonly line?: string | undefined }[];
}

/** Terms and facts, a row each. */
export interface Facts extends Part {
  readonly type: 'facts';
  readonly rows: readonly (Cited & {
    readonly term: string;
    /** A row of the text alone: on the screen the sign or a picture says it. */
    readonly unseen?: boolean;
  })[];
}

/** A status taken apart into its bits. */
export interface Bits extends Part {
  readonly type: 'bits';
  readonly status: number;
  readonly picture: BitPicture;
  readonly signal: Signal | undefined;
  readonly text: string;
}

/** Steps of finding out, numbered as the page has them. */
export interface Steps extends Part {
  readonly type: 'steps';
  /** What the commands leave open; none where the page asks for it above. */
  readonly slots?: First['slots'];
  readonly steps: readonly Step[];
}

/** Sections written for this page alone, in MDX. */
export interface Prose {
  readonly type: 'prose';
  readonly body: string;
  /** What renders it: an entry of the content store. */
  readonly entry: unknown;
}

/** A scenario of the lab to run oneself. */
export interface Reproduce extends Part {
  readonly type: 'reproduce';
  readonly scenario: string;
  /** The number that it shows. */
  readonly shows: number;
}

/** Lines of equal weight, each a claim. */
export interface Lines extends Part {
  readonly type: 'lines';
  readonly lines: readonly Cited[];
}

/** What is often said, and what is true. */
export interface Claims extends Part {
  readonly type: 'claims';
  readonly claims: readonly {
    readonly said: string;
    readonly fact: string;
    readonly cite?: readonly string[] | undefined;
    readonly observation?: readonly string[] | undefined;
  }[];
}

/** A command of its own, with what it shows. */
export interface Command extends Part {
  readonly type: 'command';
  readonly run: string;
  readonly effect: Effect;
  readonly text?: string | undefined;
}

/** A table of lines. A row with an id can be linked to. */
export interface Table extends Part {
  readonly type: 'table';
  /** Given where the table is folded, because it is long: what is said of it beside its heading. */
  readonly folded?: string | undefined;
  readonly heads: readonly string[];
  readonly rows: readonly {
    readonly id?: string | undefined;
    /** The first is the head of the row; what is cited stands after the last that is not empty. */
    readonly cells: readonly string[];
    readonly cite?: readonly string[] | undefined;
    readonly observation?: readonly string[] | undefined;
  }[];
  /** What has no row of its own, in a line that opens below the table. */
  readonly more?: { readonly title: string; readonly text: string } | undefined;
}

/** Which of the rows goes along with which of the columns. */
export interface Matrix extends Part {
  readonly type: 'matrix';
  /** What the table says, where it is folded too. */
  readonly line: string;
  /** Over the names of the rows. */
  readonly head: string;
  readonly columns: readonly { readonly page: PageRef; readonly family: FamilyId; readonly label: string }[];
  readonly rows: readonly {
    readonly page: PageRef;
    readonly name: string;
    /** As many as there are columns. */
    readonly marks: readonly boolean[];
  }[];
}

/** How many there are of each, as a picture that is also a list of links. */
export interface Tally extends Part {
  readonly type: 'tally';
  readonly line: string;
  /** What is counted, and how many: the heads of its two columns where it is text. */
  readonly heads: readonly [label: string, n: string];
  readonly cells: readonly {
    readonly page: PageRef;
    readonly label: string;
    readonly n: number;
    /** The cell in words: `3: 41 programs`. */
    readonly says: string;
  }[];
}

/** A number that is a sum of bits, to take apart and to put together. */
export interface Sum extends Part {
  readonly type: 'sum';
  readonly text: string;
  /** Said after the sum: `is what fsck exits with`. */
  readonly after: string;
  /** From the smallest: powers of two. */
  readonly bits: readonly { readonly value: number; readonly means: string }[];
}

/** What a program printed, literally; `lit` are the lines to look at, counted from 1. */
export interface Screen extends Part {
  readonly type: 'screen';
  readonly from: string;
  readonly lines: string;
  readonly lit: readonly number[];
}

export interface Sources {
  readonly type: 'sources';
  readonly reviewed?: string | undefined;
}

export interface Related extends Part {
  readonly type: 'related';
  readonly entries: readonly Entry[];
}

/** The pages before and after. */
export interface Neighbours {
  readonly type: 'neighbours';
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

export type Block =
  | Sign
  | Heading
  | Stale
  | Unwritten
  | Contents
  | First
  | Road
  | Folds
  | Facts
  | Bits
  | Steps
  | Prose
  | Reproduce
  | Lines
  | Claims
  | Command
  | Table
  | Matrix
  | Tally
  | Sum
  | Screen
  | Sources
  | Related
  | Neighbours;
export type BlockType = Block['type'];
