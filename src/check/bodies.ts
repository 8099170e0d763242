import type { Node } from '../schema/mdx.ts';
import type { ContentFile, Report } from '../schema/problem.ts';
import { stepsOf, textsOf, type Rule } from './content.ts';
import { sectionsIn, templateIds } from './ids.ts';

/**
 * A body is words, our components and links that lead somewhere. Nothing in it runs, at the reader's or in the build: no
 * HTML of its own, no handlers, no imports, no expressions but comments. https://mdxjs.com/docs/what-is-mdx/
 */
export const bodies: Rule = {
  name: 'bodies',
  scope: 'item',
  check(item, report) {
    for (const text of textsOf(item)) {
      const { file, tree } = text;
      // That it cannot be parsed is said already.
      if (!tree) continue;
      const ids = new Set([
        ...templateIds(item.kind),
        ...stepsOf(item).map(({ id }) => id),
        ...sectionsIn(text).map(({ attributes }) => attributes.get('id') ?? ''),
      ]);
      const leads = (target: string) => {
        if (target.startsWith('#')) return ids.has(target.slice(1));
        if (!/^(?:\.\.\/)+[\w/-]+\/(?:#[\w-]+)?$/.test(target))
          return /^https:\/\/[\w.-]+(?:[/?#]|$)/.test(target);
        // A body is Markdown: its links stand as they are, from the page's own address.
        const { pathname } = new URL(target, `https://site/${item.kind.at}${item.slug}/`);
        const page = pathname.slice(1, -1);
        return item.targets.has(page) || isStatus(page);
      };
      const visit = (node: Node): void => {
        const wrong = wrongWith(node, leads);
        if (wrong) report(file, '(body)', wrong, node.position?.start.line);
        for (const child of node.children ?? []) visit(child);
      };
      visit(tree);
    }
  },
};

function wrongWith(
  { type, name, url = '', value = '', attributes = [] }: Node,
  leads: (target: string) => boolean,
) {
  switch (type) {
    case 'mdxjsEsm':
      return 'expected words and components, got an import or export';
    case 'html':
      return `expected words and components, got HTML: ${value.slice(0, 40)}`;
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      // An empty one comes from `{/* a comment */}`.
      return /^\s*(?:\/\*[^]*\*\/\s*)?$/.test(value)
        ? undefined
        : `expected words, got an expression, which the build would run: {${value.slice(0, 40)}}`;
    case 'image':
    case 'imageReference':
      return 'expected words and components, got a picture';
    case 'link':
    case 'definition':
      return leads(url)
        ? undefined
        : `expected a link to \`#id\`, \`../\` and the address of a page, or https, got \`${url.slice(0, 80)}\``;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement': {
      if (!/^[A-Z]\w*$/.test(name ?? '')) return `expected one of our components, got <${name ?? ''}>`;
      const handler = attributes.find(
        (each) => each.type === 'mdxJsxExpressionAttribute' || /^on|:/i.test(each.name ?? ''),
      );
      return (
        handler && `expected attributes of <${name}> that hold words, got ${handler.name ?? 'an expression'}`
      );
    }
    default:
      return undefined;
  }
}

/** Every exit status has a page, whether somebody wrote it or not. */
const isStatus = (page: string): boolean => /^\d{1,3}$/.test(page) && Number(page) <= 255;

/** Controls, marks that turn the direction of what follows, and what nobody can see. Line ends and tabs of YAML stay. */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** No text hides anything: neither as it stands in the file nor where YAML writes it as an escape. */
export const characters: Rule = {
  name: 'characters',
  scope: 'content',
  check({ files }, report) {
    for (const file of files) {
      const { path, text = '', data } = file;
      // Records are raw output, colours and all.
      if (path.endsWith('.json')) continue;
      const at = UNSEEN.exec(text);
      if (at) report(file, '(file)', unseen(at[0]), lineIn(file, at.index));
      else if (text.includes('\\') || text === '') hidden(data, '', file, report);
    }
  },
};

/** Strings of the data that hold what the file writes as an escape: `"\u202e"`. */
function hidden(value: unknown, field: string, file: ContentFile, report: Report): void {
  if (typeof value === 'string') {
    const [found] = UNSEEN.exec(value) ?? [];
    if (found) report(file, field, unseen(found));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value))
      hidden(child, field ? `${field}.${key}` : key, file, report);
  }
}

const unseen = (character: string) =>
  `expected characters that readers see, got U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The line of the body, which may lie before it, that a reporter turns into the line of the file. */
function lineIn({ text = '', bodyLine = 1 }: ContentFile, offset: number): number {
  return text.slice(0, offset).split('\n').length - bodyLine + 1;
}
