/** Draws the card of every status, and the one of all other pages, in each language, from the data sets of the build. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { siteCard, statusCard, type Card } from '../cards/card.ts';
import { draw } from '../cards/draw.ts';
import { DEFAULT_LOCALE, LOCALES, translator, type Locale } from '../i18n/index.ts';
import { KINDS } from '../kinds/index.ts';

/** Beside the packages, so that a copy of the project, as the tests make it, shares it. */
const CACHE = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), '../.cache/cards');
/** Drawing is off the main thread; more at once than there are cores only takes memory. */
const AT_ONCE = 4;

interface Row {
  readonly code: number;
  readonly name: string;
  readonly title: string;
}

/** Every card of a language, with the file it becomes. */
function cardsOf(locale: Locale, folder: string): readonly (readonly [file: string, card: Card])[] {
  const place = locale === DEFAULT_LOCALE ? '' : `${locale}/`;
  const t = translator(locale);
  const site = t('site.name');
  const rows = KINDS.filter((kind) => kind.cards).flatMap(({ collection }) => {
    const file = join(folder, place, `${collection.folder}.json`);
    const set = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly Row[]>>;
    return set[collection.folder] ?? [];
  });
  return [
    [`${place}og/site.png`, siteCard({ sentence: t('site.title'), site })] as const,
    ...rows.map(({ code, name, title }) => {
      // `137 SIGKILL: killed from outside, at once`: the number and the name stand on the sign.
      const said = title.replace(/^.*?(: |：)/, '');
      const sentence = said.charAt(0).toUpperCase() + said.slice(1);
      return [`${place}og/${code}.png`, statusCard(code, name, { sentence, site })] as const;
    }),
  ];
}

export function cards(): AstroIntegration {
  return {
    name: 'cards',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const queue = LOCALES.flatMap((locale) => cardsOf(locale, folder));
        const count = queue.length;
        const start = performance.now();
        let bytes = 0;
        const work = async () => {
          for (let next = queue.pop(); next; next = queue.pop()) {
            const png = await draw(next[1], CACHE);
            bytes += png.length;
            mkdirSync(dirname(join(folder, next[0])), { recursive: true });
            writeFileSync(join(folder, next[0]), png);
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, work));
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        logger.info(`${count} cards in ${seconds} s, ${Math.round(bytes / count / 100) / 10} kB on average`);
      },
    },
  };
}
