/** Whatever stands in the address or the box is shown as text, with the policy's headers and without. */

import type { Page, Request } from '@playwright/test';
import { expect, searchField, test, withServer } from '../site.ts';

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
/** `npm run attack` tries more, and all of them everywhere. */
const ALL = Boolean(process.env['ALL']);
const HANDLERS = [
  ...['onerror', 'onload', 'onclick', 'onfocus autofocus', 'ontoggle open'],
  ...(ALL ? ['onmouseover', 'onanimationstart'] : []),
];

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

/** A page, where it is not open already: a question in its address changes nothing about that. */
const open = (page: Page, address: string) =>
  page.url().startsWith(address) ? Promise.resolve() : page.goto(address);

async function pasted(page: Page, url: string, text: string) {
  await open(page, `${url}decode/`);
  await page.locator('main textarea').fill(text);
  await expect(page.locator('[data-reading], [data-finding], [data-refusal]').first()).toBeVisible();
}

/** Where a text of a stranger can come from, besides the questions below. */
const WAYS: Readonly<Record<string, (page: Page, url: string, payload: string) => Promise<unknown>>> = {
  'an address without a page': (page, url, payload) => page.goto(`${url}${encodeURIComponent(payload)}`),
  'where it was seen': (page, url, payload) =>
    page.goto(`${url}zh/decode/?q=137&seen=${encodeURIComponent(payload)}`),
  'a cause that was sent': (page, url, payload) => page.goto(`${url}137/?e=${encodeURIComponent(payload)}`),
  'a fragment': (page, url, payload) => page.goto(`${url}search/#q=${encodeURIComponent(payload)}`),
  'the field in the bar': async (page, url, payload) => {
    await open(page, `${url}zh/137/`);
    await searchField(page).fill(payload);
    await expect(page.getByRole('banner').locator('.results')).toBeVisible();
  },
  'a name to fill in': async (page, url, payload) => {
    await open(page, `${url}137/`);
    const field = page.locator('fill-in input[type=text]').first();
    await field.fill(payload);
    const name = (await field.getAttribute('name')) ?? '';
    for (const slot of await page.locator(`[data-slot=${name}]`).allTextContents())
      expect(slot, payload).toBe(name);
  },
  'a filter': async (page, url, payload) => {
    await open(page, `${url}programs/`);
    await page.locator('list-filter input').fill(payload);
  },
  'a pod': (page, url, payload) =>
    pasted(
      page,
      url,
      `Name: ${payload}\nContainers:\n  ${payload}:\n    State: Terminated\n      Reason: ${payload}\n      Exit Code: 137\n`,
    ),
  JSON: (page, url, payload) =>
    pasted(page, url, JSON.stringify({ name: payload, exitCode: 1, reason: payload }, null, 1)),
  'a unit': (page, url, payload) =>
    pasted(
      page,
      url,
      `systemd[1]: ${payload}.service: Main process exited, code=exited, status=3/${payload}\n${payload}\n`,
    ),
  'a make target': (page, url, payload) =>
    pasted(page, url, `make: *** [${payload}] Error 137\nmake: Leaving directory '${payload}'\n`),
  'a container of compose': (page, url, payload) =>
    pasted(page, url, `${payload} exited with code 139\n${payload} | Killed\n`),
};
/** What no text may have made. */
const made = (page: Page) =>
  page.locator('body').evaluate((body) => ({
    owned: 'owned' in globalThis,
    elements: body.querySelectorAll(
      'main :is(img, iframe, object, video, audio, base, link, [onerror], [onload])',
    ).length,
    scripted: [...body.querySelectorAll('a')].filter(({ protocol }) => !/^https?:$/.test(protocol)).length,
  }));
/** Each handler is tried in the questions below; here one of each shape will do. */
const SHAPES = PAYLOADS.slice(ALL ? 0 : TAGS.length * HANDLERS.length - 3).map((text) =>
  text.replaceAll('\0', ' '),
);

/** Each of these costs a page. */
const LOADING = /^(?:an address|where it|a cause)/;

for (const [way, put] of Object.entries(WAYS)) {
  const payloads = SHAPES.filter((_, at) => ALL || !LOADING.test(way) || at % 4 === 0);
  test(`${payloads.length} payloads in ${way} stay text, with the policy's headers ${ALL ? 'and' : 'or'} without`, async ({
    page,
  }) => {
    test.setTimeout(ALL ? 900_000 : 300_000);
    const elsewhere: string[] = [];
    page.on('dialog', (dialog) => void dialog.dismiss());
    for (const bare of [false, true])
      await withServer({ bare }, async (url) => {
        const listen = (request: Request) => {
          if (!request.url().startsWith(url)) elsewhere.push(request.url());
        };
        page.on('request', listen);
        // In part each is tried with one of the two.
        for (const payload of payloads.filter((_, at) => ALL || at % 2 === Number(bare))) {
          await put(page, url, payload);
          expect(await made(page), payload).toEqual({ owned: false, elements: 0, scripted: 0 });
        }
        // What a page asks for when it is at rest would come late: from another server by then.
        await page.goto('about:blank');
        page.off('request', listen);
      });
    expect(elsewhere).toEqual([]);
  });
}

for (const bare of [false, true]) {
  test(`${PAYLOADS.length} payloads stay text, policy ${bare ? 'as meta tag alone' : 'with headers'}`, async ({
    page,
  }) => {
    test.setTimeout(ALL ? 900_000 : 300_000);
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
