import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { FAMILIES } from '../../src/core/tables/families.ts';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { KINDS, prefix, sample } from '../built.ts';
import { expect, results, searchField, stayOnSignalPages, test } from '../site.ts';

const ON_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * Every rule of axe, best practices included, by day; by night the page differs in its colours alone, and so the rules on
 * colours are asked again. A violation is told by its rule and the elements it found.
 */
async function violations(page: Page, name: string, rules?: readonly string[]): Promise<readonly string[]> {
  // Sections below the first screen are laid out after the load; axe shall see them as a reader does.
  await expect(page.locator('html')).not.toHaveAttribute('data-later');
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // No page has frames; to look for them, axe would open a page of its own each time.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const asked = rules ?? (colorScheme === 'dark' ? ON_COLOURS : undefined);
    if (asked) axe.withRules([...asked]);
    for (const { id, nodes } of (await axe.analyze()).violations)
      for (const { target, failureSummary } of nodes)
        found.push(`${name}, ${colorScheme}: ${id}: ${target.join(' ')}: ${failureSummary ?? ''}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

for (const locale of LOCALES) {
  test(`axe finds nothing on any kind of page, by day and by night: ${locale}`, async ({ page }) => {
    // Axe takes seconds for a map of 256 links, and several times that beside other work on two cores.
    test.setTimeout(300_000);
    await stayOnSignalPages(page);
    const found: string[] = [];
    for (const kind of KINDS) {
      await page.goto(sample(kind, locale));
      found.push(...(await violations(page, kind)));
    }
    expect(found).toEqual([]);
  });

  test(`axe finds nothing in what scripts add, by day and by night: ${locale}`, async ({ page }) => {
    test.setTimeout(300_000);
    const t = translator(locale);
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

test('every family has enough contrast by day and by night', async ({ page }) => {
  test.setTimeout(300_000);
  const found: string[] = [];
  for (const { id, ranges } of FAMILIES) {
    await page.goto(`${ranges[0][1]}/`);
    found.push(...(await violations(page, id, ['color-contrast'])));
  }
  expect(found).toEqual([]);
});
