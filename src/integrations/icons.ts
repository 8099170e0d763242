/** The icon as pixels, for what draws no SVG: other browsers, and the home screens of phones, which round it themselves. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderAsync } from '@resvg/resvg-js';
import type { AstroIntegration } from 'astro';

export function icons(): AstroIntegration {
  return {
    name: 'icons',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        const svg = readFileSync(join(folder, 'favicon.svg'), 'utf8');
        const square = svg.replace(/ rx="\d+"/, '');
        const draw = async (name: string, picture: string, size: number) => {
          const image = await renderAsync(picture, { fitTo: { mode: 'width', value: size } });
          writeFileSync(join(folder, name), image.asPng());
        };
        await draw('favicon.png', svg, 48);
        await draw('apple-touch-icon.png', square, 180);
      },
    },
  };
}
