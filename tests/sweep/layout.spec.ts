/** How pages of every kind stand on screens of every width, on paper, and in forced colours. */

import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { FAMILIES } from '../../src/core/tables/families.ts';
import { prefix, SAMPLES } from '../built.ts';
import { expect, results, searchField, stayOnSignalPages, test } from '../site.ts';

const WIDTHS = [320, 360, 412, 600, 767, 768, 960, 1280, 1600];

/** What sticks out of the page on either side, by tag and class; nothing when the page does not scroll sideways. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
      .map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`)
      .slice(0, 5)
      .concat(`${scrollWidth} > ${clientWidth}`);
  });

test.beforeEach(async ({ page }) => {
  test.setTimeout(300_000);
  await stayOnSignalPages(page);
});

test('no page scrolls sideways from 320 to 1600 pixels', async ({ page }) => {
  const wide: string[] = [];
  for (const { name, path } of SAMPLES) {
    await page.goto(path);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      wide.push(...(await overflow(page)).map((what) => `${name} at ${width}: ${what}`));
    }
  }
  expect(wide).toEqual([]);
});

test('no page scrolls sideways when its text is twice as large', async ({ page }) => {
  // As a reader's own default size makes it; WCAG 1.4.4 and 1.4.10.
  await page.setViewportSize({ width: 640, height: 800 });
  const wide: string[] = [];
  for (const { name, path } of SAMPLES) {
    await page.goto(path);
    await page.evaluate(() => (document.documentElement.style.fontSize = '34px'));
    wide.push(...(await overflow(page)).map((what) => `${name}: ${what}`));
  }
  expect(wide).toEqual([]);
});

test('the tab with the breadcrumb stands below the bar, for every family', async ({ page }) => {
  const wrong: string[] = [];
  for (const { id, ranges } of FAMILIES) {
    for (const locale of LOCALES) {
      await page.goto(`${prefix(locale)}${ranges[0][0]}/`);
      for (const width of [320, 390, 640, 768, 1280, 1600]) {
        await page.setViewportSize({ width, height: 800 });
        const bar = await page.getByRole('banner').boundingBox();
        const tab = await page
          .getByRole('navigation', { name: translator(locale)('site.here') })
          .boundingBox();
        const sign = await page.getByRole('heading', { level: 1 }).locator('..').boundingBox();
        if (!bar || !tab || !sign) wrong.push(`${id}, ${locale}: not there`);
        else if (tab.y < bar.y + bar.height || tab.x < sign.x || tab.x + tab.width > sign.x + sign.width)
          wrong.push(`${id}, ${locale} at ${width}`);
        else if (tab.height > 48) wrong.push(`${id}, ${locale} at ${width}: more than one line`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('the list of results stays on the screen at every width', async ({ page }) => {
  for (const width of [320, 412, 768, 1600]) {
    await page.setViewportSize({ width, height: 700 });
    await page.goto('137/');
    await searchField(page).fill('docker');
    await expect(results(page).nth(2)).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'docker' })).toBeAttached();
    const box = await page.getByRole('listbox').boundingBox();
    expect(box?.x, `left at ${width}`).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? width + 1), `right at ${width}`).toBeLessThanOrEqual(width);
    expect(await overflow(page)).toEqual([]);
  }
});

test('what stands on a plate among the results stands on one line, whole or with a mark that it goes on', async ({
  page,
}) => {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 700 });
    for (const query of [
      'Unhealthy',
      'CreateContainerConfigError',
      'ansible-playbook',
      '0xC0000005',
      '137',
    ]) {
      await page.goto(`search/#q=${query}`);
      // The list is drawn again when the whole search has answered.
      const plate = results(page).first().locator('.plate');
      await expect
        .poll(
          () =>
            plate.evaluate((element) => {
              const { lineHeight, paddingBlockStart } = getComputedStyle(element);
              return (
                element.clientHeight -
                Number.parseFloat(lineHeight) -
                2 * Number.parseFloat(paddingBlockStart)
              );
            }),
          `${query} at ${width}: what is taller than one line`,
        )
        .toBeLessThanOrEqual(2);
    }
    expect(await overflow(page)).toEqual([]);
  }
});

test('nothing moves: no animation, no transition, no smooth scrolling', async ({ page }) => {
  for (const { name, path } of SAMPLES) {
    await page.goto(path);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) =>
        ['', '::before', '::after'].flatMap((pseudo) => {
          const style = getComputedStyle(element, pseudo);
          const still =
            // What only appears after a while has a delay and no duration.
            style.animationDuration.split(', ').every((duration) => Number.parseFloat(duration) === 0) &&
            style.transitionDuration.split(', ').every((duration) => duration === '0s') &&
            style.scrollBehavior === 'auto';
          return still ? [] : `${element.tagName}${pseudo}`;
        }),
      ),
    );
    expect(moving, name).toEqual([]);
    expect(
      await page.evaluate(
        () =>
          document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().duration !== 0).length,
      ),
      name,
    ).toBe(0);
    await expect(page.locator('marquee, blink, video, canvas')).toHaveCount(0);
  }
});

/** Half of what each guide measured at 390 pixels before its tables of records opened, by language. */
const GUIDES = {
  kubernetes: { en: 11_712, zh: 11_146 },
  docker: { en: 11_293, zh: 10_161 },
  'container-lifecycle': { en: 10_339, zh: 9978 },
  'pid-1': { en: 13_484, zh: 12_102 },
  shells: { en: 15_186, zh: 14_391 },
} as const;

for (const locale of LOCALES) {
  test(`${locale}: a guide is short on a phone, and its minute is the first thing in it`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [slug, most] of Object.entries(GUIDES)) {
      await page.goto(`${prefix(locale)}guides/${slug}/`);
      await expect(page.locator('html')).not.toHaveAttribute('data-later');
      expect
        .soft(await page.evaluate(() => document.documentElement.scrollHeight), slug)
        .toBeLessThanOrEqual(most[locale]);
      const minute = await page.locator('main section').first().boundingBox();
      expect.soft(minute?.y, `${slug}: where its minute begins`).toBeLessThan(844);
    }
  });

  test(`${locale}: what a guide draws fits a phone, and on paper names stay with what they name`, async ({
    page,
  }) => {
    let drawn = 0;
    for (const file of readdirSync('content/guides/en')) {
      const slug = file.replace('.mdx', '');
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${prefix(locale)}guides/${slug}/`);
      const pictures = page.locator('main :is(.drawn, .ruler, .annotated)');
      drawn += await pictures.count();
      for (const picture of await pictures.all()) {
        const over = await picture.evaluate((element) => {
          const { left, right } = element.getBoundingClientRect();
          return [...element.querySelectorAll('*')]
            .filter((part) => {
              const box = part.getBoundingClientRect();
              return box.left < left - 1 || box.right > right + 1;
            })
            .map((part) => part.textContent);
        });
        expect.soft(over, `${slug}: beyond its picture`).toEqual([]);
      }
      await page.emulateMedia({ media: 'print' });
      const torn = await page.locator('main').evaluate((main) =>
        [...main.querySelectorAll<HTMLElement>('section > .head, .drawn, pre')]
          .filter((part) => {
            const { breakAfter, breakInside } = getComputedStyle(part);
            return (part.matches('.head') ? breakAfter : breakInside) !== 'avoid';
          })
          .map((part) => part.textContent.slice(0, 40)),
      );
      expect.soft(torn, `${slug}: torn on paper`).toEqual([]);
    }
    expect(drawn).toBeGreaterThan(8);
  });

  test(`${locale}: a table of records opens on a phone, and stands open on a desk where it is short`, async ({
    page,
  }) => {
    await page.goto(`${prefix(locale)}guides/pid-1/`);
    for (const short of [true, false]) {
      const fold = page.locator(`.folded-runs${short ? ':not(.long-run)' : '.long-run'}`).first();
      const table = fold.locator('table');
      const summary = fold.locator('> summary');
      await page.setViewportSize({ width: 1280, height: 800 });
      await expect(table).toBeVisible({ visible: short });
      await expect(summary).toBeVisible({ visible: !short });
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(table).toBeHidden();
      await summary.click();
      await expect(table).toBeVisible();
    }
  });

  test(`${locale}: /137/ is short, and begins with a command that can be copied`, async ({ page }) => {
    for (const [width, most] of [
      [390, 5000],
      [1280, 3500],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${prefix(locale)}137/`);
      // Until then, what lies below the first screen has a height that is a guess.
      await expect(page.locator('html')).not.toHaveAttribute('data-later');
      expect(
        await page.evaluate(() => document.documentElement.scrollHeight),
        `pixels at ${width}`,
      ).toBeLessThanOrEqual(most);
      const command = await page.locator('[data-command]:visible').first().boundingBox();
      expect((command?.y ?? 9999) + (command?.height ?? 0), `first command at ${width}`).toBeLessThan(844);
      const copy = page.getByRole('button', { name: translator(locale)('command.copyLabel') }).first();
      let stops = 0;
      for (; stops < 30; stops++) {
        if (await copy.evaluate((button) => button === document.activeElement)) break;
        await page.keyboard.press('Tab');
      }
      // On a desk the links of the bar come first; the skip link leads past them.
      expect(stops, `stops of Tab at ${width}`).toBeLessThanOrEqual(width < 1056 ? 12 : 20);
    }
  });

  const t = translator(locale);

  test(`${locale}: on paper, controls are gone, and commands and the addresses of sources are there`, async ({
    page,
  }) => {
    // Dark on the screen must still be ink on paper.
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(`${prefix(locale)}137/`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const control of [
      page.getByRole('button'),
      page.getByRole('search'),
      page.getByRole('form', { name: t('fill.label') }),
      page.getByRole('navigation'),
    ]) {
      await expect(control).toHaveCount(0);
    }
    // Those of the tool that is chosen.
    expect(await page.locator('[data-command]:visible').count()).toBeGreaterThan(4);
    const sources = page.locator('#sources').getByRole('listitem').getByRole('link');
    expect(await sources.count()).toBeGreaterThan(2);
    for (const source of await sources.all()) {
      const href = (await source.getAttribute('href')) ?? 'none';
      expect(await source.evaluate((link) => getComputedStyle(link, '::after').content)).toContain(href);
    }
    // A heading alone at the foot of a sheet names nothing.
    const heads = page.locator('main section > .head');
    expect(await heads.count()).toBeGreaterThan(2);
    for (const head of await heads.all()) await expect(head).toHaveCSS('break-after', 'avoid');
    // Ink on paper: what is printed without its ground must not be white.
    const pale = await page.getByRole('main').evaluate((main) =>
      [...main.querySelectorAll('*')]
        .filter((element) =>
          [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim()),
        )
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const [red = 0, green = 0, blue = 0, alpha = 1] = (
            getComputedStyle(element).color.match(/[\d.]+/g) ?? []
          ).map(Number);
          return alpha < 0.5 || (red + green + blue) / 3 > 170;
        })
        .map(
          (element) =>
            `${element.tagName}.${element.getAttribute('class') ?? ''}: ${element.textContent?.slice(0, 30)}`,
        ),
    );
    expect(pale).toEqual([]);
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 'sheets of A4').toBeLessThanOrEqual(3);
  });

  test(`${locale}: in forced colours the number, the plates and the marked step can be told apart`, async ({
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(`${prefix(locale)}137/#memory`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const step = page.locator('[data-step]:target');
    await expect(step.locator('xpath=ancestor::details')).toHaveCSS('border-inline-start-style', 'solid');
    for (const part of [
      page.getByRole('button', { name: t('code.copyLink') }),
      page.locator('summary > .plate').first(),
    ]) {
      expect(
        await part.evaluate((element) => parseFloat(getComputedStyle(element).borderTopWidth)),
      ).toBeGreaterThan(0);
    }
    const same = await page.getByRole('main').evaluate((main) =>
      [...main.querySelectorAll('h1, h1 b, h2, h3, p, dd, dt, a, code, button')]
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          let ground: Element | null = element;
          while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)')
            ground = ground.parentElement;
          return (
            ground !== null && getComputedStyle(ground).backgroundColor === getComputedStyle(element).color
          );
        })
        .map((element) => element.textContent?.slice(0, 30)),
    );
    expect(same).toEqual([]);
  });
}
