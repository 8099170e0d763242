import type { Measure } from './measure.ts';
import { decoder } from './measures/decoder.ts';
import { build } from './measures/build.ts';
import { lighthouse } from './measures/lighthouse.ts';
import { paint } from './measures/paint.ts';
import { report } from './measures/report.ts';
import { search } from './measures/search.ts';
import { weight } from './measures/weight.ts';

/** In the order in which they run and are printed. */
export const MEASURES: readonly Measure[] = [weight, search, decoder, report, paint, lighthouse, build];
