import { digestOf } from '../lib/content-hash.ts';
import type { ObservationFile } from '../schema/observation.ts';
import type { Rule } from './content.ts';

/** Records are written by the lab alone: one that was edited does not fit its digest. */
export const digests: Rule = {
  name: 'digests',
  scope: 'content',
  check({ files }, report) {
    for (const file of files) {
      if (!/^content\/observations\/[^/]+\.json$/.test(file.path) || file.text === undefined) continue;
      const { digest, ...records } = file.data as ObservationFile;
      if (digest !== digestOf(records))
        report(
          file,
          'digest',
          'expected the digest of what the file holds. Records are written by `npm run lab` alone.',
        );
    }
  },
};
