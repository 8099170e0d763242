/** Whatever stands in the address or the box is shown as text, with the policy's headers and without. */

import { expect, test, withServer } from '../site.ts';

const TAGS = [
  'img',
  'svg',
  'video',
  'audio',
  'body',
  'iframe',
  'input',
  'details',
  'marquee',
  'object',
  'math',
  'a',
];
const HANDLERS = ['onerror', 'onload', 'onclick', 'onfocus autofocus', 'ontoggle open'];

/** Every tag with every handler, then shapes that have fooled filters and parsers before. */
const PAYLOADS = [
  ...TAGS.flatMap((tag) => HANDLERS.map((handler) => `<${tag} src=x ${handler}=globalThis.owned=1>`)),
  '<script>globalThis.owned=1</script>',
  '<ScRiPt>globalThis.owned=1</sCrIpT>',
  '</script><script>globalThis.owned=1</script>',
  '"><script>globalThis.owned=1</script>',
  "'><svg/onload=globalThis.owned=1>",
  '</textarea><script>globalThis.owned=1</script>',
  '</title><script>globalThis.owned=1</script>',
  '<iframe srcdoc="<script>parent.owned=1</script>">',
  '<a href="javascript:globalThis.owned=1">137</a>',
  'javascript:globalThis.owned=1',
  'data:text/html,<script>globalThis.owned=1</script>',
  '<base href="https://elsewhere.example/">',
  '<meta http-equiv=refresh content="0;url=https://elsewhere.example/">',
  '<style>*{background:url(https://elsewhere.example/)}</style>',
  '<link rel=stylesheet href=https://elsewhere.example/>',
  '<form action=https://elsewhere.example/><button autofocus>',
  '{{constructor.constructor("globalThis.owned=1")()}}',
  '${globalThis.owned=1}',
  '&lt;script&gt;globalThis.owned=1&lt;/script&gt;',
  '\u202e<img src=x onerror=globalThis.owned=1>',
  '\u0000<svg onload=globalThis.owned=1>',
  '137<img src=x onerror=globalThis.owned=1>',
  'SIG<img src=x onerror=globalThis.owned=1>',
  '{status}{__proto__}{constructor}',
];

for (const bare of [false, true]) {
  test(`${PAYLOADS.length} payloads stay text, policy ${bare ? 'as meta tag alone' : 'with headers'}`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(60);
    await withServer({ bare }, async (url) => {
      const elsewhere: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(url)) elsewhere.push(request.url());
      });
      page.on('dialog', (dialog) => void dialog.dismiss());
      for (const path of ['decode', 'search']) {
        for (const [index, payload] of PAYLOADS.entries()) {
          const address = `${url}${path}/?q=${encodeURIComponent(payload)}`;
          // The server sends the same page whatever is asked, so that most addresses need no new load.
          if (index % 12 === 0) await page.goto(address);
          else {
            await page.evaluate((to) => {
              history.pushState(null, '', to);
              dispatchEvent(new PopStateEvent('popstate'));
            }, address);
          }
          const box =
            path === 'decode'
              ? page.locator('main textarea')
              : page.getByRole('banner').getByRole('searchbox');
          await expect(box, payload).toHaveValue(payload);
          const answered = page.locator('[data-reading], [data-refusal], [data-search-status]');
          await expect(answered.first(), payload).not.toBeEmpty();
          const made = await page.locator('main').evaluate((main) => ({
            owned: 'owned' in globalThis,
            // The script that this page alone needs is asked for where it is used.
            elements: main.querySelectorAll(
              'script:not([type="module"][src^="/_astro/"]), img, svg, iframe, object, video, audio, base, link, [onerror]',
            ).length,
            scripted: [...main.querySelectorAll('a')].filter(({ protocol }) => !/^https?:$/.test(protocol))
              .length,
          }));
          expect(made, payload).toEqual({ owned: false, elements: 0, scripted: 0 });
        }
      }
      expect(elsewhere).toEqual([]);
    });
  });
}
