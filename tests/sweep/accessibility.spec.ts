import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { FAMILIES } from '../../src/core/tables/families.ts';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { KINDS, prefix, sample } from '../built.ts';
import { expect, results, searchField, stayOnSignalPages, test } from '../site.ts';

/** Every rule of axe, best practices included; a violation is told by its rule and the elements it found. */
async function violations(
  page: Page,
  name: string,
  axe = new AxeBuilder({ page }),
): Promise<readonly string[]> {
  // Sections below the first screen are laid out after the load; axe shall see them as a reader does.
  await expect(page.locator('html')).not.toHaveAttribute('data-later');
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${name}: ${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

for (const locale of LOCALES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on any kind of page: ${locale}, ${colorScheme}`, async ({ page }) => {
      // Axe takes seconds for a map of 256 links, and several times that beside other work on two cores.
      test.setTimeout(300_000);
      await stayOnSignalPages(page);
      await page.emulateMedia({ colorScheme });
      const found: string[] = [];
      for (const kind of KINDS) {
        await page.goto(sample(kind, locale));
        // By night a page differs in its colours alone; every other rule has been answered by day.
        const axe = new AxeBuilder({ page });
        if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
        found.push(...(await violations(page, kind, axe)));
      }
      expect(found).toEqual([]);
    });

    test(`axe finds nothing in what scripts add: ${locale}, ${colorScheme}`, async ({ page }) => {
      test.setTimeout(300_000);
      const t = translator(locale);
      await page.emulateMedia({ colorScheme });
      const found: string[] = [];
      await page.goto(`${prefix(locale)}137/#memory`);
      await page
        .getByRole('form', { name: t('fill.label') })
        .getByRole('textbox')
        .first()
        .fill('a b');
      await expect(page.getByText(t('fill.bad', { value: 'a b' }))).toBeVisible();
      found.push(...(await violations(page, 'a value that is not filled in')));
      await searchField(page).fill('docker');
      await expect(results(page).nth(2)).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: 'docker' })).toBeAttached();
      found.push(...(await violations(page, 'the open list of results')));
      await searchField(page).fill('wqxjzk');
      // The first full-text question compiles WebAssembly.
      await expect(page.getByRole('banner').getByText(t('search.none', { query: 'wqxjzk' }))).toBeVisible({
        timeout: 20_000,
      });
      found.push(...(await violations(page, 'nothing found')));
      await page.keyboard.press('Escape');
      await page
        .getByRole('contentinfo')
        .getByRole('button', { name: t('keys.title') })
        .click();
      await expect(page.getByRole('dialog', { name: t('keys.title') })).toBeVisible();
      found.push(...(await violations(page, 'the list of shortcuts')));
      await page.goto(`${prefix(locale)}search/?q=docker`);
      await expect(results(page).nth(2)).toBeVisible();
      found.push(...(await violations(page, 'search page with results')));
      expect(found).toEqual([]);
    });
  }
}

test('every family has enough contrast by day and by night', async ({ page }) => {
  test.setTimeout(300_000);
  const found: string[] = [];
  for (const { id, ranges } of FAMILIES) {
    await page.goto(`${ranges[0][1]}/`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const axe = new AxeBuilder({ page }).withRules('color-contrast');
      found.push(...(await violations(page, `${id}, ${colorScheme}`, axe)));
    }
  }
  expect(found).toEqual([]);
});
