/** Finds the web servers whose configurations are tested, and installs nginx where that is possible without asking. */

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from './apt.ts';

/** Debian keeps servers out of an ordinary user's PATH. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** The path of a program, or undefined. */
export function findProgram(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Tries to install nginx as root on Debian and its kin. Elsewhere it does nothing: the tests then say what they left out. */
export function ensureNginx(): string | undefined {
  if (!findProgram('nginx') && process.getuid?.() === 0 && findProgram('apt-get'))
    installPackages(['nginx-light']);
  return findProgram('nginx');
}
