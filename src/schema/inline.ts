/**
 * The inline marks that a line of front matter may carry: `code`, **strong** and [words](target).
 * A target is `#id` on the same page, an exit status (`137`), `guides/<slug>`, or an https address.
 * A link to a step may leave its words empty - `[](#memory-limit)` - and is then called "step 2", in the reader's language.
 */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly target: string };

const MARK = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]*)\]\(([^)\s]+)\)/g;

/** Total: what is not a mark is text. */
export function parseInline(source: string): readonly Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of source.matchAll(MARK)) {
    const [mark, code, strong, words, target] = match;
    if (match.index > end) parts.push({ kind: 'text', text: source.slice(end, match.index) });
    if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong });
    else if (target !== undefined) parts.push({ kind: 'link', text: words ?? '', target });
    end = match.index + mark.length;
  }
  if (end < source.length) parts.push({ kind: 'text', text: source.slice(end) });
  return parts;
}

/** The words without their marks, for titles, descriptions and search. */
export function plainText(source: string): string {
  return parseInline(source)
    .map(({ text }) => text)
    .join('');
}

/** True when a line is all code and digits: nothing in it needs translating. */
export function isLiteral(source: string): boolean {
  return !parseInline(source).some((part) => part.kind !== 'code' && /\p{L}{2,}/u.test(part.text));
}
