/** A script that cannot be loaded - a blip, a new build on the server - says so in words, and a press loads the page anew. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { builtPages, DIST, filesIn, prefix } from '../built.ts';
import { expect, searchField, test as ours } from '../site.ts';

// What the page complains about is what these tests are about.
const test = ours.extend({ quiet: async ({}, use) => use(undefined) });

const POD = 'Containers:\n  cart:\n    State: Terminated\n      Reason: OOMKilled\n      Exit Code: 137\n';
const box = (page: Page) => page.getByRole('main').getByRole('search').getByRole('textbox');

/** Pastes that show a sign of one part of the rules, or ask for what only some need. */
const PASTES: Readonly<Record<string, string>> = {
  kubernetes: POD,
  batch:
    'slurmstepd: error: Detected 1 oom_kill event in StepId=7.0\nsrun: error: n1: task 0: Out Of Memory\n',
  system:
    'systemd[1]: web.service: Main process exited, code=killed, status=9/KILL\nweb.service: it failed\n',
  ci: '##[error]Process completed with exit code 137.\nERROR: Job failed: exit code 1\n',
  docker: 'web_1 exited with code 137\nweb_1  | Killed\n',
  windows: 'Faulting application name: shop.exe\nException code: 0xc0000005\nFaulting module\n',
  structures: '{"State": {"Status": "exited", "ExitCode": 137, "OOMKilled": true}}\n',
  'last-words': 'Traceback (most recent call last):\n  File "a.py", line 1\nMemoryError\nexit status 1\n',
  services:
    'heroku[web.1]: State changed from up to crashed\nheroku[web.1]: Process exited with status 137\n',
  builds: 'npm error code ELIFECYCLE\nnpm error errno 137\nProcess completed with exit code 137.\n',
  line: 'the container of the web service on the second node ended with exit code 137 this morning',
  programs: 'curl: (6) Could not resolve host: example.org\nProcess completed with exit code 6.\n',
  'report-view': POD,
};
/** What the decoder itself says, in the place of its answer. */
const SAID_BY_BOX = ['readings', ...Object.keys(PASTES)];

/** What a reader does that needs a script, by the beginning of its file's name. */
const USES: Readonly<Record<string, (page: Page, home: string) => Promise<unknown>>> = {
  'exit-decoder': (page, home) => page.goto(home),
  'decoder-view': async (page, home) => {
    await page.goto(home);
    await box(page).fill('137');
  },
  readings: async (page, home) => {
    await page.goto(`${home}decode/`);
    await box(page).fill('137');
  },
  ...Object.fromEntries(
    Object.entries(PASTES).map(([name, text]) => [
      name,
      async (page: Page, home: string) => {
        await page.goto(`${home}decode/`);
        await box(page).fill(text);
      },
    ]),
  ),
  'paste-reading': async (page, home) => {
    await page.goto(`${home}decode/`);
    await box(page).fill(POD);
  },
  search: async (page, home) => {
    await page.goto(`${home}137/`);
    await searchField(page).fill('SIGSEGV');
  },
  'evidence-filter': (page, home) => page.goto(`${home}evidence/`),
  'status-map': (page, home) => page.goto(`${home}codes/`),
  'wait-status': (page, home) => page.goto(`${home}guides/arithmetic/`),
  'walked-road': (page, home) => page.goto(`${home}137/?e=probe#events`),
  answers: async (page, home) => {
    await page.addInitScript(() => sessionStorage.setItem('tool', 'docker'));
    await page.goto(`${home}137/`);
  },
  reader: async (page, home) => {
    await page.goto(`${home}137/`);
    await page.keyboard.press('Shift');
  },
  'shortcut-list': async (page, home) => {
    await page.goto(`${home}137/`);
    await page.keyboard.press('?');
  },
  'chat-text': async (page, home) => {
    await page.goto(`${home}137/`);
    await page.locator('copy-button:has(select) button').first().click();
  },
};

/** Every file that a script asks for when it is needed; the rest comes with a page or with one of these. */
const LATE = filesIn(join(DIST, '_astro'))
  .filter((file) => file.endsWith('.js'))
  .flatMap((file) =>
    [...readFileSync(join(DIST, '_astro', file), 'utf8').matchAll(/import\(`\.\/([^`]+)`\)/g)].map(
      ([, name = '']) => name,
    ),
  )
  .filter((file, index, all) => all.indexOf(file) === index)
  // Where a reader decides what is kept: without its script there is no button, see below. A sign stays as it is, and no
  // copy is kept that nobody asked for.
  .filter((file) => !/^(?:offline|offline-copy|sign-switches)\./.test(file));

/** Pages with one name to fill in, of which Enter would send the form. */
const ONE_FIELD = builtPages().filter(
  ({ html }) => /<form class="fill js"[^]*?<\/form>/.exec(html)?.[0].match(/<input /g)?.length === 1,
);

test('each file that is loaded late is tried below', () => {
  expect(new Set(LATE.map((file) => file.split('.')[0]))).toEqual(new Set(Object.keys(USES)));
});

// In both languages and on both screens, but not in each language on each.
for (const [index, file] of LATE.entries()) {
  const [name = ''] = file.split('.');
  test(`${name} is not there, and then it is`, async ({ page, context, isMobile }) => {
    const locale = LOCALES[(index + Number(isMobile)) % LOCALES.length] ?? 'en';
    const t = translator(locale);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const missing = `**/_astro/${file}`;
    await page.route(missing, (route) => route.abort());
    await USES[name]?.(page, prefix(locale));
    const byBox = SAID_BY_BOX.includes(name);
    const said = byBox ? t('decode.failed') : t('site.broken');
    await expect(page.getByRole('alert').filter({ hasText: said })).toBeInViewport();
    await page.unroute(missing);
    if (byBox) await page.reload();
    else {
      const loaded = page.waitForEvent('load');
      await page.getByRole('link', { name: said }).click();
      await loaded;
    }
    await USES[name]?.(page, prefix(locale));
    await expect(page.getByRole('alert')).toHaveCount(0);
    if (name === 'decoder-view' || name === 'readings')
      await expect(page.locator('[data-reading]').first()).toBeVisible();
    if (name === 'report-view' || name === 'paste-reading')
      await expect(page.locator('[data-finding]').first()).toHaveAttribute('data-code', '137');
    if (name === 'search') await expect(page.locator('[data-search-result]').first()).toBeVisible();
  });
}

for (const locale of LOCALES) {
  const t = translator(locale);

  test(`${locale}: without the script of the page itself no box sends what was typed`, async ({ page }) => {
    await page.route('**/_astro/Page.*.js', (route) => route.abort());
    await page.goto(prefix(locale));
    await box(page).fill('hunter2 exit 137');
    await page.getByRole('button', { name: t('box.go') }).click();
    await expect(page).toHaveURL(/\/decode\/\?seen=$/);
  });

  test(`${locale}: without the script of the page itself each page with a box says so, and is whole after a press`, async ({
    page,
  }) => {
    const home = prefix(locale);
    const said = page.getByRole('alert').getByRole('link', { name: t('site.broken') });
    // It waits for seconds, and is a style's doing: time runs faster for those.
    const session = await page.context().newCDPSession(page);
    await session.send('Animation.enable');
    await session.send('Animation.setPlaybackRate', { playbackRate: 20 });
    for (const path of ['', 'decode/', 'search/', 'offline/']) {
      await page.route('**/_astro/Page.*.js', (route) => route.abort());
      await page.goto(home + path);
      await expect(said, path).toBeInViewport();
      await page.unroute('**/_astro/Page.*.js');
      await said.click();
      const field = path === 'search/' ? searchField(page) : box(page);
      await field.fill('SIGSEGV');
      await expect(page.locator('[data-search-result], [data-reading]').first(), path).toBeVisible();
      await expect(page.getByRole('alert'), path).toHaveCount(0);
    }
    // The box in the bar of every other page leads to one of these, and takes nothing along.
    await page.route('**/_astro/Page.*.js', (route) => route.abort());
    await page.goto(`${home}137/`);
    await searchField(page).fill('hunter2');
    await searchField(page).press('Enter');
    await expect(page).toHaveURL(/\/search\/\?$/);
    await expect(said).toBeInViewport();
  });

  test(`${locale}: a name to fill in is not sent by Enter while its script is on its way`, async ({
    page,
  }) => {
    await page.route('**/_astro/{reader,answers}.*.js', () => undefined);
    await page.goto(ONE_FIELD.find(({ path }) => path.startsWith(prefix(locale)))?.path ?? 'none');
    await page.locator('fill-in input[type=text]').fill('hunter2');
    await page.locator('fill-in input[type=text]').press('Enter');
    await expect(page).toHaveURL(/\/\d+\/$/);
    await expect(page.locator('fill-in input[type=text]')).toHaveValue('hunter2');
  });

  test(`${locale}: without its script the page about the copy has no button that does nothing`, async ({
    page,
  }) => {
    await page.route('**/_astro/offline-copy.*.js', (route) => route.abort());
    await page.goto(`${prefix(locale)}offline/`);
    await expect(page.locator('offline-copy').first()).toBeAttached();
    await expect(page.locator('offline-copy button:visible')).toHaveCount(0);
  });
}
