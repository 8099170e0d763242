/** Pages and lists as Markdown: what its blocks say, without anything that only a screen needs. */

import { blockMarkdown } from '../components/blocks/markdown.ts';
import { translator, type Locale } from '../i18n/index.ts';
import type { Block } from '../kinds/blocks.ts';
import { indexPath, type Kind, type Page } from '../kinds/kind.ts';
import { sourcesOf } from '../kinds/mentions.ts';
import { site, writtenByKind } from '../kinds/site.ts';
import { recordUrl, records } from '../lib/evidence.ts';
import { observedTable } from '../lib/observed-table.ts';
import { lineMarkdown, paragraphs, type MarkdownContext } from '../lib/markdown.ts';
import { absolute, pageRef, twin, url } from '../lib/urls.ts';
import { idsIn } from '../schema/mdx.ts';

/** What turns the lines of a page of these blocks into Markdown. */
export async function markdownContext(
  locale: Locale,
  page: Pick<Page, 'ref' | 'sources' | 'steps'>,
  blocks: readonly Block[],
): Promise<MarkdownContext> {
  const t = translator(locale);
  const known = await records();
  const scenario = (id: string) => {
    const found = known.get(id);
    // The content check has seen to it; a twin must not lose a proof unnoticed.
    if (!found) throw new Error(`The lab has no record of \`${id}\``);
    return found;
  };
  return {
    t,
    address: absolute(url(locale, page.ref)),
    addressOf: (ref) => absolute(url(locale, ref)),
    linkTo: (target) => addressOf(locale, target),
    recordOf: (id) => ({ scenario: scenario(id), address: absolute(recordUrl(locale, scenario(id))) }),
    observed: (attributes) => {
      const subjects = attributes.get('subjects');
      const table = observedTable(
        idsIn(attributes.get('scenarios') ?? '').map(scenario),
        {
          only: subjects === undefined ? undefined : idsIn(subjects),
          turned: attributes.get('by') === 'subject',
        },
        locale,
        t,
      );
      const rows = table.rows.map(({ head, cells }) => ({
        head,
        cells: cells.map((cell) => cell && { ...cell, href: absolute(cell.href) }),
      }));
      return { ...table, rows };
    },
    sources: await sourcesOf(page, blocks),
    steps: page.steps,
  };
}

/** The absolute address of what `related` or a line's link names. */
export function addressOf(locale: Locale, target: string | number): string {
  const { page, fragment } = pageRef(target);
  return absolute(url(locale, page) + fragment);
}

/** The whole page: title, summary and address, its blocks, and its sources as footnotes at the end. */
export async function pageMarkdown(locale: Locale, page: Page): Promise<string> {
  const blocks = page.kind.blocks(page, (await site(locale)).around(page));
  const context = await markdownContext(locale, page, blocks);
  const last = blocks.filter(({ type }) => type === 'sources');
  const before = blocks.filter(({ type }) => type !== 'sources');
  return `${paragraphs(
    `# ${page.title}`,
    lineMarkdown(page.summary, context),
    `<${context.address}>`,
    ...[...before, ...last].map((block) => blockMarkdown(block, context)),
  )}\n`;
}

/** The list of all pages of a kind: what stands above it, and a line for each page under the heading of its group. */
export async function indexMarkdown(locale: Locale, kind: Kind): Promise<string> {
  if (!kind.index) throw new Error(`Pages of the kind ${kind.id} have no list`);
  const t = translator(locale);
  const { title, description, overview } = kind.index;
  const ref = { kind: 'page', path: indexPath(kind) } as const;
  const context = await markdownContext(locale, { ref, sources: [], steps: [] }, []);
  const pages = (await site(locale)).byKind.get(kind) ?? [];
  const groups = (await writtenByKind(locale)).find((each) => each.kind === kind)?.groups ?? [];
  return `${paragraphs(
    `# ${t(title)}`,
    t(description),
    `<${context.address}>`,
    ...(overview?.(pages, t) ?? []).map((block) => blockMarkdown(block, context)),
    ...groups.map(({ group, entries }) =>
      paragraphs(
        group && `## ${group.title}`,
        entries
          .map(({ page, name, line }) => `- [${name}](${absolute(twin(locale, page, 'md'))}): ${line}`)
          .join('\n'),
      ),
    ),
  )}\n`;
}
