/** Draws the card of every status, and the one of all other pages, from the data set that the build has written. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { siteCard, statusCard, type Card } from '../cards/card.ts';
import { draw } from '../cards/draw.ts';
import { KINDS } from '../kinds/index.ts';

/** Beside the packages, so that a copy of the project, as the tests make it, shares it. */
const CACHE = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), '../.cache/cards');
/** Drawing is off the main thread; more at once than there are cores only takes memory. */
const AT_ONCE = 4;

export function cards(): AstroIntegration {
  return {
    name: 'cards',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const statuses = KINDS.filter((kind) => kind.cards).flatMap(({ collection }) => {
          const set = JSON.parse(readFileSync(join(folder, `${collection.folder}.json`), 'utf8')) as Readonly<
            Record<string, readonly { readonly code: number; readonly name: string }[]>
          >;
          return set[collection.folder] ?? [];
        });
        const queue: (readonly [name: string, card: Card])[] = [
          ['site', siteCard()],
          ...statuses.map(({ code, name }) => [String(code), statusCard(code, name)] as const),
        ];
        const count = queue.length;
        const start = performance.now();
        mkdirSync(join(folder, 'og'), { recursive: true });
        let bytes = 0;
        const work = async () => {
          for (let next = queue.pop(); next; next = queue.pop()) {
            const png = await draw(next[1], CACHE);
            bytes += png.length;
            writeFileSync(join(folder, 'og', `${next[0]}.png`), png);
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, work));
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        logger.info(`${count} cards in ${seconds} s, ${Math.round(bytes / count / 100) / 10} kB on average`);
      },
    },
  };
}
