/**
 * Checks everything under `content/` at once: each file against its schema, then the rules that tie files together.
 * Pure: whoever calls it has read the files. Every problem names the file, the line, the field and what was expected.
 */

import { reporter, type ContentFile, type Problem } from '../schema/problem.ts';
import { aliases } from './aliases.ts';
import { backed } from './backed.ts';
import { bodies, characters } from './bodies.ts';
import { causes } from './causes.ts';
import { citations } from './citations.ts';
import { readItems, targetsIn, type Content, type Rule } from './content.ts';
import { digests } from './digests.ts';
import { checkEvidence } from './evidence.ts';
import { follows } from './follows.ts';
import { ids } from './ids.ts';
import { ofOneKind } from './kinds.ts';
import { links } from './links.ts';
import { observations } from './observations.ts';
import { readSources } from './sources.ts';
import { steps } from './steps.ts';
import { translations } from './translations.ts';

export const RULES: readonly Rule[] = [
  ofOneKind,
  ids,
  steps,
  translations,
  citations,
  backed,
  observations,
  links,
  bodies,
  characters,
  aliases,
  causes,
  digests,
  follows,
];

export interface Checked {
  /** What was found wrong, by rule, in the order of the files; nothing when all is well. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly content: Content;
}

export function checkContent(files: readonly ContentFile[]): Checked {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const report = reporter(problems);
  const sources = readSources(files, report);
  const evidence = checkEvidence(files, report);
  const content = { files, sources, evidence, items: readItems(files, report), targets: targetsIn(files) };
  for (const { scope, level, check } of RULES) {
    const own = level === 'warning' ? reporter(warnings) : report;
    // A rule on everything has no item of its own to look at.
    const subjects = scope === 'item' ? content.items : [undefined];
    for (const item of subjects) check({ ...content, ...item } as Parameters<typeof check>[0], own);
  }
  return { problems: inOrder(problems, files), warnings: inOrder(warnings, files), content };
}

/** File by file, as they were given, and line by line; what is missing comes first. */
function inOrder(problems: readonly Problem[], files: readonly ContentFile[]): readonly Problem[] {
  const place = new Map(files.map(({ path }, index) => [path, index]));
  const at = ({ file }: Problem) => place.get(file) ?? -1;
  return problems.toSorted((a, b) => at(a) - at(b) || (a.line ?? 0) - (b.line ?? 0));
}
