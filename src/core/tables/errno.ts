/**
 * Error numbers of the C library, as npm and Node print them negated behind `errno`: -13 on Linux, -4092 on Windows.
 *
 * Linux: include/uapi/asm-generic/errno-base.h and errno.h, https://github.com/torvalds/linux, the same on x86 and arm
 * (MIPS, Alpha, PA-RISC and SPARC number those above 34 differently). Windows: libuv, which gives them numbers of its
 * own there, https://github.com/libuv/libuv/blob/v1.x/include/uv/errno.h.
 */

export interface ErrorNumber {
  readonly name: string;
  /** On Linux, above 0. */
  readonly linux: number;
  /** What libuv gives it on Windows, below 0. */
  readonly libuv: number;
}

const ROWS = [
  ['EPERM', 1, -4048],
  ['ENOENT', 2, -4058],
  ['EINTR', 4, -4072],
  ['EIO', 5, -4070],
  ['EBADF', 9, -4083],
  ['EAGAIN', 11, -4088],
  ['ENOMEM', 12, -4057],
  ['EACCES', 13, -4092],
  ['EBUSY', 16, -4082],
  ['EEXIST', 17, -4075],
  ['EXDEV', 18, -4037],
  ['ENOTDIR', 20, -4052],
  ['EISDIR', 21, -4068],
  ['EINVAL', 22, -4071],
  ['ENFILE', 23, -4061],
  ['EMFILE', 24, -4066],
  ['ENOSPC', 28, -4055],
  ['EROFS', 30, -4043],
  ['EPIPE', 32, -4047],
  ['ENAMETOOLONG', 36, -4064],
  ['ENOTEMPTY', 39, -4051],
  ['ELOOP', 40, -4067],
  ['EADDRINUSE', 98, -4091],
  ['EADDRNOTAVAIL', 99, -4090],
  ['ENETUNREACH', 101, -4062],
  ['ECONNABORTED', 103, -4079],
  ['ECONNRESET', 104, -4077],
  ['ETIMEDOUT', 110, -4039],
  ['ECONNREFUSED', 111, -4078],
  ['EHOSTUNREACH', 113, -4073],
] as const satisfies readonly (readonly [string, number, number])[];

/** Those that tools print for files, memory and connections; neither every name nor every number. */
export const ERROR_NUMBERS: readonly ErrorNumber[] = ROWS.map(([name, linux, libuv]) => ({
  name,
  linux,
  libuv,
}));

/** The error behind a negated number, -1 to -113 or libuv's -4037 to -4092; undefined for any other. */
export function errorOfNegative(number: number): ErrorNumber | undefined {
  return ERROR_NUMBERS.find(({ linux, libuv }) => -linux === number || libuv === number);
}
