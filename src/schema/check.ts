/**
 * Checks everything under `content/` at once: each file against its schema, then the rules that tie files together.
 * Pure: whoever calls it has read the files. Every problem names the file, the field and what was expected.
 */

import type { z } from 'astro/zod';
import { checkCited, checkEvidence, type Evidence } from './check-evidence.ts';
import { checkDerived, type AliasList } from './check-derived.ts';
import { codeFacts, codeWords, type CodeFacts, type CodeWords } from './code.ts';
import { guideFacts, guideWords, type GuideFacts, type GuideWords } from './guide.ts';
import { parseInline, sectionsOf } from './inline.ts';
import { checkSteps, expectedOneOf, checkPresence } from './check-steps.ts';
import { validate, type ContentFile, type Problem, type Report } from './problem.ts';
import { source } from './source.ts';

interface Page<Facts, Words> {
  readonly file: ContentFile;
  readonly facts: Facts;
  translation?: { readonly file: ContentFile; readonly words: Words };
}
type CodePage = Page<CodeFacts, CodeWords>;
type GuidePage = Page<GuideFacts, GuideWords>;

/** Ids that the page template itself uses; an author's ids must differ. */
export const TEMPLATE_IDS = [
  'which',
  'glance',
  'bits',
  'steps',
  'causes',
  'traps',
  'reproduce',
  'often-said',
  'sources',
  'related',
  'main',
];

/** What was found wrong, in the order of the files given; nothing when all is well. */
export function checkContent(files: readonly ContentFile[]): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (file, field, message) => {
    problems.push({ file: typeof file === 'string' ? file : file.path, field, message });
  };

  const sources = readSources(files, report);
  const evidence = checkEvidence(files, report);
  const codes = readPages(files, 'codes', codeFacts, codeWords, report);
  const guides = readPages(files, 'guides', guideFacts, guideWords, report);
  const targets = new Set(files.flatMap(targetOf));

  for (const [slug, page] of codes) checkCode(slug, page, report);
  for (const page of [...codes.values(), ...guides.values()]) {
    checkStepIds(page, report);
    checkSources(page, sources, report);
    checkObservations(page, evidence, report);
    checkRelated(page, targets, report);
    checkSections(page, report);
    if (page.translation) checkSteps(page.facts.steps ?? [], page.translation, report);
    checkLinks(page, targets, report);
  }
  const names = checkDerived(
    files,
    { codes: [...targets].filter((target) => /^\d+$/.test(target)), sources },
    report,
  );
  checkAliases([...[...codes.values(), ...guides.values()].flatMap(aliasLists), ...names], report);
  return problems;
}

/** What a link says to mean this page. A page that has problems of its own is still there to link to. */
function targetOf({ path }: ContentFile): readonly string[] {
  const [, folder, slug] = /^content\/(codes|guides)\/en\/([^/]+)\.mdx$/.exec(path) ?? [];
  if (slug === undefined) return [];
  return [folder === 'guides' ? `guides/${slug}` : slug];
}

const SOURCES = /^content\/sources\/([^/]+)\.yaml$/;

/** The ids of all sources, also of those that have problems of their own. */
function readSources(files: readonly ContentFile[], report: Report): ReadonlySet<string> {
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

function readPages<Facts, Words>(
  files: readonly ContentFile[],
  folder: string,
  facts: z.ZodType<Facts>,
  words: z.ZodType<Words>,
  report: Report,
): Map<string, Page<Facts, Words>> {
  const pages = new Map<string, Page<Facts, Words>>();
  const of = (locale: string) =>
    files.flatMap((file) => {
      const slug = new RegExp(`^content/${folder}/${locale}/([^/]+)\\.mdx$`).exec(file.path)?.[1];
      return slug === undefined ? [] : [{ file, slug }];
    });
  const broken = new Set<string>();
  for (const { file, slug } of of('en')) {
    const parsed = validate(facts, file.data, file, report);
    if (parsed) pages.set(slug, { file, facts: parsed });
    else broken.add(slug);
  }
  const translated = new Set<string>();
  for (const { file, slug } of of('zh')) {
    translated.add(slug);
    const parsed = validate(words, file.data, file, report);
    const page = pages.get(slug);
    if (page && parsed) page.translation = { file, words: parsed };
    else if (!page && !broken.has(slug)) {
      report(file, '(file)', `expected an English page to translate, content/${folder}/en/${slug}.mdx`);
    }
  }
  for (const [slug, page] of pages) {
    if (!translated.has(slug)) {
      report(`content/${folder}/zh/${slug}.mdx`, '(file)', `expected a translation of ${page.file.path}`);
    }
  }
  return pages;
}

function checkCode(slug: string, { file, facts, translation }: CodePage, report: Report) {
  if (slug !== String(facts.code)) {
    report(file, 'code', `expected ${slug}, as the file name says, got ${facts.code}`);
  }
  const ids = facts.steps.map(({ id }) => id);
  facts.road.forEach((fork, index) => {
    if (!ids.includes(fork.step)) report(file, `road.${index}.step`, expectedOneOf(ids, fork.step));
    if (fork.evidence === undefined && index < facts.road.length - 1) {
      report(
        file,
        `road.${index}.evidence`,
        'expected the literal string to look for; only the last fork has none',
      );
    }
  });
  if (!translation) return;
  const { words } = translation;
  for (const list of ['road', 'causes', 'traps', 'claims'] as const) {
    if (words[list].length !== facts[list].length) {
      report(
        translation.file,
        list,
        `expected ${facts[list].length} entries, as in English, got ${words[list].length}`,
      );
    }
  }
  facts.causes.forEach((cause, index) => {
    checkPresence(cause.tell, words.causes[index]?.tell, translation.file, `causes.${index}.tell`, report);
  });
  checkPresence(facts.arithmetic, words.arithmetic, translation.file, 'arithmetic', report);
}

function checkStepIds({ file, facts }: CodePage | GuidePage, report: Report) {
  const seen = new Set(TEMPLATE_IDS);
  for (const [index, step] of (facts.steps ?? []).entries()) {
    if (seen.has(step.id)) {
      report(
        file,
        `steps.${index}.id`,
        `expected an id that nothing else on the page has, got \`${step.id}\``,
      );
    }
    seen.add(step.id);
  }
}

function checkSources(
  { file, facts, translation }: CodePage | GuidePage,
  sources: ReadonlySet<string>,
  report: Report,
) {
  facts.sources.forEach((id, index) => {
    if (!sources.has(id))
      report(file, `sources.${index}`, `expected an id of content/sources, got \`${id}\``);
  });
  const cited = (id: string, field: string, where: ContentFile) => {
    if (!facts.sources.includes(id))
      report(where, field, `expected an id that \`sources\` lists, got \`${id}\``);
  };
  walk(facts, (value, field) => {
    if (/(^|\.)cite\.\d+$/.test(field)) cited(value, field, file);
  });
  for (const page of [file, ...(translation ? [translation.file] : [])]) {
    for (const [, id] of page.body.matchAll(/<Cite\s+id="([^"]*)"/g))
      cited(id ?? '', '<Cite> in the body', page);
  }
}

/** Every scenario that a page names: by a claim, by `reproduce`, in a table of its body. */
function checkObservations(
  { file, facts, translation }: CodePage | GuidePage,
  evidence: Evidence,
  report: Report,
) {
  walk(facts, (value, field) => {
    const claim = /(^|\.)observation\.\d+$/.test(field);
    if (claim || field === 'reproduce') checkCited(value, evidence, file, field, claim, report);
  });
  for (const page of [file, ...(translation ? [translation.file] : [])]) {
    for (const [, name = '', ids = ''] of page.body.matchAll(/<(Evidence|Observed)\s+scenarios?="([^"]*)"/g))
      for (const id of ids.trim().split(/\s+/))
        checkCited(id, evidence, page, `<${name}> in the body`, name === 'Evidence', report);
  }
}

function checkRelated({ file, facts }: CodePage | GuidePage, targets: ReadonlySet<string>, report: Report) {
  facts.related.forEach((target, index) => {
    if (!targets.has(String(target)))
      report(file, `related.${index}`, `expected a page that exists, got \`${target}\``);
  });
}

const sectionIds = (body: string) => sectionsOf(body).map(([id]) => id);

/** Sections of the body carry word ids, the same in both languages; Markdown headings would get ids of their own. */
function checkSections({ file, facts, translation }: CodePage | GuidePage, report: Report) {
  const taken = new Set([...TEMPLATE_IDS, ...(facts.steps ?? []).map(({ id }) => id)]);
  for (const id of sectionIds(file.body)) {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || taken.has(id)) {
      report(
        file,
        '<Section> in the body',
        `expected a word id that nothing else on the page has, got \`${id}\``,
      );
    }
    taken.add(id);
  }
  for (const page of [file, ...(translation ? [translation.file] : [])]) {
    if (/^ {0,3}#{1,6}\s/m.test(page.body.replace(/^```[\s\S]*?^```/gm, ''))) {
      report(page, '(body)', 'expected <Section id="…" title="…"> in place of a Markdown heading');
    }
  }
  if (translation && sectionIds(translation.file.body).join() !== sectionIds(file.body).join()) {
    const expected = sectionIds(file.body).join(', ') || 'no sections';
    report(
      translation.file,
      '<Section> in the body',
      `expected the ids of the English page in its order: ${expected}`,
    );
  }
}

/** Every link written in a line of front matter leads somewhere. */
function checkLinks(
  { file, facts, translation }: CodePage | GuidePage,
  targets: ReadonlySet<string>,
  report: Report,
) {
  const ids = new Set([
    ...TEMPLATE_IDS,
    ...(facts.steps ?? []).map(({ id }) => id),
    ...sectionIds(file.body),
  ]);
  const check = (where: ContentFile) => (value: string, field: string) => {
    if (/(^|\.)(command|evidence)$/.test(field)) return;
    for (const part of parseInline(value)) {
      if (part.kind !== 'link' || /^https:\/\//.test(part.target)) continue;
      const known = part.target.startsWith('#')
        ? ids.has(part.target.slice(1))
        : targets.has(part.target.split('#')[0] ?? '');
      if (!known) {
        report(
          where,
          field,
          `expected a link to \`#id\`, an exit code, guides/<slug> or https, got \`${part.target}\``,
        );
      }
      const step = (facts.steps ?? []).some(({ id }) => part.target === `#${id}`);
      if (part.text === '' && !step)
        report(where, field, `expected words for the link to \`${part.target}\``);
    }
  };
  walk(facts, check(file));
  if (translation) walk(translation.words, check(translation.file));
}

function aliasLists({ file, facts, translation }: CodePage | GuidePage): readonly AliasList[] {
  return [
    { file, field: 'aliases', aliases: facts.aliases },
    ...(translation
      ? [{ file: translation.file, field: 'aliases', aliases: translation.words.aliases }]
      : []),
  ];
}

/** One word, one answer: an alias may lead to one page only. */
function checkAliases(lists: readonly AliasList[], report: Report) {
  const owners = new Map<string, ContentFile>();
  for (const { file, field, aliases } of lists) {
    aliases.forEach((alias, index) => {
      const key = alias.toLowerCase();
      const owner = owners.get(key);
      if (owner)
        report(
          file,
          `${field}.${index}`,
          `expected a word no other page claims, \`${alias}\` is in ${owner.path}`,
        );
      else owners.set(key, file);
    });
  }
}

/** Calls `visit` with every string inside a value and the path that leads to it. */
function walk(value: unknown, visit: (value: string, field: string) => void, field = '') {
  if (typeof value === 'string') visit(value, field);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) walk(child, visit, field ? `${field}.${key}` : key);
  }
}
