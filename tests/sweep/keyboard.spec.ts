/**
 * How often Tab must be pressed to get through a page. A stop is a link with an address, a button, a field, a summary, or
 * what has `tabindex="0"`; a group of radio buttons is one, and so is the map of all statuses, whose links its script moves
 * among with arrows. What is in a closed `details` is none, nor what is hidden. That is counted in the HTML: what CSS hides
 * on one width is counted as if it were there, so that the real count may be lower.
 */

import { expect, test } from '@playwright/test';
import { attributes, builtPages, type BuiltPage } from '../built.ts';

const MOST = 150;

const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const has = (tag: string, name: string) => new RegExp(`\\s${name}(?=[\\s=/>]|$)`).test(tag);
const valueOf = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

function isStop(name: string, tag: string): boolean {
  if (valueOf(tag, 'tabindex') === '-1' || has(tag, 'disabled')) return false;
  // The menu is there only where the links of the bar, which are counted, are not.
  if (/\bmenu\b/.test(valueOf(tag, 'class') ?? '')) return false;
  return (
    (name === 'a' && has(tag, 'href')) ||
    (name === 'input' && valueOf(tag, 'type') !== 'hidden') ||
    /^(button|select|textarea|summary)$/.test(name) ||
    valueOf(tag, 'tabindex') === '0'
  );
}

/** The ids of the sections that each stop of a page lies in, outermost first: as many as there are stops. */
function stopsOf(html: string): readonly (readonly string[])[] {
  const stops: string[][] = [];
  const groups = new Set<string>();
  const open: { name: string; reached: boolean; folded: boolean; roving: boolean; sections: string[] }[] = [];
  const markup = html.replace(/<!--[\s\S]*?-->|<(script|style|template|noscript)\b[\s\S]*?<\/\1>/g, '');
  for (const [tag, slash, name = ''] of markup.matchAll(/<(\/?)([a-z][a-z0-9-]*)(?:[^>"]|"[^"]*")*>/g)) {
    if (slash) {
      while (open.length > 0 && open.pop()?.name !== name);
      continue;
    }
    const around = open.at(-1);
    const reached =
      (around?.reached ?? true) &&
      !(around?.folded && name !== 'summary') &&
      !has(tag, 'hidden') &&
      !has(tag, 'inert');
    const id = name === 'section' ? valueOf(tag, 'id') : undefined;
    const sections = id ? [...(around?.sections ?? []), id] : (around?.sections ?? []);
    const radio = valueOf(tag, 'type') === 'radio' ? valueOf(tag, 'name') : undefined;
    const moved = around?.roving && name === 'a';
    if (reached && isStop(name, tag) && !moved && !(radio && groups.has(radio))) stops.push([...sections]);
    if (radio) groups.add(radio);
    if (reached && name === 'status-map') stops.push([...sections]);
    if (VOID.test(name)) continue;
    open.push({
      name,
      reached,
      folded: name === 'details' && !has(tag, 'open'),
      roving: name === 'status-map' || (around?.roving ?? false),
      sections,
    });
  }
  return stops;
}

/** The contents of a page, links to its parts; empty where it has none. */
const contentsOf = ({ html }: BuiltPage) => /<details class="toc"[\s\S]*?<\/details>/.exec(html)?.[0] ?? '';

test('stops are counted as a keyboard meets them', () => {
  const count = (html: string) => stopsOf(html).length;
  expect(
    count('<a href="/">a</a><a>b</a><button>c</button><input type="hidden"><input><p tabindex="0"></p>'),
  ).toBe(4);
  expect(count('<details><summary>a</summary><a href="/">b</a></details>')).toBe(1);
  expect(count('<details open><summary>a</summary><a href="/">b</a></details>')).toBe(2);
  expect(count('<div hidden><a href="/">a</a></div><a href="/" tabindex="-1">b</a>')).toBe(0);
  expect(
    count('<input type="radio" name="a"><input type="radio" name="a"><input type="radio" name="b">'),
  ).toBe(2);
  expect(count('<status-map><a href="/1/">1</a><a href="/2/">2</a></status-map><a href="/">a</a>')).toBe(2);
});

test(`no page has more than ${MOST} stops of Tab; where its contents lead to each part, no part is further away`, () => {
  const long: string[] = [];
  for (const page of builtPages()) {
    const stops = stopsOf(page.html);
    if (stops.length <= MOST) continue;
    // A list of all pages of a kind, or a guide that names the source of each row: a reader jumps to the part.
    const links = new Set(attributes(contentsOf(page), 'href', 'a'));
    const named = (sections: readonly string[]) => sections.find((id) => links.has(`#${id}`)) ?? '';
    const parts = Map.groupBy(stops, named);
    const outside = parts.get('')?.length ?? 0;
    for (const [id, inside] of parts)
      if ((id === '' ? outside : outside + inside.length) > MOST)
        long.push(`/${page.path}#${id}: ${outside + inside.length}`);
  }
  expect(long).toEqual([]);
});
