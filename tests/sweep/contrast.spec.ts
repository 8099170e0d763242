/** Readers whose system asks for more contrast, or brings its own colours. */

import type { Locator } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { derived, prefix, SAMPLES } from '../built.ts';
import { expect, stayOnSignalPages, test } from '../site.ts';

/** WCAG 2.2's contrast of an element's text with the first ground below it. */
const contrasts = (texts: Locator) =>
  texts.evaluateAll((elements) => {
    const channels = (colour: string) => {
      // Any notation the style may use, as the screen would show it.
      const context = new OffscreenCanvas(1, 1).getContext('2d')!;
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = channels(colour)
        .map((channel) => channel / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    return elements
      .filter((element) => element.checkVisibility() && element.textContent?.trim())
      .map((element) => {
        let ground: Element | null = element;
        while (ground && channels(getComputedStyle(ground).backgroundColor)[3] === 0)
          ground = ground.parentElement;
        const pair = [
          getComputedStyle(element).color,
          getComputedStyle(ground ?? document.body).backgroundColor,
        ];
        const [light = 0, dark = 0] = pair.map(luminance).sort((a, b) => b - a);
        return { text: element.textContent?.slice(0, 30), ratio: (light + 0.05) / (dark + 0.05) };
      });
  });

test.beforeEach(async ({ page }) => {
  test.setTimeout(300_000);
  await stayOnSignalPages(page);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`more contrast, ${colorScheme}: quiet text is as strong as any, lines are drawn in ink`, async ({
    page,
  }) => {
    for (const { name, path } of SAMPLES) {
      await page.emulateMedia({ colorScheme, contrast: 'more' });
      await page.goto(path);
      const quiet = await contrasts(page.locator('.dim:not(:has(*))'));
      expect(
        quiet.filter(({ ratio }) => ratio < 7),
        name,
      ).toEqual([]);
      const roles = () =>
        page.evaluate(() => {
          const style = getComputedStyle(document.documentElement);
          return Object.fromEntries(
            ['--line', '--edge', '--dim', '--ink'].map((role) => [role, style.getPropertyValue(role)]),
          );
        });
      const more = await roles();
      expect(new Set(Object.values(more)).size, name).toBe(1);
      await page.emulateMedia({ colorScheme, contrast: 'no-preference' });
      expect(new Set(Object.values(await roles())).size, name).toBeGreaterThan(2);
    }
  });
}

for (const locale of LOCALES) {
  const t = translator(locale);

  test(`${locale}: in forced colours, what can be used has an edge, and the focus shows`, async ({
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(prefix(locale));
    const edge = (control: Locator) =>
      control.evaluate((element) => {
        const style = getComputedStyle(element);
        return style.borderTopStyle === 'none' ? 0 : parseFloat(style.borderTopWidth);
      });
    const map = page.getByRole('navigation', { name: t('home.map') }).getByRole('link');
    const pale = map.nth(derived(1, 63));
    expect(await edge(map.nth(137))).toBeGreaterThan(await edge(pale));
    expect(await edge(pale)).toBeGreaterThan(0);
    const keys = page.getByRole('contentinfo').getByRole('button', { name: t('keys.title') });
    expect(await edge(keys)).toBeGreaterThan(0);

    await keys.click();
    const list = page.getByRole('dialog', { name: t('keys.title') });
    expect(await edge(list)).toBeGreaterThan(0);
    expect(await edge(list.getByText('[', { exact: true }))).toBeGreaterThan(0);
    const close = list.getByRole('button', { name: t('keys.close') });
    await close.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await expect(close).toBeFocused();
    await expect(close).toHaveCSS('outline-style', 'solid');
    const pairs = await contrasts(list.locator('h2, dd, kbd, label, button'));
    expect(pairs.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    expect(pairs.length).toBeGreaterThan(8);
  });
}
