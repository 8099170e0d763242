/** Runs before the tests: a browser must be there. One sentence when it is not, instead of a stack. */

import { ensureBrowser } from './browser.ts';
import { ensureServer } from './web-servers.ts';

try {
  console.log(`Browser: ${ensureBrowser()}`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
for (const name of ['nginx', 'caddy'] as const)
  console.log(`${name}: ${ensureServer(name) ?? 'none, so its configuration is not tried'}`);
