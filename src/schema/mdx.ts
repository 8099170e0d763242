/** An MDX body as Astro's own parser reads it: its components with their attributes, and where each thing stands. */

import { mdxToMdast } from 'satteri';

/** What a tag says: a text in quotes as such, `{…}` as it is written inside. */
export type Attributes = ReadonlyMap<string, string>;

interface Place {
  /** In the body, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** 1-based, in the body. */
  readonly line: number;
}

export interface Component extends Place {
  readonly kind: 'component';
  readonly name: string;
  readonly attributes: Attributes;
  /** Where its children begin and end; undefined without any. */
  readonly inside: { readonly start: number; readonly end: number } | undefined;
}

export interface Link extends Place {
  readonly kind: 'link';
  /** As it stands in the file. */
  readonly written: string;
  readonly text: string;
  readonly target: string;
}

export interface Heading extends Place {
  readonly kind: 'heading';
}

export type Part = Component | Link | Heading;

/** What the parser makes of a body, as far as it is looked at here. */
export interface Node {
  readonly type: string;
  readonly name?: string | null;
  readonly url?: string;
  readonly value?: string;
  readonly attributes?: readonly {
    readonly type: string;
    readonly name?: string;
    readonly value?: string | { readonly value: string } | null;
  }[];
  readonly children?: readonly Node[];
  readonly position?: {
    readonly start: { readonly offset?: number; readonly line: number };
    readonly end: { readonly offset?: number };
  };
}

/** Throws what the parser says of a body that is no MDX. */
export const treeOf = (body: string): Node => mdxToMdast(body) as Node;

/** The parts of a body in the order in which they begin. Throws where it is no MDX; `tree` saves reading it again. */
export function partsOf(body: string, tree = treeOf(body)): readonly Part[] {
  const parts: Part[] = [];
  const visit = (node: Node) => {
    const part = partOf(node, body);
    if (part) parts.push(part);
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  return parts;
}

function placeOf({ position }: Node): Place {
  return {
    start: position?.start.offset ?? 0,
    end: position?.end.offset ?? 0,
    line: position?.start.line ?? 1,
  };
}

function partOf(node: Node, body: string): Part | undefined {
  const place = placeOf(node);
  if (node.type === 'heading') return { kind: 'heading', ...place };
  if (node.type === 'link') {
    const written = body.slice(place.start, place.end);
    // An address that stands for itself is no link with words.
    const [, text = ''] = /^\[([\s\S]*)\]\([^)]*\)$/.exec(written) ?? [];
    return { kind: 'link', ...place, written, text, target: node.url ?? '' };
  }
  if (!node.type.startsWith('mdxJsx') || !node.name || !/^[A-Z]/.test(node.name)) return undefined;
  const attributes = new Map(
    (node.attributes ?? []).flatMap(({ name, value }) =>
      name === undefined
        ? []
        : [[name, typeof value === 'object' && value ? value.value : (value ?? '')] as const],
    ),
  );
  const first = node.children?.[0];
  const last = node.children?.at(-1);
  const inside = first && last ? { start: placeOf(first).start, end: placeOf(last).end } : undefined;
  return { kind: 'component', ...place, name: node.name, attributes, inside };
}

/** The sections of a body in their order: `<Section id="states" title="The states">`. */
export function sectionsOf(body: string): readonly (readonly [id: string, title: string])[] {
  return partsOf(body).flatMap((part) =>
    part.kind === 'component' && part.name === 'Section'
      ? [[part.attributes.get('id') ?? '', part.attributes.get('title') ?? ''] as const]
      : [],
  );
}

/** The ids in an attribute: `exit-fraction exit-negative`. */
export function idsIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((id) => id !== '');
}

/** What a component becomes in Markdown; its children stay where they are, after it. */
export type Reduction = (attributes: Attributes) => string;

/** A body with its components replaced one by one; everything else passes as it is. One without a rule is an error. */
export function reduceMdx(
  body: string,
  reductions: Readonly<Record<string, Reduction>>,
  link: (link: Link) => string = ({ written }) => written,
): string {
  const cuts: { start: number; end: number; text: string }[] = [];
  for (const part of partsOf(body)) {
    if (part.kind === 'link') cuts.push({ ...part, text: link(part) });
    if (part.kind !== 'component') continue;
    const reduce = reductions[part.name];
    if (!reduce) throw new Error(`No rule says what <${part.name}> is in Markdown`);
    const text = reduce(part.attributes);
    if (!part.inside) cuts.push({ ...part, text });
    else
      cuts.push(
        { start: part.start, end: openingEnd(body, part), text },
        { start: closingStart(body, part), end: part.end, text: '' },
      );
  }
  cuts.sort((a, b) => a.start - b.start);
  let markdown = '';
  let at = 0;
  for (const { start, end, text } of cuts) {
    markdown += body.slice(at, start) + text;
    at = end;
  }
  return (markdown + body.slice(at)).replace(/\n{3,}/g, '\n\n').trim();
}

/** Where the tag that opens a component ends, and where the one that closes it begins: its children lie between. */
function openingEnd(body: string, { inside, start }: Component): number {
  return body.lastIndexOf('>', (inside?.start ?? start) - 1) + 1;
}
function closingStart(body: string, { end }: Component): number {
  return body.lastIndexOf('</', end);
}

const STRING = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|${'`(?:[^`\\\\]|\\\\.)*`'}`;

/** The text of a JavaScript string as written: `'it\'s'`. Throws when it is anything else. */
export function stringLiteral(source: string): string {
  const text = source.trim();
  if (!new RegExp(`^(?:${STRING})$`, 's').test(text)) throw new Error(`expected a string, got ${text}`);
  return text
    .slice(1, -1)
    .replace(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character));
}

/** The lines of an annotated screen, `[{ text: '…', note: '…' }]`. Throws when there is anything else in the list. */
export function screenLines(source: string): readonly { text: string; note?: string }[] {
  const line = new RegExp(
    String.raw`\{\s*text:\s*(${STRING})\s*(?:,\s*note:\s*(${STRING})\s*)?,?\s*\}\s*,?`,
    'gs',
  );
  const rest = source.replace(line, '').trim();
  if (!/^\[\s*\]$/.test(rest)) throw new Error(`expected a list of lines with notes, got ${rest}`);
  return [...source.matchAll(line)].map(([, text = '', note]) => ({
    text: stringLiteral(text),
    ...(note !== undefined && { note: stringLiteral(note) }),
  }));
}
