/** Finds the web servers whose configurations are tested, and installs them where that is possible without asking. */

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from './apt.ts';

/** Debian keeps servers out of an ordinary user's PATH. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** The path of a program, or undefined. */
export function findProgram(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** What Debian and its kin call the package of each. */
const PACKAGES = { nginx: 'nginx-light', caddy: 'caddy' } as const;

/**
 * The path of a web server. Where it is missing, root on Debian and its kin tries to install it; elsewhere the tests say what
 * they left out.
 */
export function ensureServer(name: keyof typeof PACKAGES): string | undefined {
  if (!findProgram(name) && process.getuid?.() === 0 && findProgram('apt-get'))
    installPackages([PACKAGES[name]]);
  return findProgram(name);
}
