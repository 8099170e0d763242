import { expect, test } from '@playwright/test';
import { withFittingStyles } from '../../src/integrations/page-styles.ts';

const css = '.a{color:red}.b{color:green}.c{color:blue}p{margin:0}:is(.a,table) i{top:0}';
const page = (body: string) =>
  `<html><head><style>${css}</style></head><body>${body}<script type="module" src="/_astro/x.js"></script>`;
const scripts = new Map([['x.js', 'element.className = `b`;']]);
const styleOf = (html = '') => /<style>([^]*)<\/style>/.exec(html)?.[1] ?? '';

test('a page keeps the rules that it, or what its scripts make, can match, and no others', () => {
  const [fitted] = withFittingStyles([page('<p class="a"><i></i></p>')], scripts);
  expect(styleOf(fitted)).toBe('.a{color:red}.b{color:green}p{margin:0}:is(.a,table) i{top:0}');
});

test('colours that a script brings along are not carried by the page for it', () => {
  const colours = '.f-a{--f:red}.f-b{--f:green}';
  const brings = new Map([['x.js', `addStyle(\`${colours}\`);row.className = 'b f-' + family;`]]);
  const [fitted] = withFittingStyles(
    [page('<p class="f-a">').replace('<style>', `<style>${colours}`)],
    brings,
  );
  expect(styleOf(fitted)).toBe('.f-a{--f:red}.b{color:green}p{margin:0}');
});

test('pages that need nearly the same share one style, so that one header can name them all', () => {
  const bodies = ['<p class="a">', '<p class="a"><i></i>', '<p class="c">', '<p>', '<table><i></i></table>'];
  const pages = bodies.map(page);
  for (const most of [1, 2, 3, 5]) {
    const fitted = withFittingStyles(pages, scripts, most);
    expect(new Set(fitted.map(styleOf)).size).toBeLessThanOrEqual(most);
    // What a page has is still styled.
    for (const [index, body] of bodies.entries())
      for (const [, name = ''] of body.matchAll(/class="(\w)"/g))
        expect(styleOf(fitted[index])).toContain(`.${name}{`);
  }
  expect(withFittingStyles(pages, scripts, 5).map(styleOf)).toEqual(
    pages.map((each) => styleOf(withFittingStyles([each], scripts)[0])),
  );
});

test('pages whose bytes count for more are the last to take what others need', () => {
  const bodies = ['<p class="a">', '<p class="a"><i></i>', '<p class="c">'];
  const alone = bodies.map((body) => styleOf(withFittingStyles([page(body)], scripts)[0]));
  const grown = (weights: readonly number[]) =>
    withFittingStyles(bodies.map(page), scripts, 2, weights)
      .map(styleOf)
      .map((style, at) => style !== alone[at]);
  // Without weights those that are most alike are joined.
  expect(grown([])).toEqual([true, false, true]);
  expect(grown([9, 1, 1])).toEqual([false, true, true]);
});

test('styles side by side become one, wherever the first stands', () => {
  const [fitted = ''] = withFittingStyles(
    ['<style>.a{top:0}</style>\n<style>.b{top:1px}</style><p class="a">'],
    new Map(),
  );
  expect(fitted).toBe('<style>.a{top:0}</style><p class="a">');
});

test('a condition of whose rules none is left goes with them', () => {
  const style =
    '<style>.a{top:0}@media print{.c{top:1px}@supports (top:0){.c{top:2px}}}@media (width<9px){.a{top:3px}}</style>';
  const [fitted] = withFittingStyles([`${style}<p class="a">`], new Map());
  expect(styleOf(fitted)).toBe('.a{top:0}@media (width<9px){.a{top:3px}}');
});
