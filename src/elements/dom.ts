/** Elements made of text nodes: nothing a reader typed is ever parsed as HTML. */

export type Child = Node | string | false | undefined;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<Record<'className' | 'role', string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

export function link(href: string, text: string, className = ''): HTMLAnchorElement {
  const made = element('a', className ? { className } : {}, text);
  made.setAttribute('href', href);
  return made;
}

/** Lets the browser answer keys and draw before the script goes on. */
export function nextTask(): Promise<unknown> {
  return new Promise((go) => setTimeout(go));
}

/** Resolves when what was changed has been drawn, or soon when nothing is drawn because nobody sees the page. */
export function nextPaint(): Promise<unknown> {
  return new Promise((go) => {
    requestAnimationFrame(() => setTimeout(go));
    setTimeout(go, UNSEEN_MS);
  });
}

const UNSEEN_MS = 500;
