import { validate, type ContentFile, type Report } from '../schema/problem.ts';
import { source } from '../schema/source.ts';

const SOURCES = /^content\/sources\/([^/]+)\.yaml$/;

/** Reports what is wrong with `sources/`; returns the ids of all rows, also of those that have problems of their own. */
export function readSources(files: readonly ContentFile[], report: Report): ReadonlySet<string> {
  const owners = new Map<string, ContentFile>();
  for (const file of files) {
    const group = SOURCES.exec(file.path)?.[1];
    if (group === undefined) continue;
    if (typeof file.data !== 'object' || file.data === null) {
      report(file, '(file)', 'expected a table of sources');
      continue;
    }
    for (const [id, row] of Object.entries(file.data)) {
      validate(source, row, file, report, id);
      if (id !== group && !id.startsWith(`${group}-`))
        report(file, id, `expected an id that begins with \`${group}-\`, as the file name says`);
      owners.set(id, file);
    }
  }
  if (owners.size === 0) report('content/sources', '(folder)', 'expected files with tables of sources');
  return new Set(owners.keys());
}
