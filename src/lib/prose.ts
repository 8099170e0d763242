import type { Locale } from '../i18n/index.ts';
import type { Step } from '../schema/fields.ts';
import type { NumberedSource } from './sources.ts';

/** What the page around an MDX body knows and the components inside it need. */
export interface ProseContext {
  readonly locale: Locale;
  readonly sources: readonly NumberedSource[];
  readonly steps: readonly Step[];
}
