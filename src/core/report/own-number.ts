import type { Finding } from './finding.ts';

/** Whether what an ending's number means may be a program's to say: no signal, no Windows value, no success. */
export function mayBeOwn({ kind, code, signal, windows }: Finding): boolean {
  return (
    kind === 'ended' && code !== undefined && code !== 0 && signal === undefined && windows === undefined
  );
}
