/**
 * Reduces an MDX body to Markdown. Components are replaced one by one and everything else passes as it is; a component
 * without a rule stops the build, so nothing is lost from a twin unnoticed.
 */

export type Attributes = ReadonlyMap<string, string>;

/** What a component becomes. `undefined` leaves an opening tag's children in place with nothing around them. */
export type Reduction = (attributes: Attributes) => string;

/** Rules by the component's name. */
export type Reductions = Readonly<Record<string, Reduction>>;

interface Tag {
  readonly name: string;
  readonly attributes: Attributes;
  /** Where the text goes on. */
  readonly end: number;
}

/** Code, in blocks and in lines, is never looked into. */
const CODE = /```[\s\S]*?```|`[^`\n]*`/y;
const TAG = /<\/?[A-Z]/y;

export function reduceMdx(body: string, reductions: Reductions): string {
  let markdown = '';
  for (let at = 0; at < body.length;) {
    const code = matchAt(CODE, body, at);
    if (code !== undefined) {
      markdown += code;
      at += code.length;
    } else if (matchAt(TAG, body, at) === undefined) {
      markdown += body.charAt(at++);
    } else if (body.charAt(at + 1) === '/') {
      at = body.indexOf('>', at) + 1;
    } else {
      const tag = readTag(body, at);
      const reduce = reductions[tag.name];
      if (!reduce) throw new Error(`No rule says what <${tag.name}> is in Markdown`);
      markdown += reduce(tag.attributes);
      at = tag.end;
    }
  }
  return markdown.replace(/\n{3,}/g, '\n\n').trim();
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const SPACE = /\s*/y;
const NAME = /[A-Za-z][\w-]*/y;

/** The tag that opens at `at`: its name and its attributes, a quoted text as such and `{…}` as it is written inside. */
function readTag(text: string, at: number): Tag {
  const fail = () => new Error(`A tag that cannot be read: ${text.slice(at, at + 60)}`);
  const name = matchAt(NAME, text, at + 1) ?? '';
  const attributes = new Map<string, string>();
  let end = at + 1 + name.length;
  for (;;) {
    end += matchAt(SPACE, text, end)?.length ?? 0;
    if (text.startsWith('/>', end)) return { name, attributes, end: end + 2 };
    if (text.startsWith('>', end)) return { name, attributes, end: end + 1 };
    const key = matchAt(NAME, text, end);
    if (key === undefined || text.charAt(end + key.length) !== '=') throw fail();
    const from = end + key.length + 1;
    const to = text.charAt(from) === '"' ? text.indexOf('"', from + 1) : closingBrace(text, from);
    if (to < 0) throw fail();
    attributes.set(key, text.slice(from + 1, to));
    end = to + 1;
  }
}

/** Where the brace at `at` is closed, strings skipped; -1 when it never is. */
function closingBrace(text: string, at: number): number {
  if (text.charAt(at) !== '{') return -1;
  let depth = 0;
  for (let place = at; place < text.length; place++) {
    const character = text.charAt(place);
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return place;
    else if (/['"`]/.test(character)) {
      place++;
      while (place < text.length && text.charAt(place) !== character)
        place += text.charAt(place) === '\\' ? 2 : 1;
    }
  }
  return -1;
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
