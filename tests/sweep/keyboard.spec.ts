/**
 * How often Tab must be pressed to get through a page. A stop is a link with an address, a button, a field, a summary, or
 * what has `tabindex="0"`; a group of radio buttons is one. What is in a closed `details` is none, nor what is hidden.
 *
 * Counted in the HTML of every page, as if no style hid or opened anything; and, because styles do open some things, in a
 * browser where a page has more links than that, on a phone and on a desk, with scripts and without. Two pages are walked.
 */

import type { Page } from '@playwright/test';
import { builtPages } from '../built.ts';
import { expect, test } from '../site.ts';

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

function stopsIn(html: string): number {
  let stops = 0;
  const groups = new Set<string>();
  const open: { name: string; reached: boolean; folded: boolean }[] = [];
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
    const radio = valueOf(tag, 'type') === 'radio' ? valueOf(tag, 'name') : undefined;
    if (reached && isStop(name, tag) && !(radio && groups.has(radio))) stops++;
    if (radio) groups.add(radio);
    if (VOID.test(name)) continue;
    open.push({ name, reached, folded: name === 'details' && !has(tag, 'open') });
  }
  return stops;
}

test('stops are counted as a keyboard meets them', () => {
  const count = stopsIn;
  expect(
    count('<a href="/">a</a><a>b</a><button>c</button><input type="hidden"><input><p tabindex="0"></p>'),
  ).toBe(4);
  expect(count('<details><summary>a</summary><a href="/">b</a></details>')).toBe(1);
  expect(count('<details open><summary>a</summary><a href="/">b</a></details>')).toBe(2);
  expect(count('<div hidden><a href="/">a</a></div><a href="/" tabindex="-1">b</a>')).toBe(0);
  expect(
    count('<input type="radio" name="a"><input type="radio" name="a"><input type="radio" name="b">'),
  ).toBe(2);
});

test(`no page has more than ${MOST} stops of Tab in its HTML`, () => {
  const long = builtPages().map(({ path, html }) => ({ path, stops: stopsIn(html) }));
  expect(long.filter(({ stops }) => stops > MOST)).toEqual([]);
});

/** Pages that would have more if a style or a script opened what is folded. */
const crowded = () =>
  builtPages().filter(({ html }) => (html.match(/<a\s[^>]*\bhref=/g) ?? []).length > MOST);

/** What Tab can stop at in the page as it stands. */
function stopsOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const groups = new Set<string>();
    return [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex]',
      ),
    ].filter((stop) => {
      if (stop.tabIndex < 0 || !stop.checkVisibility({ visibilityProperty: true })) return false;
      if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio') return true;
      const seen = groups.has(stop.name);
      groups.add(stop.name);
      return !seen;
    }).length;
  });
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test(`no page has more than ${MOST} stops of Tab in a browser`, async ({ page }) => {
      test.setTimeout(300_000);
      const pages = crowded();
      expect(pages.length).toBeGreaterThan(5);
      const long: string[] = [];
      for (const { path } of pages)
        for (const width of [390, 1280]) {
          await page.setViewportSize({ width, height: 844 });
          await page.goto(path);
          // The map's script comes after the page's own, and leaves one stop of its links.
          if (javaScriptEnabled && (await page.locator('status-map').count()) > 0)
            await expect(page.locator('status-map a').nth(1)).toHaveAttribute('tabindex', '-1');
          const stops = await stopsOf(page);
          if (stops > MOST) long.push(`/${path} at ${width}: ${stops}`);
        }
      expect(long).toEqual([]);
    });

    for (const path of ['programs/', 'codes/'])
      test(`/${path}: that many presses of Tab lead through the page and to every group`, async ({
        page,
      }) => {
        await page.goto(path);
        const groups = new Set(await page.locator('[data-filtered] summary').allInnerTexts());
        expect(groups.size).toBeGreaterThan(5);
        let end = false;
        for (let press = 0; press <= MOST && !end; press++) {
          await page.keyboard.press('Tab');
          const at = page.locator(':focus');
          end =
            (await at.count()) === 0 ||
            (press > 0 && (await at.getAttribute('class')) === 'skip' && groups.size === 0);
          if (!end) groups.delete(await at.innerText());
        }
        expect([...groups]).toEqual([]);
        expect(end).toBe(true);
      });
  });
