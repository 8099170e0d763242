/**
 * What a reader types or pastes is found nowhere but where it was typed: not in a request, an address, a title, the history
 * or any storage. Two exceptions are documented: names filled into commands are kept for the tab, and a search in a reader's
 * own words stands behind the `#` of its address, which no browser sends.
 */

import type { IncomingMessage } from 'node:http';
import { expect, test, type Page } from '@playwright/test';
import { LOCALES, translator, type Locale } from '../../src/i18n/index.ts';
import { serve } from '../../src/server.ts';
import { DIST, prefix } from '../built.ts';
import { results, searchField } from '../site.ts';

const SECRET = 'hunter2zq';
const FOUND = /hunter2zq/i;

/** Where a secret may be after all. */
type Allowed = 'fragment' | 'tab';

interface Flow {
  readonly name: string;
  readonly allowed?: Allowed;
  readonly act: (page: Page, home: string, locale: Locale) => Promise<unknown>;
}

const box = (page: Page) => page.getByRole('main').getByRole('search').getByRole('textbox');
const answer = (page: Page) => page.locator('[data-reading], [data-finding], [data-refusal]').first();

/** A paste on the page of the decoder, and then a press that asks for it and one on the first page that it leads to. */
const paste =
  (text: string): Flow['act'] =>
  async (page, home, locale) => {
    await page.goto(`${home}decode/`);
    // As a paste comes: at once, however long it is.
    await box(page).evaluate((field: HTMLTextAreaElement, value) => {
      field.focus();
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
    await expect(answer(page)).toBeVisible();
    await page.getByRole('button', { name: translator(locale)('box.go') }).click();
    await expect(answer(page)).toBeVisible();
    const found = page.locator('[data-finding] a:visible, [data-reading] a:visible').first();
    if ((await found.count()) > 0) await Promise.all([page.waitForEvent('load'), found.click()]);
  };

const FLOWS: readonly Flow[] = [
  {
    name: 'typed on the home page, Enter',
    act: async (page, home) => {
      await page.goto(home);
      await box(page).fill(`${SECRET} segmentation fault here`);
      await expect(answer(page)).toBeVisible();
      await Promise.all([page.waitForURL(/decode\/\?q=SIGSEGV$/), box(page).press('Enter')]);
    },
  },
  {
    name: 'typed on the home page before its script is there, Enter',
    act: async (page, home) => {
      await page.route('**/_astro/{exit-decoder,decoder-view}.*.js', async (route) => {
        await new Promise((later) => setTimeout(later, 300));
        await route.continue();
      });
      await page.goto(home);
      await box(page).fill(`${SECRET} exit 137`);
      await box(page).press('Enter');
      await page.getByRole('main').getByRole('search').getByRole('button').first().click();
      await expect(page).toHaveURL(/decode\//);
    },
  },
  {
    name: 'typed on the page of the decoder, Enter',
    act: async (page, home) => {
      await page.goto(`${home}decode/`);
      await box(page).fill(`bash: ${SECRET}: command not found`);
      await expect(page).toHaveURL(/q=127$/);
      await box(page).press('Enter');
    },
  },
  {
    name: 'typed, and nothing is read in it',
    act: async (page, home) => {
      await page.goto(`${home}decode/`);
      await box(page).fill(SECRET);
      await expect(page.locator('[data-refusal]')).toBeVisible();
      await box(page).press('Enter');
    },
  },
  {
    name: 'pasted: who aborted a build',
    act: paste(`Started\nAborted by ${SECRET}\nscript returned exit code 143`),
  },
  {
    name: 'pasted: an error of the Docker daemon',
    act: paste(
      `docker: Error response from daemon: pull access denied for ${SECRET}, repository does not exist\n$ `,
    ),
  },
  {
    name: 'pasted: a reason in JSON',
    act: paste(`{"exitCode": 1,\n "reason": "login failed with ${SECRET}"}`),
  },
  {
    name: 'pasted: a reason of kubectl describe',
    act: paste(
      `Name: ${SECRET}\nContainers:\n  ${SECRET}:\n    State: Terminated\n      Reason: token=${SECRET}\n      Exit Code: 1\n`,
    ),
  },
  {
    name: 'pasted: what a program printed',
    act: paste(`curl: (6) Could not resolve host: ${SECRET}\nProcess completed with exit code 6.\n`),
  },
  {
    name: 'pasted: a make target',
    act: paste(`make: *** [${SECRET}] Error 137\nmake: Leaving directory '/${SECRET}'`),
  },
  {
    name: 'pasted: 200 kB',
    act: paste(`${`INFO ${SECRET} worked\n`.repeat(10_000)}web exited with code 137\n`),
  },
  {
    name: 'searched from the bar, Enter',
    allowed: 'fragment',
    act: async (page, home, locale) => {
      await page.goto(`${home}137/`);
      await searchField(page).fill(SECRET);
      await expect(page.getByRole('banner').getByText(SECRET)).toBeVisible();
      await Promise.all([page.waitForURL(/search\/#q=/), searchField(page).press('Enter')]);
      await expect(searchField(page)).toHaveValue(SECRET);
      await page
        .getByRole('banner')
        .getByRole('link', { name: translator(locale)('language.switch') })
        .click();
      await page.waitForLoadState();
    },
  },
  {
    name: 'searched from the bar before its script is there, Enter',
    allowed: 'fragment',
    act: async (page, home) => {
      await page.route('**/_astro/search.*.js', async (route) => {
        await new Promise((later) => setTimeout(later, 300));
        await route.continue();
      });
      await page.goto(`${home}137/`);
      await searchField(page).fill(SECRET);
      await Promise.all([page.waitForURL(/search\/#q=/), searchField(page).press('Enter')]);
    },
  },
  {
    name: 'searched on the page of the search, with Back and a result',
    allowed: 'fragment',
    act: async (page, home) => {
      await page.goto(`${home}search/`);
      await searchField(page).fill(`SIGKILL ${SECRET}`);
      await expect(page).toHaveURL(/#q=/);
      await searchField(page).press('Enter');
      await searchField(page).fill(`SIGKILL`);
      await expect(results(page).first()).toBeVisible();
      await Promise.all([page.waitForEvent('load'), results(page).first().getByRole('link').click()]);
      await page.goBack();
    },
  },
  {
    name: 'names for the commands',
    allowed: 'tab',
    act: async (page, home) => {
      await page.goto(`${home}137/`);
      await page.locator('fill-in input[name=POD]').fill(SECRET);
      await expect(page.locator('[data-slot=POD]').first()).toHaveText(SECRET);
      await page.goto(`${home}143/`);
    },
  },
  {
    name: 'words that filter the evidence',
    act: async (page, home) => {
      await page.goto(`${home}evidence/`);
      await page.locator('evidence-filter input').first().fill(SECRET);
      await expect(page.locator('evidence-filter [data-count]')).not.toBeEmpty();
      await page.locator('evidence-filter input').first().press('Enter');
    },
  },
  {
    name: 'words that filter a list',
    act: async (page, home) => {
      await page.goto(`${home}programs/`);
      await page.locator('list-filter input').fill(SECRET);
      await expect(page.locator('list-filter [data-count]')).not.toBeEmpty();
      await page.locator('list-filter input').press('Enter');
    },
  },
];

const readable = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The built site, and everything that anybody asks of it. */
async function watched(
  use: (url: string, asked: readonly string[]) => Promise<void>,
  bare = false,
): Promise<void> {
  const { server, url } = await serve({ folder: DIST, base: '/', port: 0, quality: 1, bare });
  const asked: string[] = [];
  server.on('request', (request: IncomingMessage) => {
    asked.push(readable(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`));
    request.on('data', (bytes: Buffer) => asked.push(readable(bytes.toString())));
  });
  try {
    await use(url, asked);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

/** Every place on this side where something could be left, by its name. */
async function traces(page: Page): Promise<Readonly<Record<string, string>>> {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  const kept = await page.evaluate(async () => {
    const stored: string[] = [];
    for (const name of await caches.keys()) {
      stored.push(name);
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) stored.push(url);
    }
    return {
      title: document.title,
      state: JSON.stringify(history.state),
      tab: JSON.stringify({ ...sessionStorage }),
      localStorage: JSON.stringify({ ...localStorage }),
      cookies: document.cookie,
      name: window.name,
      caches: stored.join('\n'),
      databases: JSON.stringify(await indexedDB.databases()),
    };
  });
  const addresses = entries.map(({ url }) => new URL(url));
  return {
    ...kept,
    titles: entries.map(({ title }) => title).join('\n'),
    addresses: addresses
      .map(({ origin, pathname, search }) => readable(origin + pathname + search))
      .join('\n'),
    fragment: addresses.map(({ hash }) => readable(hash)).join('\n'),
  };
}

for (const locale of LOCALES) {
  test(`${locale}: a secret in ${FLOWS.length} flows is found nowhere`, async ({ context }) => {
    test.setTimeout(180_000);
    expect(FLOWS).toHaveLength(17);
    await watched(async (url, asked) => {
      for (const { name, act, allowed } of FLOWS) {
        await test.step(name, async () => {
          const page = await context.newPage();
          const elsewhere: string[] = [];
          page.on('request', (request) => {
            if (!request.url().startsWith(url)) elsewhere.push(request.url());
          });
          await act(page, url + prefix(locale), locale);
          for (const [place, text] of Object.entries(await traces(page)))
            if (place !== allowed) expect.soft(readable(text), `${name}: ${place}`).not.toMatch(FOUND);
          expect.soft(elsewhere, name).toEqual([]);
          await page.close();
        });
      }
      expect(asked.length).toBeGreaterThan(100);
      expect(asked.filter((each) => FOUND.test(each))).toEqual([]);
      // Where a request came from is nobody's business either.
      expect(asked.filter((each) => /"referer"/i.test(each))).toEqual([]);
    });
  });
}

for (const locale of LOCALES)
  test(`${locale}: while its script is on its way no box sends what was typed, and a title says no more than the address`, async ({
    page,
  }) => {
    await page.route('**/_astro/decoder-view.*.js', async (route) => {
      await new Promise((later) => setTimeout(later, 300));
      await route.continue();
    });
    await watched(async (url, asked) => {
      await page.goto(`${url}${prefix(locale)}decode/`);
      await box(page).fill(`bash: ${SECRET}: command not found`);
      await box(page).press('Enter');
      await expect(page).toHaveURL(/\/decode\/\?q=127$/);
      await expect(page).toHaveTitle(/127/);
      await expect(page).not.toHaveTitle(FOUND);
      expect(asked.filter((each) => FOUND.test(each))).toEqual([]);
    });
  });

test('a host that sets no headers is not told by the next request what was asked either', async ({
  page,
}) => {
  await watched(async (url, asked) => {
    for (const path of ['decode/?q=143', 'zh/decode/?q=SIGSEGV', 'search/?q=SIGTERM', 'SIGSEGX']) {
      await page.goto(url + path);
      const link = page.locator('[data-reading] a:visible, [data-search-result] a').first();
      if (path === 'SIGSEGX') await expect(answer(page)).toBeVisible();
      else await Promise.all([page.waitForEvent('load'), link.click()]);
    }
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter((each) => /"referer":"[^"]*(?:\?q=|SIGSEGX)/i.test(each))).toEqual([]);
  }, true);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const locale of LOCALES)
    test(`${locale}: there is no box to paste into, and no promise about it`, async ({ page }) => {
      const t = translator(locale);
      await watched(async (url) => {
        for (const path of ['', 'decode/', 'nowhere/']) {
          await page.goto(url + prefix(locale) + path);
          await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
          await expect(page.locator('textarea:visible'), path).toHaveCount(0);
          await expect(page.locator('textarea[name]'), path).toHaveCount(0);
          for (const promise of [t('site.private'), t('decodePage.private')])
            await expect(page.getByText(promise).filter({ visible: true }), path).toHaveCount(0);
        }
      });
    });
});

test.describe('with the copy for reading offline', () => {
  test.use({ serviceWorkers: 'allow' });

  test('what was pasted is not in it', async ({ page }) => {
    test.setTimeout(120_000);
    await watched(async (url, asked) => {
      await page.goto(`${url}decode/`);
      await box(page).fill(`make: *** [${SECRET}] Error 137\nmake: Leaving directory '/${SECRET}'`);
      await expect(answer(page)).toBeVisible();
      await page.getByRole('button', { name: translator('en')('box.go') }).click();
      await expect
        .poll(() => page.evaluate(async () => (await caches.keys()).length), { timeout: 60_000 })
        .toBeGreaterThan(0);
      for (const [place, text] of Object.entries(await traces(page)))
        expect.soft(readable(text), place).not.toMatch(FOUND);
      expect(asked.filter((each) => FOUND.test(each))).toEqual([]);
    });
  });
});
