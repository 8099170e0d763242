/** The files that scenarios find in their folder: things that a shell or an engine cannot run, and two programs that end in a chosen way. */

import { chmodSync, cpSync, existsSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { locate } from './subjects.ts';
import { run } from './process.ts';

/** `./die N`: takes the default action of signal N and raises it in itself; 77 when it is still there afterwards. */
const DIE = `
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
int main(int count, char **words) {
  int number = count > 1 ? atoi(words[1]) : 9;
  sigset_t none;
  signal(number, SIG_DFL);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, 0);
  kill(getpid(), number);
  return 77;
}
`;

/** `./eat`: touches memory until something stops it; `./eat M` M MiB of it; `./eat child` lets a child do so. */
export const EAT = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
static int eat(long most) {
  const size_t size = 1 << 20;
  for (long mib = 0; mib < most; mib++) {
    // All of its pages at once: one by one they take seconds on a kernel that runs as a program.
    char *part = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (part == MAP_FAILED) return 12;
    memset(part, 1, size);
  }
  return 0;
}
int main(int count, char **words) {
  const long no_end = 1 << 20;
  if (count > 1 && strcmp(words[1], "child") == 0) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) _exit(eat(no_end));
    waitpid(child, &status, 0);
    printf("child %d\\n", status);
    return 0;
  }
  return eat(count > 1 ? atol(words[1]) : no_end);
}
`;

/** Fixtures that need a C compiler; a scenario that names one is left out where there is none. */
export const COMPILED = ['die', 'eat', 'noloader', 'needlib'] as const;

/** Whole programs among the fixtures: linked, not copied, since a file that is being written to cannot be run. */
const PROGRAMS: readonly string[] = [...COMPILED, 'badelf', 'arm64elf'];

/** Where e_machine stands in an ELF header, and two CPUs: the one that this machine is not is the wrong one. */
const MACHINE_AT = 18;
const [X86_64, AARCH64] = [0x3e, 0xb7];

/** Writes all fixtures into a folder. Returns those that could not be made, or were not to be compiled. */
export async function makeFixtures(
  folder: string,
  { compile = true }: { compile?: boolean } = {},
): Promise<readonly string[]> {
  const put = (name: string, content: string | Uint8Array, mode: number) => {
    writeFileSync(join(folder, name), content);
    chmodSync(join(folder, name), mode);
  };
  mkdirSync(join(folder, 'adir'), { recursive: true });
  put('notexec', 'echo never\n', 0o644);
  put('badinterp', '#!/no/such/interp\necho never\n', 0o755);
  put('crlf', '#!/bin/sh\r\necho never\r\n', 0o755);
  put('noshebang', 'exit 5\n', 0o755);
  put('noperm.sh', '#!/bin/sh\nexit 0\n', 0o644);
  put('syntax.sh', 'if\n', 0o755);
  const program = readFileSync('/bin/sh');
  put('badelf', program.subarray(0, 200), 0o755);
  const foreign = Buffer.from(program);
  foreign.writeUInt16LE(foreign.readUInt16LE(MACHINE_AT) === AARCH64 ? X86_64 : AARCH64, MACHINE_AT);
  put('arm64elf', foreign, 0o755);

  const gcc = locate('gcc');
  if (!gcc || !compile) return COMPILED;
  put('.die.c', DIE, 0o644);
  put('.eat.c', EAT, 0o644);
  put('.none.c', 'int main(void) { return 0; }\n', 0o644);
  put('.lib.c', 'int lib(void) { return 0; }\n', 0o644);
  put('.need.c', 'int lib(void);\nint main(void) { return lib(); }\n', 0o644);
  const made = [
    ['-O0', '-static', '-o', 'die', '.die.c'],
    ['-O0', '-static', '-o', 'eat', '.eat.c'],
    ['-o', 'noloader', '.none.c', '-Wl,--dynamic-linker=/no/such/ld.so'],
    ['-shared', '-fPIC', '-o', '.libgone.so', '.lib.c'],
    ['-o', 'needlib', '.need.c', './.libgone.so'],
  ];
  const missing: string[] = [];
  for (const args of made) {
    const { end } = await run(gcc, args, { cwd: folder, unbounded: true, seconds: 60 });
    if (end !== 0) missing.push(args[args.indexOf('-o') + 1] ?? '');
  }
  await run('rm', ['-f', '.libgone.so', '.die.c', '.eat.c', '.none.c', '.lib.c', '.need.c'], { cwd: folder });
  return missing;
}

/** Gives a run its own fixtures. Both folders are on one file system. */
export function copyFixtures(from: string, to: string) {
  cpSync(from, to, { recursive: true, filter: (path) => !PROGRAMS.includes(basename(path)) });
  for (const name of PROGRAMS) if (existsSync(join(from, name))) linkSync(join(from, name), join(to, name));
}
