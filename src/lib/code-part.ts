import type { Locale, Translate } from '../i18n/index.ts';
import type { CodePage } from './codes.ts';
import type { NumberedSource } from './sources.ts';

/** What each part of a written code's page is given: the page, its numbered sources, and the language. */
export interface CodePart {
  readonly page: CodePage;
  readonly sources: readonly NumberedSource[];
  readonly locale: Locale;
  readonly t: Translate;
}
