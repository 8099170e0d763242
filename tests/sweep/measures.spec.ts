/**
 * Every written page of a number is as short as promised: its height on a phone and on a desk, a command to copy on the
 * first screen of a phone and within a few presses of Tab, and three sheets of paper at most.
 */

import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

/** The first screen of a phone, in CSS pixels. */
const SCREEN = 844;
/** Heights in pixels. */
const PHONE = { width: 390, most: 5000, stops: 12 };
/** On a desk the links of the bar come before the page; the skip link leads past them. */
const DESK = { width: 1280, most: 3500, stops: 20 };
const SHEETS = 3;
/** A page that is shorter than this on a desk, in pixels, takes no more paper than the tall ones, which are printed. */
const WORTH_PRINTING = 2800;

const CODES = readdirSync('content/codes/en').map((file) => file.replace('.mdx', ''));

/** How tall the page is, where its first command ends, and how many presses of Tab lead to the button that copies it. */
function measure(page: Page, copyLabel: string) {
  return page.evaluate((label) => {
    const seen = new Set<string>();
    const stops = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
    ]
      .filter((stop) => stop.tabIndex >= 0 && stop.checkVisibility({ visibilityProperty: true }))
      .filter((stop) => {
        if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio') return true;
        if (seen.has(stop.name)) return false;
        return Boolean(seen.add(stop.name));
      });
    const command = [...document.querySelectorAll('[data-command]')].find((each) => each.checkVisibility());
    return {
      height: document.documentElement.scrollHeight,
      command: command?.getBoundingClientRect().bottom ?? Infinity,
      stops: stops.findIndex((stop) => (stop.ariaLabel ?? stop.textContent) === label) + 1 || Infinity,
    };
  }, copyLabel);
}

for (const locale of LOCALES)
  test(`${locale}: every written page is short, and begins with a command`, async ({ page }) => {
    test.setTimeout(900_000);
    expect(CODES.length).toBeGreaterThan(100);
    const label = translator(locale)('command.copyLabel');
    const wrong: string[] = [];
    let printed = 0;
    for (const code of CODES) {
      let tall = false;
      await page.goto(`${prefix(locale)}${code}/`);
      // Until then, what lies below the first screen has a height that is a guess.
      await expect(page.locator('html')).not.toHaveAttribute('data-later');
      // No script looks at the width: the page that a phone got is that of a desk once the window is as wide.
      for (const { width, most, stops } of [PHONE, DESK]) {
        await page.setViewportSize({ width, height: SCREEN });
        const found = await measure(page, label);
        const at = `${prefix(locale)}${code}/ at ${width}`;
        tall = width === DESK.width && found.height > WORTH_PRINTING;
        if (found.height > most) wrong.push(`${at}: ${found.height} pixels tall`);
        if (found.command > SCREEN) wrong.push(`${at}: the first command ends at ${found.command}`);
        if (found.stops > stops) wrong.push(`${at}: ${found.stops} stops to Copy`);
      }
      if (!tall) continue;
      printed++;
      const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
      const sheets = paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
      if (sheets > SHEETS || sheets === 0) wrong.push(`${prefix(locale)}${code}/: ${sheets} sheets of A4`);
    }
    expect(printed).toBeGreaterThan(5);
    expect(wrong).toEqual([]);
  });
