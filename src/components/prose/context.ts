import type { Step } from '../../schema/fields.ts';
import type { View } from '../view.ts';

/** What the page around an MDX body knows and the components inside it need. */
export interface ProseContext {
  readonly view: View;
  readonly steps: readonly Step[];
  /** A page that is read, with a plain head; the others carry nothing that they can do without. */
  readonly plain: boolean;
}
