/**
 * `import address from 'chunk:./x.ts'` gives the address of a file of the build that holds `x.ts`, for a worker. What
 * Vite makes of `new Worker(new URL(…))` is a bundle of its own, with a second copy of all that the page has already.
 */

import { relative, resolve, dirname } from 'node:path';
import type { Plugin } from 'vite';

const PREFIX = 'chunk:';

export function chunkAddress(): Plugin {
  let root = '';
  let serving: string | undefined;
  return {
    name: 'chunk-address',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
      serving = config.command === 'serve' ? config.base : undefined;
    },
    resolveId(id, importer) {
      if (!id.startsWith(PREFIX) || importer === undefined) return undefined;
      return `\0${PREFIX}${resolve(dirname(importer), id.slice(PREFIX.length))}`;
    },
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const file = id.slice(PREFIX.length + 1);
      if (serving !== undefined)
        return `export default ${JSON.stringify(`${serving}${relative(root, file)}`)};`;
      const reference = this.emitFile({ type: 'chunk', id: file });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
}
