/**
 * The image that pods of the lab run, as an archive that every container runtime can load: no registry is needed.
 * busybox, and small programs in /t that end in a way of their own.
 */

import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EAT } from './fixtures.ts';
import { run } from './process.ts';
import { locate } from './subjects.ts';

export const POD_IMAGE = 'docker.io/library/exit-codes-lab';

/** The tags that scenarios name, and the user that each image says it runs as. */
const TAGS = { '1': '', named: 'named', baduser: 'no-such-user' } as const;

/** `/t/NAME`, in C. */
const PROGRAMS = {
  /** `ex N` exits with N. */
  ex: `
#include <stdlib.h>
int main(int count, char **words) { exit(count > 1 ? atoi(words[1]) : 0); }
`,
  /** `eat M` touches M MiB of memory. */
  eat: EAT,
  /** `oomchild N S`: a child touches memory until it is killed; then sleeps for S seconds and exits with N. */
  oomchild: `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int count, char **words) {
  int status = 0;
  if (fork() == 0)
    for (;;) memset(malloc(1 << 20), 1, 1 << 20);
  wait(&status);
  printf("child wait status %d\\n", status);
  fflush(stdout);
  if (count > 2) sleep(atoi(words[2]));
  return count > 1 ? atoi(words[1]) : 0;
}
`,
  segv: 'int main(void) { *(volatile int *)0 = 1; return 0; }\n',
  abrt: '#include <stdlib.h>\nint main(void) { abort(); }\n',
  /** Exits with 0 on SIGTERM. */
  pause: `
#include <signal.h>
#include <unistd.h>
static void leave(int n) { (void)n; _exit(0); }
int main(void) { signal(SIGTERM, leave); for (;;) pause(); }
`,
} as const;

/** Makes the archive at `path`, in the form that `docker save` writes; a sentence where it cannot be made. */
export async function makePodImage(folder: string, path: string): Promise<string | undefined> {
  const [gcc, busybox] = [locate('gcc'), locate('busybox')];
  if (!gcc || !busybox) return `the image needs ${gcc ? 'busybox' : 'gcc'}, from apt`;
  const root = join(folder, 'root');
  for (const name of ['bin', 'etc', 'tmp', 't']) mkdirSync(join(root, name), { recursive: true });
  copyFileSync(busybox, join(root, 'bin/busybox'));
  const { stdout } = await run(busybox, ['--list']);
  for (const applet of stdout.split('\n').filter((each) => each !== '' && each !== 'busybox'))
    symlinkSync('busybox', join(root, 'bin', applet));
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\nnamed:x:1000:1000::/:/bin/sh\n');
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnamed:x:1000:\n');
  for (const [name, source] of Object.entries(PROGRAMS)) {
    writeFileSync(join(folder, 'main.c'), source);
    const flags = ['-O0', '-w', '-static', '-o', join(root, 't', name), join(folder, 'main.c')];
    const { end, stderr } = await run(gcc, flags, { seconds: 60, unbounded: true });
    if (end !== 0) return `/t/${name} does not compile: ${stderr.split('\n')[0] ?? ''}`;
  }
  writeFileSync(join(root, 't/noexec'), 'echo never\n');
  writeFileSync(join(root, 't/textfile'), 'exit 5\n');
  chmodSync(join(root, 't/noexec'), 0o644);
  chmodSync(join(root, 't/textfile'), 0o755);

  const image = join(folder, 'image');
  mkdirSync(image);
  const layer = join(image, 'layer.tar');
  const sorted = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0'];
  await run('tar', [...sorted, '-C', root, '-cf', layer, '.'], { unbounded: true });
  const digest = createHash('sha256').update(readFileSync(layer)).digest('hex');
  const manifest = Object.entries(TAGS).map(([tag, user]) => {
    const file = `${tag}.json`;
    const config = {
      architecture: process.arch === 'x64' ? 'amd64' : process.arch,
      os: 'linux',
      config: { Env: ['PATH=/bin'], ...(user && { User: user }) },
      rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
    };
    writeFileSync(join(image, file), JSON.stringify(config));
    return { Config: file, RepoTags: [`${POD_IMAGE}:${tag}`], Layers: ['layer.tar'] };
  });
  writeFileSync(join(image, 'manifest.json'), JSON.stringify(manifest));
  await run('tar', [...sorted, '-C', image, '-cf', path, '.'], { unbounded: true });
  rmSync(folder, { recursive: true, force: true });
  return statSync(path, { throwIfNoEntry: false }) ? undefined : `the image could not be written to ${path}`;
}
