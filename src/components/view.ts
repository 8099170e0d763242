import type { Locale, Translate } from '../i18n/index.ts';
import type { NumberedSource } from '../lib/sources.ts';

/** What every part of a page is given beside its own block. */
export interface View {
  readonly locale: Locale;
  readonly t: Translate;
  /** The sources of the page, as its citations number them. */
  readonly sources: readonly NumberedSource[];
  /** Ids of the page's steps in order, so that an empty link can say "step 2". */
  readonly steps: readonly string[];
  /** Given where the parts of the page are folded. */
  readonly fold?: Fold;
}

/** How a part is folded: what is said beside its heading. */
export interface Fold {
  readonly line?: string | undefined;
}
