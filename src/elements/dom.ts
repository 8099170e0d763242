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
