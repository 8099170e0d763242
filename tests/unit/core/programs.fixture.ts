/** Programs with numbers of their own, as content hands them to the decoder. Made up where that shows a rule better. */

import type { ProgramTable } from '../../../src/core/read/programs.ts';

export const PROGRAMS: readonly ProgramTable[] = [
  {
    slug: 'curl',
    name: 'curl',
    prefixes: ['curl: ('],
    aliases: ['libcurl'],
    codes: [1, 2, 6, 7, 22, 28, [30, 39]],
  },
  { slug: 'git', name: 'git', codes: [1, 128, 129] },
  { slug: 'rsync', name: 'rsync', prefixes: ['rsync error:'], codes: [23, 24] },
  { slug: 'npm', name: 'npm', prefixes: ['npm ERR! errno', 'npm error errno'], codes: [1, 243, 254] },
  { slug: 'apt-get', name: 'apt-get', aliases: ['apt'], codes: [100] },
  { slug: 'dpkg', name: 'dpkg', prefixes: ['E: Sub-process /usr/bin/dpkg'], codes: [1, 2] },
  { slug: 'mongod', name: 'mongod', codes: [14, 100] },
  { slug: 'make', name: 'GNU make', aliases: ['make'], prefixes: ['make: ***'], codes: [1, 2] },
  { slug: 'robocopy', name: 'robocopy', bits: true, codes: [1, 2, 4, 8, 16] },
  { slug: 'msiexec', name: 'msiexec', codes: [1603, 3010] },
  { slug: 'docker', name: 'docker', codes: [125, 126, 127] },
  { slug: 'docker-compose', name: 'docker compose', aliases: ['docker-compose'], codes: [14, 16] },
  { slug: 'aws', name: 'AWS CLI', aliases: ['aws', 'aws-cli'], codes: [252, 253, 254] },
];
