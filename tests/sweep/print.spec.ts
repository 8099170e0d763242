/** The sheet of all codes: two pages of paper, nothing cut off. */

import { LOCALES, translator } from '../../src/i18n/index.ts';
import { prefix } from '../built.ts';
import { expect, test } from '../site.ts';

/** A4 at 96 pixels an inch, less the margins that the sheet asks for. */
const PAPER = { width: 733, height: 1055 };

for (const locale of LOCALES) {
  const t = translator(locale);

  test(`${locale}: all 256 codes on two A4 pages`, async ({ page }, testInfo) => {
    await page.goto(prefix(locale));
    await page
      .getByRole('contentinfo')
      .getByRole('link', { name: t('print.title') })
      .click();
    await expect(page).toHaveURL(new RegExp(`/${prefix(locale)}print/$`));
    await expect(page.getByRole('heading', { level: 1, name: t('print.heading') })).toBeVisible();
    // Neighbours that say the same share a row: 36–51. Together the rows are all of them, in order.
    const rows = await page.getByRole('main').getByRole('listitem').locator('b').allInnerTexts();
    const codes = rows.flatMap((row) => {
      const [first = NaN, last = first] = row.split('–').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
    expect(codes).toEqual(Array.from({ length: 256 }, (_, code) => code));
    expect(rows.length).toBeLessThan(256);

    const sheet = await page.pdf({ preferCSSPageSize: true, path: testInfo.outputPath('sheet.pdf') });
    const text = sheet.toString('latin1');
    expect(text.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(2);
    // A4 in points.
    for (const [, width, height] of text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)) {
      expect(Math.round(Number(width))).toBe(595);
      expect(Math.round(Number(height))).toBe(842);
    }
  });

  test(`${locale}: on paper every number, name and title can be read in full`, async ({ page }) => {
    await page.setViewportSize(PAPER);
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${prefix(locale)}print/`);
    // A column too long for its sheet goes on in a fifth, beyond the paper; so does a word too long for its column.
    const cut = await page.getByRole('main').evaluate((main) =>
      [...main.querySelectorAll('li')]
        .filter((item) => {
          const sheet = item.parentElement?.getBoundingClientRect();
          const column = item.getBoundingClientRect();
          return [item, ...item.querySelectorAll('b, span, small')].some((part) =>
            [...part.getClientRects()].some(
              ({ right, bottom }) =>
                right > Math.min(column.right, sheet?.right ?? 0) + 1 || bottom > (sheet?.bottom ?? 0) + 1,
            ),
          );
        })
        .map((item) => item.textContent.replace(/\s+/g, ' ')),
    );
    expect(cut).toEqual([]);
    await expect(page.getByRole('banner').getByRole('link')).toHaveCount(0);
  });
}
